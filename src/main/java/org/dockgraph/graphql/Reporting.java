package org.dockgraph.graphql;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import java.util.concurrent.CompletableFuture;
import org.dockgraph.fetch.Fetcher;
import org.jspecify.annotations.Nullable;

/// Adds the report to the answers whose requests have asked for one, over every transport.
final class Reporting extends SimplePerformantInstrumentation {

    private final Fetcher fetcher;

    Reporting(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        Report report = parameters.getGraphQLContext().get(Report.class);
        if (report == null) {
            return CompletableFuture.completedFuture(result);
        }
        RequestView view = parameters.getGraphQLContext().get(RequestView.class);
        int calls = view == null ? 0 : view.allowance().calls();
        Cost cost = parameters.getGraphQLContext().get(Cost.class);
        return CompletableFuture.completedFuture(result.transform(
                builder -> builder.addExtension("upstream", report.toExtension(calls, fetcher.status(), cost))));
    }
}
