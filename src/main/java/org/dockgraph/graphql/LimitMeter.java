package org.dockgraph.graphql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counts what is refused because it is beyond a limit, as the meter `dockgraph.limits`.
///
/// @param <L> the limits; a limit is known to the meter by its name in lower case, such as `root-fields`
public final class LimitMeter<L extends Enum<L>> {

    private final Map<L, Counter> refusals;

    /// A meter of these limits, each from zero on.
    public LimitMeter(Class<L> limits, MeterRegistry registry) {
        refusals = new EnumMap<>(limits);
        for (L limit : limits.getEnumConstants()) {
            refusals.put(
                    limit,
                    Counter.builder("dockgraph.limits")
                            .description("Requests that were refused, by the limit that they were beyond")
                            .tag("limit", label(limit))
                            .register(registry));
        }
    }

    /// Counts a refusal.
    public void count(L limit) {
        Objects.requireNonNull(refusals.get(limit)).increment();
    }

    /// The name of a limit for programs.
    static String label(Enum<?> limit) {
        return limit.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
