package org.dockgraph.compiled;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Problem;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.graphql.Attempt;
import org.dockgraph.graphql.Lifetime;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.jspecify.annotations.Nullable;

/// One run of a plan: one view of what is held, the moment, the variables, and what was written so far.
///
/// What a need finds is judged as generic execution judges it. Where the operation has a single root field, what that
/// needs may be loaded; with several it may not, since they have to be planned together.
final class Run {

    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final Fetcher fetcher;
    private final Attempt attempt;
    private final JsonBytes out;
    private final Lifetime lifetime;
    private final Written written;
    private final Object plan;
    private final @Nullable Map<EntityRef, Stretch>[] stretches;
    private final @Nullable Boolean[] isAllHeld;
    private boolean mayLoad;
    private Holdings holdings;
    private Holdings usable;
    private @Nullable Problem problem;
    private boolean isEditionKnown;
    private Written.@Nullable Edition edition;

    /// Where something was written.
    record Stretch(int from, int count) {}

    /// @param written by earlier runs
    /// @param plan that is run
    /// @param mayLoad whether the first need may be loaded
    /// @param plans how many entity plans the operation has
    /// @param size of the answer, about
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    Run(Fetcher fetcher, Attempt attempt, Written written, Object plan, boolean mayLoad, int plans, int size) {
        this.fetcher = fetcher;
        this.attempt = attempt;
        this.mayLoad = mayLoad;
        this.out = new JsonBytes(size);
        this.lifetime = new Lifetime(fetcher);
        this.written = written;
        this.plan = plan;
        this.stretches = new Map[plans];
        this.isAllHeld = new Boolean[plans];
        this.holdings = fetcher.holdings();
        this.usable = fetcher.usable(holdings, Tolerance.USUAL);
    }

    JsonBytes out() {
        return out;
    }

    Attempt attempt() {
        return attempt;
    }

    /// How long the answer may be kept.
    Lifetime lifetime() {
        return lifetime;
    }

    /// The version of what is held, of which the answer is made.
    long version() {
        return holdings.version();
    }

    /// The moment as of which the answer may be another; long ago if something in it is old.
    Instant settledUntil() {
        return lifetime.isFresh() ? fetcher.settledUntil(holdings) : Instant.MIN;
    }

    /// The moment that decides what is docked.
    Instant now() {
        return attempt.now();
    }

    /// From now on nothing may be loaded: several things are planned together.
    void loadNothing() {
        mayLoad = false;
    }

    /// Reads a page of docking events.
    EventPage page(PageNeed need) {
        return taken(
                need,
                mayLoad
                        ? fetcher.page(need, holdings, Tolerance.USUAL, attempt.allowance())
                        : fetcher.held(need, holdings, Tolerance.USUAL, attempt.allowance()));
    }

    /// Reads all entities of a kind.
    List<Entity> table(TableNeed need) {
        return taken(
                need,
                mayLoad
                        ? fetcher.table(need, holdings, Tolerance.USUAL, attempt.allowance())
                        : fetcher.held(need, holdings, Tolerance.USUAL, attempt.allowance()));
    }

    /// Reads an entity.
    Entity entity(EntityNeed need) {
        return taken(
                need,
                mayLoad
                        ? fetcher.entity(need, holdings, Tolerance.USUAL, attempt.allowance())
                        : fetcher.held(need, holdings, Tolerance.USUAL, attempt.allowance()));
    }

    private <T> T taken(Need need, @Nullable Loaded<T> loaded) {
        if (loaded == null) {
            throw new UnansweredException();
        }
        attempt.keep(need, loaded);
        if (mayLoad) {
            mayLoad = false;
            holdings = fetcher.holdings();
            usable = fetcher.usable(holdings, Tolerance.USUAL);
            isEditionKnown = false;
        }
        lifetime.note(need, loaded, Tolerance.USUAL, holdings);
        return switch (loaded) {
            case Loaded.Fresh<T>(T value) -> value;
            case Loaded.Stale<T>(T value, Instant _, Problem why) -> {
                problem = why == null ? problem : why;
                yield value;
            }
            case Loaded.Absent<T> _, Loaded.Failed<T> _ -> throw new UnansweredException();
        };
    }

    /// Reads an entity that another one refers to; null if the source has no such thing.
    @Nullable
    Entity referred(EntityPlan plan, EntityRef ref) {
        boolean isThere =
                holdings.held(ref) != null && (problem != null || (isAllHeld(plan) && usable.held(ref) != null));
        if (isThere || usable.covers(ref, plan.fields())) {
            return holdings.get(ref);
        }
        throw new UnansweredException();
    }

    private boolean isAllHeld(EntityPlan plan) {
        Boolean known = isAllHeld[plan.number()];
        if (known == null) {
            known = usable.everyEntityCovers(plan.fields());
            isAllHeld[plan.number()] = known;
        }
        return known;
    }

    /// What earlier runs have written of the very things that are held now; null where something has to be judged,
    /// since it is old.
    @SuppressWarnings("ReferenceEquality") // a view of which nothing is held back is itself
    Written.@Nullable Edition edition() {
        if (!isEditionKnown) {
            isEditionKnown = true;
            edition = usable == holdings ? written.of(plan, holdings, now()) : null;
        }
        return problem == null ? edition : null;
    }

    /// Where the entity was written before by the plan; null for nowhere.
    @Nullable
    Stretch written(EntityPlan plan, EntityRef ref) {
        Map<EntityRef, Stretch> all = stretches[plan.number()];
        return all == null ? null : all.get(ref);
    }

    /// Notes where an entity was written.
    void noteWritten(EntityPlan plan, EntityRef ref, Stretch stretch) {
        Map<EntityRef, Stretch> all = stretches[plan.number()];
        if (all == null) {
            all = new HashMap<>();
            stretches[plan.number()] = all;
        }
        all.put(ref, stretch);
    }
}
