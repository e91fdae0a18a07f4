package org.dockgraph.graphql;

import graphql.execution.CoercedVariables;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.dockgraph.fetch.Allowance;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.plan.Need;
import org.jspecify.annotations.Nullable;

/// An attempt to answer an operation without generic execution. If it fails, execution takes over what it has taken
/// and loaded, so that nothing is paid twice.
public final class Attempt {

    private final CoercedVariables variables;
    private final Allowance allowance;
    private final Instant now;
    private final OperationWatch.Watched watched;
    private final Map<Need, Loaded<?>> loaded = new HashMap<>();

    Attempt(CoercedVariables variables, Allowance allowance, Instant now, OperationWatch.Watched watched) {
        this.variables = variables;
        this.allowance = allowance;
        this.now = now;
        this.watched = watched;
    }

    /// The operation's variables, coerced.
    public CoercedVariables variables() {
        return variables;
    }

    /// What the operation may take.
    public Allowance allowance() {
        return allowance;
    }

    /// The moment that decides what is docked.
    public Instant now() {
        return now;
    }

    /// Keeps what was loaded for a need.
    public void keep(Need need, Loaded<?> result) {
        loaded.put(need, result);
    }

    /// What was loaded for the need; null for nothing.
    @SuppressWarnings("unchecked") // as it was kept for the need, which says what it is for
    <T> @Nullable Loaded<T> loaded(Need need) {
        return (Loaded<T>) loaded.get(need);
    }

    OperationWatch.Watched watched() {
        return watched;
    }
}
