package org.dockgraph.graphql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts subscriptions and what they are told.
final class SubscriptionMeters {

    private final AtomicInteger open = new AtomicInteger();
    private final Counter changes;
    private final ErrorCounts errors;

    SubscriptionMeters(MeterRegistry registry, ErrorCounts errors) {
        this.errors = errors;
        Gauge.builder("dockgraph.subscriptions", open, AtomicInteger::get)
                .description("Subscriptions that are open")
                .register(registry);
        this.changes = Counter.builder("dockgraph.subscription.changes")
                .description("Changes that were handed to subscribers")
                .register(registry);
    }

    /// Notes that one has begun.
    void opened() {
        open.incrementAndGet();
    }

    /// Notes that one is over, for whatever reason.
    void closed() {
        open.decrementAndGet();
    }

    /// Notes that a subscriber got a change.
    void told() {
        changes.increment();
    }

    /// Notes that one was ended with an error.
    void ended(ErrorCode code) {
        errors.note(code);
    }
}
