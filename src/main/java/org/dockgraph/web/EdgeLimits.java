package org.dockgraph.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.dockgraph.fetch.Client;
import org.dockgraph.graphql.DressRehearsal;
import org.dockgraph.graphql.ErrorCounts;
import org.dockgraph.graphql.LimitMeter;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// What operations of all transports share: the places of those that are under way, the requests of each client, and
/// the meter of what was refused. Requests that are only rehearsed are not counted, nor that they are refused.
final class EdgeLimits {

    private final Admission admission;
    private final @Nullable RateLimit rateLimit;
    private final ErrorCounts errors;
    private final LimitMeter<EdgeLimit> meter;
    private final DressRehearsal rehearsal;

    EdgeLimits(HttpProperties properties, ErrorCounts errors, MeterRegistry registry, DressRehearsal rehearsal) {
        this.admission = new Admission(
                properties.operations(),
                Objects.requireNonNullElseGet(properties.unreadAnswers(), EdgeLimits::eighthOfHeap));
        this.rateLimit = RateLimit.of(properties);
        this.errors = errors;
        this.meter = new LimitMeter<>(EdgeLimit.class, registry);
        this.rehearsal = rehearsal;
    }

    private static DataSize eighthOfHeap() {
        return DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 8);
    }

    /// Counts a request of a client.
    ///
    /// @throws Refusal if it is one too many
    void request(Client client) throws Refusal {
        if (rateLimit != null && !rehearsal.isOn()) {
            rateLimit.count(client);
        }
    }

    /// Takes a place for an operation.
    ///
    /// @throws Refusal if none is free
    Admission.Place enter() throws Refusal {
        return admission.enter();
    }

    /// Holds an answer until its place is left, if there is room for it.
    boolean hasRoom(Admission.Place place, int bytes) {
        boolean isHeld = place.holds(bytes);
        if (!isHeld) {
            count(Admission.noRoom());
        }
        return isHeld;
    }

    /// Counts what is refused: by its code, and by its limit if that is why.
    void count(Refusal refusal) {
        if (rehearsal.isOn()) {
            return;
        }
        errors.note(refusal.code());
        if (refusal.limit() instanceof EdgeLimit limit) {
            count(limit);
        }
    }

    /// Counts a refusal.
    void count(EdgeLimit limit) {
        meter.count(limit);
    }
}
