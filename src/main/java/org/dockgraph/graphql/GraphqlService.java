package org.dockgraph.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Answers GraphQL requests that came over HTTP: the way into this package for the one that knows HTTP.
public final class GraphqlService {

    private final WebGraphQlHandler handler;
    private final GraphQLSchema schema;

    GraphqlService(WebGraphQlHandler handler, GraphQLSchema schema) {
        this.handler = handler;
        this.schema = schema;
    }

    /// Why a document cannot be run, whatever its variables: it is no GraphQL, or does not fit the schema. Empty if it
    /// can.
    public List<String> problems(String document) {
        ExecutionInput input = ExecutionInput.newExecutionInput(OperationDescriptions.blanked(document))
                .build();
        return ParseAndValidate.parseAndValidate(schema, input).getErrors().stream()
                .map(GraphQLError::getMessage)
                .toList();
    }

    /// Runs the request. Blocks until its response is whole. A subscription has no such response, and is refused.
    public Reply answer(Question question) {
        WebGraphQlResponse response = Objects.requireNonNull(handle(question).block());
        return response.getData() instanceof Publisher<?>
                ? Reply.refusal(
                        ErrorCode.BAD_USER_INPUT,
                        "A subscription has many answers. Accept text/event-stream, or ask over a WebSocket.")
                : new Reply(specified(response.getExecutionResult()), response.getResponseHeaders());
    }

    /// Runs the request as a stream of responses: those of a subscription one after the other, else a single one. The
    /// stream ends the subscription when it is cancelled.
    ///
    /// @return each as the GraphQL specification has it: `data`, `errors`, `extensions`
    public Flux<Map<String, @Nullable Object>> stream(Question question) {
        return handle(question)
                .flatMapMany(response -> response.getData() instanceof Publisher<?> events
                        ? Flux.from(events).cast(ExecutionResult.class)
                        : Flux.just(response.getExecutionResult()))
                .map(GraphqlService::specified);
    }

    @SuppressWarnings("NullAway") // Spring's maps may hold nulls, which their types do not say
    private Mono<WebGraphQlResponse> handle(Question question) {
        GraphQlRequest body = new DefaultGraphQlRequest(
                OperationDescriptions.blanked(question.document()),
                question.operationName(),
                question.variables(),
                question.extensions());
        return handler.handleRequest(new WebGraphQlRequest(
                question.uri(),
                question.headers(),
                new LinkedMultiValueMap<>(),
                null,
                Map.of(),
                body,
                UUID.randomUUID().toString(),
                Locale.ROOT));
    }

    @SuppressWarnings("NullAway") // so may graphql-java's
    private static Map<String, @Nullable Object> specified(ExecutionResult result) {
        return result.toSpecification();
    }
}
