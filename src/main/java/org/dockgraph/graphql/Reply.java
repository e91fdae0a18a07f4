package org.dockgraph.graphql;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// A GraphQL response, before it is put on the wire.
///
/// @param body as the GraphQL specification has it: `data`, `errors`, `extensions`
/// @param headers that it asks for
/// @param lifetime how long it may be kept; zero for not at all, null where nothing of the source is in it. Worked out
///     when it is asked for
public record Reply(Map<String, @Nullable Object> body, HttpHeaders headers, Supplier<@Nullable Duration> lifetime) {

    /// The response to a request that cannot be run.
    ///
    /// @param message what was seen, the rule, and what to do next
    public static Reply refusal(ErrorCode code, String message) {
        return refusal(new CodedError(code, message, null, null, Map.of()));
    }

    /// The response to a request that cannot be run.
    static Reply refusal(CodedError error) {
        return new Reply(Map.of("errors", List.of(error.toSpecification())), new HttpHeaders(), () -> Duration.ZERO);
    }

    /// Whether something was executed: `data` is there, even if it is null.
    public boolean isExecuted() {
        return body.containsKey("data");
    }

    /// Whether one of its errors has this code.
    public boolean hasError(ErrorCode code) {
        return body.get("errors") instanceof List<?> errors
                && errors.stream()
                        .anyMatch(error -> error instanceof Map<?, ?> map
                                && map.get("extensions") instanceof Map<?, ?> extensions
                                && code.name().equals(extensions.get("code")));
    }

    /// Whether all of it could be delivered.
    public boolean isWhole() {
        return isExecuted() && !body.containsKey("errors");
    }
}
