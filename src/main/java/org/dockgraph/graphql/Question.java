package org.dockgraph.graphql;

import java.util.Map;
import org.dockgraph.fetch.Client;
import org.jspecify.annotations.Nullable;

/// A GraphQL request as it came over HTTP.
///
/// @param client who asks
/// @param head of the HTTP request
/// @param document the query's text
/// @param operationName which of the document's operations to run; null for its only one
/// @param variables by name
/// @param extensions by name
public record Question(
        Client client,
        RequestHead head,
        String document,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, @Nullable Object> extensions) {

    /// Whether nothing but the answer is asked for, so that it may be one that others got.
    public boolean isPlain() {
        return !head.has(RequestHeaders.REPORT) && !head.has(RequestHeaders.EXPLAIN);
    }
}
