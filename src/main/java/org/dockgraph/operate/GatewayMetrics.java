package org.dockgraph.operate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Served;
import org.dockgraph.fetch.SourceStatus;
import org.dockgraph.fetch.SourceStatus.Breaker;
import org.dockgraph.mirror.SnapshotFile;
import org.jspecify.annotations.Nullable;

/// How the source, the answers, the mirror and its file stand, as meters.
final class GatewayMetrics implements MeterBinder {

    private final Fetcher fetcher;
    private final @Nullable SnapshotFile file;

    /// @param file null where nothing is written
    GatewayMetrics(Fetcher fetcher, @Nullable SnapshotFile file) {
        this.fetcher = fetcher;
        this.file = file;
    }

    /// The moment of something in a status.
    private interface Moment {
        @Nullable
        Instant of(SourceStatus status);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "upstream.budget.limit",
                "Calls allowed in an hour",
                s -> s.budget().limit());
        gauge(
                registry,
                "upstream.budget.remaining",
                "Calls that may be made now",
                s -> s.budget().remaining());
        for (Breaker state : Breaker.values()) {
            Gauge.builder("dockgraph.upstream.breaker", fetcher, f -> f.status().breaker() == state ? 1 : 0)
                    .description("1 for the state that the circuit breaker is in")
                    .tag("state", state.name())
                    .register(registry);
        }
        gauge(registry, "upstream.stale", "1 while the last call failed and something is old", s -> s.stale() ? 1 : 0);
        gauge(
                registry,
                "mirror.complete",
                "1 if all docking events are held",
                s -> s.mirror().complete() ? 1 : 0);
        gauge(
                registry,
                "mirror.events",
                "Docking events that are held",
                s -> s.mirror().events());
        age(
                registry,
                "mirror.age",
                "Since the newest events were fetched",
                s -> s.mirror().lastSyncAt());
        age(
                registry,
                "data.oldest.age",
                "Since the oldest was fetched",
                s -> s.mirror().oldestFetchedAt());
        answers(registry, "fresh", Served::fresh);
        answers(registry, "stale", Served::stale);
        answers(registry, "failed", Served::failed);
        FunctionCounter.builder("dockgraph.upstream.refused", fetcher, Fetcher::refusedCalls)
                .description("Calls that were not made since their client had had its share")
                .register(registry);
        if (file != null) {
            snapshots(registry, file, "written", SnapshotFile.Status::written);
            snapshots(registry, file, "failed", SnapshotFile.Status::failed);
        }
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<SourceStatus> value) {
        Gauge.builder("dockgraph." + name, fetcher, source -> value.applyAsDouble(source.status()))
                .description(description)
                .register(registry);
    }

    private void age(MeterRegistry registry, String name, String description, Moment moment) {
        Gauge.builder("dockgraph." + name, fetcher, source -> seconds(moment.of(source.status()), source.now()))
                .description(description)
                .baseUnit("seconds")
                .register(registry);
    }

    private static double seconds(@Nullable Instant from, Instant to) {
        return from == null ? Double.NaN : Duration.between(from, to).toMillis() / 1_000.0;
    }

    private void answers(MeterRegistry registry, String freshness, ToDoubleFunction<Served> count) {
        FunctionCounter.builder("dockgraph.answers", fetcher.served(), count)
                .description("Things and pages that queries needed, by what they got")
                .tag("freshness", freshness)
                .register(registry);
    }

    private static void snapshots(
            MeterRegistry registry, SnapshotFile file, String outcome, ToDoubleFunction<SnapshotFile.Status> count) {
        FunctionCounter.builder("dockgraph.snapshot.writes", file, snapshot -> count.applyAsDouble(snapshot.status()))
                .description("Snapshots of what is held")
                .tag("outcome", outcome)
                .register(registry);
    }
}
