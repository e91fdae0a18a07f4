package org.dockgraph.operate;

import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.SourceStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Tells how the source stands. It is up even while the source is down: the gateway then answers from what it holds,
/// and restarting it would not help.
final class UpstreamHealth implements HealthIndicator {

    private final Fetcher fetcher;

    UpstreamHealth(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public Health health() {
        SourceStatus status = fetcher.status();
        Health.Builder health = Health.up()
                .withDetail("stale", status.stale())
                .withDetail("breaker", status.breaker())
                .withDetail("callsLimit", status.budget().limit())
                .withDetail("callsRemaining", status.budget().remaining())
                .withDetail("complete", status.mirror().complete())
                .withDetail("events", status.mirror().events());
        if (status.lastSuccessAt() != null) {
            health.withDetail("lastSuccessAt", status.lastSuccessAt());
        }
        return health.build();
    }
}
