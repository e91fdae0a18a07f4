package org.dockgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/// Answers with event streams, each on the virtual thread of its request.
final class EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final GraphqlService service;
    private final EdgeLimits limits;
    private final LiveConnections connections;
    private final Duration keepAlive;

    EventStreams(GraphqlService service, EdgeLimits limits, LiveConnections connections, Duration keepAlive) {
        this.service = service;
        this.limits = limits;
        this.connections = connections;
        this.keepAlive = keepAlive;
    }

    /// Answers a question. Returns when the stream has ended.
    ///
    /// @throws Refusal if there are as many connections, or operations under way, as may be
    void answer(HttpServletRequest request, HttpServletResponse response, Question question) throws Refusal {
        try (Admission.Place place = limits.enter()) {
            EventStream stream = new EventStream(
                    service.stream(question, place::close), bytes -> limits.hasRoom(place, bytes), keepAlive);
            if (!connections.admit(stream)) {
                throw Refusal.overloaded("As many connections are open as may be. Try again later.")
                        .beyond(EdgeLimit.CONNECTIONS);
            }
            response.setContentType(ResponseType.EVENTS.contentType());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            response.setHeader("X-Accel-Buffering", "no"); // has proxies such as nginx pass on each event at once
            write(stream, request, response);
        }
    }

    private void write(EventStream stream, HttpServletRequest request, HttpServletResponse response) {
        try {
            if (!request.getMethod().equals("HEAD")) { // whose body goes nowhere, so that nobody would notice its end
                stream.writeTo(response);
            }
        } catch (IOException gone) {
            LOG.debug("An event stream ended before it was whole", gone);
        } finally {
            connections.leave(stream);
        }
    }
}
