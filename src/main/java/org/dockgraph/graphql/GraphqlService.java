package org.dockgraph.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.UnknownOperationException;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.NodeUtil;
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
    private final ParsedDocuments documents;
    private final RequestViews views;
    private final OperationWatch watch;

    GraphqlService(
            WebGraphQlHandler handler,
            GraphQLSchema schema,
            LimitChecks limits,
            ErrorCounts errors,
            Fetcher fetcher,
            ParsedDocuments documents,
            RequestViews views,
            OperationWatch watch) {
        this.handler = handler;
        this.schema = schema;
        this.limits = limits;
        this.errors = errors;
        this.fetcher = fetcher;
        this.documents = documents;
        this.views = views;
        this.watch = watch;
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
        return answer(question, null);
    }

    /// The same after an attempt that has failed.
    ///
    /// @param attempt null for none
    public @Nullable Reply answer(Question question, @Nullable Attempt attempt) {
        Lifetime lifetime = new Lifetime(fetcher);
        WebGraphQlRequest request = request(question);
        request.configureExecutionInput((_, input) -> input.graphQLContext(context -> {
                    context.of(Lifetime.class, lifetime);
                    if (attempt != null) {
                        context.of(Attempt.class, attempt);
                    }
                })
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

    /// The operation that is asked for, if its document was run before and names it; null if not.
    public @Nullable ValidOperation known(Question question) {
        Document document = documents.find(OperationDescriptions.blanked(question.document()));
        if (document == null) {
            return null;
        }
        try {
            return new ValidOperation(
                    schema, document, NodeUtil.getOperation(document, question.operationName()).operationDefinition);
        } catch (UnknownOperationException _) {
            return null;
        }
    }

    /// Begins an attempt to answer an operation without executing it, if its variables fit and it is within the limits.
    /// It must come to its end: [#succeeded], or be handed to [#answer(Question, Attempt)].
    ///
    /// @param extent how far the operation can reach
    /// @return null if executing it will tell what is wrong
    public @Nullable Attempt attempt(Question question, ValidOperation operation, Extent extent) {
        CoercedVariables variables = coerced(question, operation);
        return variables == null || !limits.allow(operation, extent, question.variables(), variables)
                ? null
                : new Attempt(variables, views.allowance(question.client()), fetcher.now(), watch.begin());
    }

    @SuppressWarnings("NullAway") // variables may be null, which graphql-java does not say
    private static @Nullable CoercedVariables coerced(Question question, ValidOperation operation) {
        try {
            return ValuesResolver.coerceVariableValues(
                    operation.schema(),
                    operation.definition().getVariableDefinitions(),
                    RawVariables.of(question.variables()),
                    GraphQLContext.getDefault(),
                    Locale.ROOT);
        } catch (GraphQLException _) {
            return null;
        }
    }

    /// Whether an answer is surely short enough to be sent.
    public boolean isShort(int bytes) {
        return limits.isShort(bytes);
    }

    /// Notes that an attempt has led to an answer without errors.
    public void succeeded(Attempt attempt, ValidOperation operation) {
        watch.endWhole(
                attempt.watched(), operation.definition(), attempt.allowance().calls());
    }

    /// Notes that an operation was answered again as it was before.
    public void repeated(Question question, ValidOperation operation) {
        views.allowance(question.client());
        watch.endWhole(watch.begin(), operation.definition(), 0);
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
                question.head().uri(),
                question.head().headers(),
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
