package org.dockgraph.operate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Counts and times the requests to the source, as the meter `dockgraph.upstream.calls`.
public final class CallMetrics {

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Notes the end of a request.
    ///
    /// @param path such as `docking_event/`
    /// @param outcome such as `found` or `timed_out`
    /// @param took from its sending to its whole answer
    public void note(String path, String outcome, Duration took) {
        Timer.builder("dockgraph.upstream.calls")
                .description("Requests to the source; those to api-throttle/ do not count against its limit")
                .tag("path", path)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }
}
