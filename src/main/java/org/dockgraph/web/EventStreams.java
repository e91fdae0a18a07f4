package org.dockgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerResponse;

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

    /// Answers a question.
    ///
    /// @throws Refusal if there are as many connections, or operations under way, as may be
    ServerResponse of(Question question) throws Refusal {
        Admission.Place place = limits.enter();
        EventStream stream = new EventStream(
                service.stream(question, place::close), bytes -> limits.hasRoom(place, bytes), keepAlive);
        if (!connections.admit(stream)) {
            place.close();
            throw Refusal.overloaded("As many connections are open as may be. Try again later.")
                    .beyond(EdgeLimit.CONNECTIONS);
        }
        return ServerResponse.ok()
                .contentType(ResponseType.EVENTS.mediaType())
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("X-Accel-Buffering", "no") // has proxies such as nginx pass on each event at once
                .build((request, response) -> {
                    try (place) {
                        write(stream, request, response);
                    }
                    return null;
                });
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
