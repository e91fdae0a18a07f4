package org.dockgraph.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Objects;
import org.dockgraph.graphql.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;

/// Counts what each client asks for.
final class RateLimit {

    private static final int CLIENTS = 100_000; // known at a time, at about 200 bytes each

    private final int requestsPerMinute;
    private final @Nullable String header;
    private final LoadingCache<String, Bucket> buckets;

    /// @param header that tells clients apart; null for their address
    RateLimit(int requestsPerMinute, @Nullable String header) {
        this.requestsPerMinute = requestsPerMinute;
        this.header = header;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(Duration.ofMinutes(1)) // a bucket is full again by then
                .build(_ -> bucket(requestsPerMinute));
    }

    /// The one of the settings; null for none.
    static @Nullable RateLimit of(HttpProperties properties) {
        Integer requests = properties.requestsPerMinute();
        return requests == null ? null : new RateLimit(requests, properties.clientHeader());
    }

    private static Bucket bucket(int requestsPerMinute) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(requestsPerMinute).refillGreedy(requestsPerMinute, Duration.ofMinutes(1)))
                .build();
    }

    /// Counts a request.
    ///
    /// @throws Refusal if it is one too many
    void count(ServerRequest request) throws Refusal {
        ConsumptionProbe probe = buckets.get(client(request)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            Refusal refusal = Refusal.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ErrorCode.RATE_LIMITED,
                    "More than " + requestsPerMinute + " requests a minute came from you. Ask again in " + wait
                            + " s.");
            refusal.reply().headers().set(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
            throw refusal;
        }
    }

    private String client(ServerRequest request) {
        String key = header == null ? null : request.headers().firstHeader(header);
        return key != null
                ? key
                : Objects.requireNonNullElse(request.servletRequest().getRemoteAddr(), "");
    }
}
