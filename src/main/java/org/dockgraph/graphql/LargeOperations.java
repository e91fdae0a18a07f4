package org.dockgraph.graphql;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Has large operations wait for each other. How large one is shows while it runs: after some thousand fields it
/// goes on only when few others like it are under way. So their answers, unfinished, do not fill the memory, and small
/// operations never wait for large ones. (Fifty at once of 125,000 fields each: 2.2 GB without this, 0.3 GB with it.)
final class LargeOperations extends SimplePerformantInstrumentation {

    private static final int LARGE = 8 * 1024; // fields: about 30 ms, and some MB

    /// Large operations under way at a time: one for each processor, so that they are done soonest.
    private final Semaphore large = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private enum Phase {
        SMALL,
        LARGE,
        OVER
    }

    /// How far an operation has come.
    private record Progress(AtomicInteger fields, AtomicReference<Phase> phase) implements InstrumentationState {}

    @Override
    public InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
        return new Progress(new AtomicInteger(), new AtomicReference<>(Phase.SMALL));
    }

    @Override
    public InstrumentationContext<Object> beginFieldExecution(
            InstrumentationFieldParameters parameters, @Nullable InstrumentationState state) {
        if (state instanceof Progress progress && progress.fields.incrementAndGet() == LARGE) {
            enlarge(progress);
        }
        return SimpleInstrumentationContext.noOp();
    }

    private void enlarge(Progress progress) {
        large.acquireUninterruptibly();
        if (!progress.phase.compareAndSet(Phase.SMALL, Phase.LARGE)) {
            large.release(); // it was over meanwhile, or is an event of a subscription
        }
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecution(
            InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        return SimpleInstrumentationContext.whenCompleted((_, _) -> {
            if (state instanceof Progress progress && progress.phase.getAndSet(Phase.OVER) == Phase.LARGE) {
                large.release();
            }
        });
    }
}
