package org.dockgraph.graphql;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.util.LinkedMultiValueMap;

/// Answers GraphQL requests that came over HTTP: the way into this package for the one that knows HTTP.
public final class GraphqlService {

    private final WebGraphQlHandler handler;

    GraphqlService(WebGraphQlHandler handler) {
        this.handler = handler;
    }

    /// Runs the request. Blocks until its response is whole.
    @SuppressWarnings("NullAway") // Spring's and graphql-java's maps may hold nulls, which their types do not say
    public Reply answer(Question question) {
        GraphQlRequest body = new DefaultGraphQlRequest(
                question.document(), question.operationName(), question.variables(), question.extensions());
        WebGraphQlRequest request = new WebGraphQlRequest(
                question.uri(),
                question.headers(),
                new LinkedMultiValueMap<>(),
                null,
                Map.of(),
                body,
                UUID.randomUUID().toString(),
                Locale.ROOT);
        WebGraphQlResponse response =
                Objects.requireNonNull(handler.handleRequest(request).block());
        Map<String, @Nullable Object> specified = response.getExecutionResult().toSpecification();
        return new Reply(specified, response.getResponseHeaders());
    }
}
