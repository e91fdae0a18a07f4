package org.dockgraph.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.dockgraph.fetch.Client;
import org.dockgraph.graphql.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// Counts what each client asks for.
final class RateLimit {

    private static final int CLIENTS = 100_000; // known at a time, at about 200 bytes each

    private final int requestsPerMinute;
    private final LoadingCache<Client, Bucket> buckets;

    RateLimit(int requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(Duration.ofMinutes(1)) // a bucket is full again by then
                .build(_ -> bucket(requestsPerMinute));
    }

    /// The one of the settings; null for none.
    static @Nullable RateLimit of(HttpProperties properties) {
        Integer requests = properties.requestsPerMinute();
        return requests == null ? null : new RateLimit(requests);
    }

    private static Bucket bucket(int requestsPerMinute) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(requestsPerMinute).refillGreedy(requestsPerMinute, Duration.ofMinutes(1)))
                .build();
    }

    /// Counts a request of a client.
    ///
    /// @throws Refusal if it is one too many
    void count(Client client) throws Refusal {
        ConsumptionProbe probe = buckets.get(client).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            Refusal refusal = Refusal.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ErrorCode.RATE_LIMITED,
                    "More than " + requestsPerMinute + " requests a minute came from you. Ask again in " + wait
                            + " s.");
            refusal.reply().headers().set(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
            throw refusal.beyond(EdgeLimit.REQUESTS_PER_MINUTE);
        }
    }
}
