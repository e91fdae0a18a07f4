package org.dockgraph.compiled;

import graphql.execution.CoercedVariables;
import graphql.language.Field;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.Attempt;
import org.dockgraph.graphql.Extent;
import org.dockgraph.graphql.ValidOperation;

/// An operation with its plans: one for each way in which its variables have decided what to skip and include.
///
/// *Threads:* safe.
final class CompiledOperation {

    private static final byte[] OPENING = "{\"data\":".getBytes(StandardCharsets.US_ASCII);

    /// More ways to decide than this are not kept.
    private static final int MAX_VARIANTS = 64;

    private final ValidOperation operation;
    private final Conditions conditions;
    private final Extent extent;
    private volatile int size; // of the largest answer so far, and a bit more
    private final Map<Conditions, Optional<Variant>> variants = new ConcurrentHashMap<>();

    /// @param fields at the root; with a single one, what it needs may be loaded
    /// @param plans how many entity plans there are
    private record Variant(ObjectPlan<Object> plan, int fields, int plans) {}

    private CompiledOperation(ValidOperation operation, Conditions conditions, Extent extent) {
        this.operation = operation;
        this.conditions = conditions;
        this.extent = extent;
    }

    /// Compiles an operation.
    ///
    /// @throws NotCompiledException if there is something in it for which there is no plan
    static CompiledOperation of(ValidOperation operation) throws NotCompiledException {
        OperationDefinition definition = operation.definition();
        if (definition.getOperation() != OperationDefinition.Operation.QUERY
                || !definition.getDirectives().isEmpty()) {
            throw new NotCompiledException("an operation that says more than what it asks for");
        }
        Conditions conditions = Conditions.open();
        Tally tally = new Tally();
        compiled(operation, conditions, tally);
        return new CompiledOperation(operation, conditions, tally.extent(operation.document()));
    }

    private static Variant compiled(ValidOperation operation, Conditions conditions, Tally tally)
            throws NotCompiledException {
        Fields fields = new Fields(operation.schema(), NodeUtil.getFragmentsByName(operation.document()), conditions);
        Map<String, List<Field>> selected = fields.of(
                Objects.requireNonNull(operation.schema().getQueryType()),
                operation.definition().getSelectionSet());
        PlanCompiler compiler = new PlanCompiler(operation.schema(), fields, tally);
        return new Variant(compiler.query(selected), selected.size(), tally.plans());
    }

    ValidOperation operation() {
        return operation;
    }

    /// How far it can reach.
    Extent extent() {
        return extent;
    }

    /// Runs it.
    ///
    /// @param written by earlier runs
    /// @return the answer
    /// @throws UnansweredException if it cannot answer without errors from what is held
    CompiledAnswer run(Fetcher fetcher, Attempt attempt, Written written) {
        Variant variant = variant(attempt.variables());
        Run run = new Run(fetcher, attempt, written, variant.plan, variant.fields == 1, variant.plans, size);
        JsonBytes out = run.out();
        out.raw(OPENING);
        variant.plan.write(operation, run);
        out.raw('}');
        size = Math.max(size, out.length() + out.length() / 8);
        return new CompiledAnswer(out.toArray(), run.lifetime(), run.version(), run.settledUntil());
    }

    private Variant variant(CoercedVariables variables) {
        Conditions decided = conditions.with(variables);
        Optional<Variant> known = variants.get(decided);
        if (known == null) {
            known = compiled(decided);
            if (variants.size() < MAX_VARIANTS) {
                variants.put(decided, known);
            }
        }
        return known.orElseThrow(UnansweredException::new);
    }

    private Optional<Variant> compiled(Conditions decided) {
        try {
            return Optional.of(compiled(operation, decided, new Tally()));
        } catch (NotCompiledException _) {
            return Optional.empty();
        }
    }
}
