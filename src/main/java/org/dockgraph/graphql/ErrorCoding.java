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
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a code to the errors that graphql-java makes itself, over every transport.
final class ErrorCoding extends SimplePerformantInstrumentation {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorCoding.class);

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        if (result.getErrors().isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        List<GraphQLError> coded =
                result.getErrors().stream().map(ErrorCoding::coded).toList();
        return CompletableFuture.completedFuture(result.transform(builder -> builder.errors(coded)));
    }

    private static GraphQLError coded(GraphQLError error) {
        return switch (error) {
            case CodedError known -> known;
            case InvalidSyntaxError _ -> coded(error, ErrorCode.GRAPHQL_PARSE_FAILED);
            case ValidationError _, AbortExecutionException _, UnknownOperationException _ ->
                coded(error, ErrorCode.GRAPHQL_VALIDATION_FAILED);
            case GraphQLError variable
            when variable.getErrorType() == ErrorType.ValidationError -> coded(error, ErrorCode.BAD_USER_INPUT);
            default -> {
                LOG.error("A request failed in an unexpected way; error={}", error);
                yield CodedError.internal(error.getLocations(), error.getPath());
            }
        };
    }

    private static CodedError coded(GraphQLError error, ErrorCode code) {
        return new CodedError(code, error.getMessage(), error.getLocations(), error.getPath(), Map.of());
    }
}
