package org.dockgraph.fetch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Coverage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Mode;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Address;
import org.dockgraph.upstream.Source;

/// A question tried out without asking the source, to see what it would cost: the same way through planner and
/// store, over a copy of what is held and a source that makes up its answers.
public final class Rehearsal {

    private final ImaginarySource source;
    private final Fetcher fetcher;

    Rehearsal(Source real, Holdings known, Holdings held, Clock clock, boolean hasMany) {
        source = new ImaginarySource(real, known, hasMany);
        EntityStore copy = new EntityStore();
        copy.restore(held);
        fetcher = new Fetcher(copy, source, clock, Runnable::run);
    }

    /// A request of which nothing but the number of its calls is of interest.
    public Allowance allowance() {
        return new Allowance(Duration.ofMinutes(1), Integer.MAX_VALUE);
    }

    /// Who answers the question.
    public Fetcher fetcher() {
        return fetcher;
    }

    /// How many calls it would have taken.
    public int calls() {
        return source.asked().size();
    }

    /// The requests that it would have made, relative to the source's address, without those for made-up ids, by the
    /// alphabet.
    public List<String> requests() {
        return source.asked().stream()
                .filter(call -> !(call instanceof Call.Single(EntityRef ref) && ref.id() < 0))
                .map(Ll2Address::relative)
                .sorted()
                .toList();
    }

    /// Those of the fields for which a page of docking events must be asked for in detail, if one was.
    public FieldSet detailedBecause(FieldSet wanted) {
        boolean isDetailed = source.asked().stream()
                .anyMatch(call -> call instanceof Call.Page page
                        && page.list().kind() == Kind.DOCKING_EVENT
                        && page.mode() == Mode.DETAILED);
        return isDetailed
                ? wanted.and(Coverage.of(Kind.DOCKING_EVENT, Mode.DETAILED))
                        .minus(Coverage.of(Kind.DOCKING_EVENT, Mode.NORMAL))
                : FieldSet.NONE;
    }
}
