package org.dockgraph.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// A GraphQL response, before it is put on the wire.
///
/// @param body as the GraphQL specification has it: `data`, `errors`, `extensions`
/// @param headers that it asks for
public record Reply(Map<String, @Nullable Object> body, HttpHeaders headers) {

    /// The response to a request that cannot be run.
    ///
    /// @param message what was seen, the rule, and what to do next
    public static Reply refusal(ErrorCode code, String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("extensions", Map.of("code", code.name()));
        return new Reply(Map.of("errors", List.of(error)), new HttpHeaders());
    }

    /// Whether something was executed: `data` is there, even if it is null.
    public boolean isExecuted() {
        return body.containsKey("data");
    }

    /// Whether all of it could be delivered.
    public boolean isWhole() {
        return isExecuted() && !body.containsKey("errors");
    }
}
