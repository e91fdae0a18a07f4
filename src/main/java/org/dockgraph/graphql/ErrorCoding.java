package org.dockgraph.graphql;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.execution.AbortExecutionException;
import graphql.execution.UnknownOperationException;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a code to the errors that graphql-java makes itself, over every transport, and keeps their list short.
final class ErrorCoding extends SimplePerformantInstrumentation {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorCoding.class);

    private static final int MOST_LOCATIONS = 10; // of fields that contradict each other, there may be hundreds

    private final LimitProperties limits;

    ErrorCoding(LimitProperties limits) {
        this.limits = limits;
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        if (result.getErrors().isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        List<CodedError> coded = result.getErrors().stream().map(this::coded).toList();
        List<GraphQLError> told = ErrorList.of(coded, limits);
        return CompletableFuture.completedFuture(result.transform(builder -> builder.errors(told)));
    }

    private CodedError coded(GraphQLError error) {
        return switch (error) {
            case CodedError known -> known;
            case InvalidSyntaxError _ -> coded(error, ErrorCode.GRAPHQL_PARSE_FAILED);
            case ValidationError _, AbortExecutionException _, UnknownOperationException _ ->
                coded(error, ErrorCode.GRAPHQL_VALIDATION_FAILED);
            case BadFaithIntrospectionError _ ->
                new CodedError(
                        ErrorCode.QUERY_TOO_COMPLEX,
                        "The schema is asked for more than once, or in a circle. Send the standard introspection query,"
                                + " once a request.",
                        null,
                        null,
                        Map.of());
            case GraphQLError variable
            when variable.getErrorType() == ErrorType.ValidationError -> coded(error, ErrorCode.BAD_USER_INPUT);
            default -> {
                BugReport bug = BugReport.next();
                LOG.error("A request failed in an unexpected way; id={} error={}", bug.id(), error);
                yield CodedError.internal(bug, error.getLocations(), error.getPath());
            }
        };
    }

    private CodedError coded(GraphQLError error, ErrorCode code) {
        String message = Wording.shortened(error.getMessage());
        String told = limits.introspection() ? message : Wording.unprompting(message);
        return new CodedError(code, told, locations(error), error.getPath(), Map.of());
    }

    private static @Nullable List<SourceLocation> locations(GraphQLError error) {
        List<SourceLocation> all = error.getLocations();
        return all == null || all.isEmpty()
                ? null
                : all.stream().limit(MOST_LOCATIONS).toList();
    }
}
