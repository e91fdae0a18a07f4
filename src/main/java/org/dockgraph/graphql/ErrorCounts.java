package org.dockgraph.graphql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Counts answers by the codes of their errors, as the meter `dockgraph.errors`. One with many errors of a code counts
/// once for it.
public final class ErrorCounts {

    private final Map<ErrorCode, Counter> counters = new EnumMap<>(ErrorCode.class);

    ErrorCounts(MeterRegistry registry) {
        for (ErrorCode code : ErrorCode.values()) {
            counters.put(
                    code,
                    Counter.builder("dockgraph.errors")
                            .description("Answers with an error of this code")
                            .tag("code", code.name())
                            .register(registry));
        }
    }

    /// Notes a request that was refused.
    public void note(ErrorCode code) {
        Objects.requireNonNull(counters.get(code)).increment();
    }

    /// Notes an answer.
    ///
    /// @param codes of its errors
    void note(Collection<ErrorCode> codes) {
        Set.copyOf(codes).forEach(this::note);
    }
}
