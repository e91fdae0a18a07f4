package org.dockgraph.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.dockgraph.graphql.SubscriptionEnded;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/// The responses to one request as Server-Sent Events: `next` for each, then `complete`. A stream that ends without
/// `complete` was cut off, and its client asks again.
///
/// @see "PROTOCOL.md of graphql-sse, distinct connections mode"
final class EventStream implements LiveConnection {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMPLETE = "event: complete\ndata:\n\n";
    private static final String KEEP_ALIVE = ":\n\n";

    private final Flux<String> events;
    private final Sinks.Empty<Void> end = Sinks.empty();

    /// @param hasRoom whether there is room for a response of so many bytes until it is read
    /// @param keepAlive how often something is sent at least; by that it is noticed too that a client has gone
    EventStream(Flux<Map<String, @Nullable Object>> responses, IntPredicate hasRoom, Duration keepAlive) {
        Flux<String> signsOfLife =
                Flux.interval(Duration.ZERO, keepAlive).onBackpressureDrop().map(_ -> KEEP_ALIVE);
        Flux<String> told = responses
                .onErrorResume(
                        SubscriptionEnded.class,
                        ended -> Flux.just(ended.reply().body()))
                .map(EventStream::next)
                .map(next -> hasRoom.test(next.length())
                        ? next
                        : next(Admission.noRoom().reply().body()))
                .concatWithValues(COMPLETE);
        this.events =
                Flux.merge(1, told, signsOfLife).takeUntil(COMPLETE::equals).takeUntilOther(end.asMono());
    }

    private static String next(Map<String, @Nullable Object> response) {
        return "event: next\ndata: " + JSON.writeValueAsString(response) + "\n\n";
    }

    /// Writes all of them. Returns when they have ended, the gateway stops or the client has gone.
    void writeTo(HttpServletResponse response) throws IOException {
        try (Stream<String> stream = events.toStream(1)) {
            OutputStream out = response.getOutputStream();
            for (Iterator<String> left = stream.iterator(); left.hasNext(); ) {
                out.write(left.next().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    @Override
    public void goAway() {
        end.tryEmitEmpty();
    }
}
