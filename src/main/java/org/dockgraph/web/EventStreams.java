package org.dockgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Flux;

/// Answers with event streams, each on the virtual thread of its request.
final class EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final LiveConnections connections;
    private final Duration keepAlive;

    EventStreams(LiveConnections connections, Duration keepAlive) {
        this.connections = connections;
        this.keepAlive = keepAlive;
    }

    /// Answers with these responses.
    ///
    /// @throws Refusal if there are as many connections as may be
    ServerResponse of(Flux<Map<String, @Nullable Object>> responses) throws Refusal {
        EventStream stream = new EventStream(responses, keepAlive);
        if (!connections.admit(stream)) {
            throw Refusal.overloaded("As many connections are open as may be. Try again later.");
        }
        return ServerResponse.ok()
                .contentType(ResponseType.EVENTS.mediaType())
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("X-Accel-Buffering", "no") // has proxies such as nginx pass on each event at once
                .build((request, response) -> {
                    write(stream, request, response);
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
