package org.dockgraph.compiled;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Optional;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.Attempt;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.RequestFailure;
import org.dockgraph.graphql.ValidOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers operations by their plans, which are made when a document comes for the second time.
///
/// *Threads:* safe.
public final class CompiledOperations {

    private static final Logger LOG = LoggerFactory.getLogger(CompiledOperations.class);

    /// What the plans may take in all, in bytes, and what a character of a document comes to in them, about.
    private static final int CAPACITY = 16 << 20;

    private static final int BYTES_A_CHARACTER = 50;

    private final GraphqlService service;
    private final Fetcher fetcher;
    private final Written written = new Written();
    private final Cache<Key, Optional<CompiledOperation>> operations = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .<Key, Optional<CompiledOperation>>weigher((key, _) -> BYTES_A_CHARACTER * (key.document.length() + 10))
            .executor(Runnable::run)
            .recordStats()
            .build();

    /// @param service knows which documents can be run, and runs what has no plan
    /// @param fetcher gives what is held
    public CompiledOperations(GraphqlService service, Fetcher fetcher, MeterRegistry meters) {
        this.service = service;
        this.fetcher = fetcher;
        CaffeineCacheMetrics.monitor(meters, operations, "compiled-operations");
    }

    private record Key(String document, @Nullable String operation) {}

    /// What came of a question.
    public sealed interface Result {
        /// It is answered, without errors.
        record Answered(CompiledAnswer answer, ValidOperation operation) implements Result {}

        /// It is to be executed.
        ///
        /// @param attempt that has failed; null for none
        record ToExecute(@Nullable Attempt attempt) implements Result {}
    }

    /// Answers a question, if its operation has a plan, and if the plan can answer it without errors.
    public Result answer(Question question) {
        CompiledOperation operation = question.isPlain() ? operation(question) : null;
        Attempt attempt =
                operation == null ? null : service.attempt(question, operation.operation(), operation.extent());
        if (operation == null || attempt == null) {
            return new Result.ToExecute(null);
        }
        try {
            CompiledAnswer answer = operation.run(fetcher, attempt, written);
            if (!service.isShort(answer.json().length)) {
                return new Result.ToExecute(attempt);
            }
            service.succeeded(attempt, operation.operation());
            return new Result.Answered(answer, operation.operation());
        } catch (UnansweredException | RequestFailure _) {
            return new Result.ToExecute(attempt);
        } catch (RuntimeException failure) {
            LOG.error("A plan failed in an unexpected way, so that the operation is executed", failure);
            return new Result.ToExecute(attempt);
        }
    }

    private @Nullable CompiledOperation operation(Question question) {
        Key key = new Key(question.document(), question.operationName());
        Optional<CompiledOperation> known = operations.getIfPresent(key);
        if (known == null) {
            ValidOperation valid = service.known(question);
            if (valid == null) {
                return null;
            }
            known = compiled(valid);
            operations.put(key, known);
        }
        return known.orElse(null);
    }

    private static Optional<CompiledOperation> compiled(ValidOperation operation) {
        try {
            return Optional.of(CompiledOperation.of(operation));
        } catch (NotCompiledException _) {
            return Optional.empty();
        }
    }
}
