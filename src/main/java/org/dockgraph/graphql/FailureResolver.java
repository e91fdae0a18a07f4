package org.dockgraph.graphql;

import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import reactor.core.publisher.Mono;

/// Turns what a field threw into its error: a [RequestFailure] as it says, anything else into `INTERNAL` without a
/// word of what is inside, under an id by which the log has it.
final class FailureResolver implements DataFetcherExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(FailureResolver.class);

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception, DataFetchingEnvironment field) {
        if (exception instanceof RequestFailure failure) {
            return Mono.just(List.of(CodedError.at(field, failure)));
        }
        BugReport bug = BugReport.next();
        LOG.error(
                "A field failed in an unexpected way; id={} path={}",
                bug.id(),
                field.getExecutionStepInfo().getPath(),
                exception);
        return Mono.just(List.of(CodedError.internal(
                bug,
                List.of(field.getField().getSourceLocation()),
                field.getExecutionStepInfo().getPath().toList())));
    }
}
