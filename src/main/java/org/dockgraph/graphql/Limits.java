package org.dockgraph.graphql;

import graphql.execution.AbortExecutionException;
import graphql.language.SourceLocation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Refuses what is beyond a limit, and counts it.
final class Limits {

    private final LimitProperties properties;
    private final LimitMeter<Limit> meter;
    private final BooleanSupplier isRehearsing;

    /// @param isRehearsing whether what is refused now is not counted
    Limits(LimitProperties properties, MeterRegistry registry, BooleanSupplier isRehearsing) {
        this.properties = properties;
        this.isRehearsing = isRehearsing;
        this.meter = new LimitMeter<>(Limit.class, registry);
    }

    /// Requires that no more was seen than may be.
    ///
    /// @param at where it was seen; null for the whole request
    /// @throws AbortExecutionException which ends the request with an error that says so
    void require(Limit limit, long seen, @Nullable SourceLocation at) {
        int most = properties.most(limit);
        if (seen > most) {
            if (!isRehearsing.getAsBoolean()) {
                meter.count(limit);
            }
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("limit", LimitMeter.label(limit));
            details.put("most", most);
            details.put("seen", seen);
            throw refusal(limit.code(), limit.message(seen, most), at, details);
        }
    }

    /// What ends a request that is not run.
    ///
    /// @param message what was seen, the rule, and what to do next
    /// @param at where it was seen; null for the whole request
    static AbortExecutionException refusal(
            ErrorCode code, String message, @Nullable SourceLocation at, Map<String, Object> details) {
        return new AbortExecutionException(
                List.of(new CodedError(code, message, at == null ? null : List.of(at), null, details)));
    }
}
