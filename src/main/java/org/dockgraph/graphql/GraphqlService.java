package org.dockgraph.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.AbortExecutionException;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.dockgraph.fetch.Client;
import org.dockgraph.fetch.Fetcher;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Flux;

/// Answers GraphQL requests that came over HTTP: the way into this package for the one that knows HTTP.
public final class GraphqlService {

    private static final Logger LOG = LoggerFactory.getLogger(GraphqlService.class);

    private final WebGraphQlHandler handler;
    private final GraphQLSchema schema;
    private final LimitChecks limits;
    private final ErrorCounts errors;
    private final Fetcher fetcher;

    GraphqlService(
            WebGraphQlHandler handler, GraphQLSchema schema, LimitChecks limits, ErrorCounts errors, Fetcher fetcher) {
        this.handler = handler;
        this.schema = schema;
        this.limits = limits;
        this.errors = errors;
        this.fetcher = fetcher;
    }

    /// Why a document cannot be run, whatever its variables: it is no GraphQL, does not fit the schema, or is beyond a
    /// limit. Empty if it can.
    public List<String> problems(String document) {
        ExecutionInput input = ExecutionInput.newExecutionInput(OperationDescriptions.blanked(document))
                .build();
        try {
            limits.requireText(document);
            ParseAndValidateResult parsed = ParseAndValidate.parse(input);
            if (!parsed.isFailure()) {
                limits.requireShape(Objects.requireNonNull(parsed.getDocument()));
                parsed = ParseAndValidate.parseAndValidate(schema, input);
            }
            return messages(parsed.getErrors());
        } catch (AbortExecutionException refusal) {
            return messages(refusal.getUnderlyingErrors());
        }
    }

    private static List<String> messages(List<GraphQLError> errors) {
        return errors.stream().map(GraphQLError::getMessage).toList();
    }

    /// Runs the request. Blocks until its response is whole.
    ///
    /// @return null for a subscription, which is not begun: it has many responses, and [#stream] gives them
    public @Nullable Reply answer(Question question) {
        Lifetime lifetime = new Lifetime(fetcher);
        WebGraphQlRequest request = request(question);
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(context -> context.of(Lifetime.class, lifetime))
                        .build());
        WebGraphQlResponse response;
        try {
            response = Objects.requireNonNull(handler.handleRequest(request).block());
        } catch (RuntimeException | StackOverflowError failure) {
            BugReport bug = BugReport.next();
            LOG.error("A request failed in an unexpected way; id={}", bug.id(), failure);
            errors.note(ErrorCode.INTERNAL);
            return bug.reply();
        }
        return response.getData() instanceof Publisher<?>
                ? null
                : new Reply(
                        specified(response.getExecutionResult(), Limit.ANSWER),
                        response.getResponseHeaders(),
                        lifetime::left);
    }

    /// Runs the request as a stream of responses: those of a subscription one after the other, else a single
    /// one. The stream ends the subscription when it is cancelled. A subscription is sent as fast as it is
    /// asked for, so ask for no more than is written.
    ///
    /// @param begun is run once a subscription has begun: nothing is under way then until there is something to say
    /// @return each as the GraphQL specification has it: `data`, `errors`, `extensions`; fails with
    ///     [SubscriptionEnded]
    public Flux<Map<String, @Nullable Object>> stream(Question question, Runnable begun) {
        return handler.handleRequest(request(question))
                .flatMapMany(response -> {
                    if (response.getData() instanceof Publisher<?> events) {
                        begun.run();
                        return Flux.from(events)
                                .cast(ExecutionResult.class)
                                .map(event -> specified(event, Limit.EVENT));
                    }
                    return Flux.just(specified(response.getExecutionResult(), Limit.ANSWER));
                })
                .onErrorMap(
                        SubscriptionPublisherException.class, wrapped -> Objects.requireNonNull(wrapped.getCause()));
    }

    @SuppressWarnings("NullAway") // Spring's maps may hold nulls, which their types do not say
    private static WebGraphQlRequest request(Question question) {
        GraphQlRequest body = new DefaultGraphQlRequest(
                OperationDescriptions.blanked(question.document()),
                question.operationName(),
                question.variables(),
                question.extensions());
        WebGraphQlRequest request = new WebGraphQlRequest(
                question.uri(),
                question.headers(),
                new LinkedMultiValueMap<>(),
                null,
                Map.of(),
                body,
                UUID.randomUUID().toString(),
                Locale.ROOT);
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(context -> context.of(Client.class, question.client()))
                        .build());
        return request;
    }

    /// The result as the GraphQL specification has it; where that is too long to be sent, an error that says so.
    @SuppressWarnings("NullAway") // so may graphql-java's
    private Map<String, @Nullable Object> specified(ExecutionResult result, Limit limit) {
        Map<String, @Nullable Object> response = result.toSpecification();
        try {
            limits.requireShort(response, limit);
            return response;
        } catch (AbortExecutionException refusal) {
            return refusal.toExecutionResult().toSpecification();
        }
    }
}
