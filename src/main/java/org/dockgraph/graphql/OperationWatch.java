package org.dockgraph.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.OperationDefinition;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dockgraph.fetch.Rehearsal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches each operation, over every transport, from before it is parsed until it is answered, or for a subscription
/// until it has begun: as the observation `dockgraph.operations`, which gives the meter of that name and a span, and in
/// the log where it was slow. Nothing is told of an operation but its name, never its text or variables. One that is
/// only rehearsed is not watched.
final class OperationWatch extends SimplePerformantInstrumentation {

    static final String METER = "dockgraph.operations";

    private static final Logger LOG = LoggerFactory.getLogger(OperationWatch.class);

    private final ObservationRegistry registry;
    private final OperationNames names;
    private final ErrorCounts errors;
    private final Duration slow;

    /// @param slow what takes longer is logged
    OperationWatch(ObservationRegistry registry, OperationNames names, ErrorCounts errors, Duration slow) {
        this.registry = registry;
        this.names = names;
        this.errors = errors;
        this.slow = slow;
    }

    /// An operation that is watched.
    static final class Watched implements InstrumentationState {

        private final Observation observation;
        private final long began = System.nanoTime();
        private final AtomicBoolean isOver = new AtomicBoolean();
        private volatile @Nullable OperationDefinition operation;

        Watched(Observation observation) {
            this.observation = observation;
        }

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        /// `none` where no operation of the document could be run.
        String type() {
            return operation == null ? "none" : operation.getOperation().name().toLowerCase(Locale.ROOT);
        }

        @Nullable
        String name() {
            return operation == null ? null : operation.getName();
        }
    }

    @Override
    public @Nullable InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
        GraphQLContext context = parameters.getExecutionInput().getGraphQLContext();
        if (context.hasKey(Rehearsal.class)) {
            return null;
        }
        Attempt attempt = context.get(Attempt.class);
        Watched watched = attempt == null ? begin() : attempt.watched();
        context.put(ObservationThreadLocalAccessor.KEY, watched.observation); // where Spring looks for it
        return watched;
    }

    /// Begins to watch an operation.
    Watched begin() {
        return new Watched(Observation.start(METER, registry));
    }

    /// Notes that an operation was answered without errors, and without being executed.
    ///
    /// @param calls that were made for it
    void endWhole(Watched watched, OperationDefinition operation, int calls) {
        watched.operation = operation;
        end(watched, "whole", Cost.NOTHING, calls);
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        if (state instanceof Watched watched) {
            watched.operation = parameters.getExecutionContext().getOperationDefinition();
        }
        return SimpleInstrumentationContext.noOp();
    }

    /// Comes for each event of a subscription too.
    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        if (state instanceof Watched watched) {
            errors.note(result.getErrors().stream()
                    .map(error -> ((CodedError) error).code())
                    .toList());
            if (watched.isOver.compareAndSet(false, true)) {
                GraphQLContext context = parameters.getGraphQLContext();
                RequestView view = context.get(RequestView.class);
                end(
                        watched,
                        result.getErrors().isEmpty() ? "whole" : result.isDataPresent() ? "part" : "nothing",
                        context.getOrDefault(Cost.class, Cost.NOTHING),
                        view == null ? 0 : view.allowance().calls());
            }
        }
        return CompletableFuture.completedFuture(result);
    }

    private void end(Watched watched, String outcome, Cost cost, int calls) {
        String name = watched.name() == null ? OperationNames.ANONYMOUS : RequestFailure.shown(watched.name());
        Observation observation = watched.observation
                .contextualName(watched.type() + " " + name)
                .lowCardinalityKeyValue("name", names.told(watched.name()))
                .lowCardinalityKeyValue("type", watched.type())
                .lowCardinalityKeyValue("outcome", outcome);
        Duration took = watched.took();
        if (took.compareTo(slow) > 0) {
            observation.scoped(() -> LOG.warn(
                    "An operation was slow; name={} type={} outcome={} tookMillis={} cost={} conditions={} calls={}",
                    name,
                    watched.type(),
                    outcome,
                    took.toMillis(),
                    cost.things(),
                    cost.conditions(),
                    calls));
        }
        observation.stop();
    }
}
