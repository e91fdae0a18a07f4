package org.dockgraph.graphql;

import java.net.URI;
import java.util.Map;
import org.dockgraph.fetch.Client;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// A GraphQL request as it came over HTTP.
///
/// @param client who asks
/// @param uri that was asked
/// @param headers of the HTTP request
/// @param document the query's text
/// @param operationName which of the document's operations to run; null for its only one
/// @param variables by name
/// @param extensions by name
public record Question(
        Client client,
        URI uri,
        HttpHeaders headers,
        String document,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, @Nullable Object> extensions) {

    /// Whether nothing but the answer is asked for, so that it may be one that others got.
    public boolean isPlain() {
        return !headers.containsHeader(RequestHeaders.REPORT) && !headers.containsHeader(RequestHeaders.EXPLAIN);
    }
}
