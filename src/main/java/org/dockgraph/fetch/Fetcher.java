package org.dockgraph.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Expiry;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.dockgraph.plan.Plan;
import org.dockgraph.plan.Plan.Outcome;
import org.dockgraph.plan.Planner;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Source;
import org.jspecify.annotations.Nullable;

/// Answers needs: from the store where it can, else with the calls that the planner finds. The facade of everything
/// below the edge.
///
/// *Threads:* safe; a load blocks its thread until its calls are answered, so it belongs on a virtual one.
public final class Fetcher implements AutoCloseable {

    private final EntityStore store;
    private final Source source;
    private final Clock clock;
    private final SharedCalls calls;
    private final Executor threads;
    private final Served served = new Served();

    /// A fetcher that asks one source and keeps its answers in one store.
    public Fetcher(EntityStore store, Source source, Clock clock) {
        this(store, source, clock, Executors.newVirtualThreadPerTaskExecutor());
    }

    /// The same with its calls on given threads.
    ///
    /// @param threads closed with the fetcher if they can be; `Runnable::run` makes every call on the thread that
    ///     asks
    public Fetcher(EntityStore store, Source source, Clock clock, Executor threads) {
        this.store = store;
        this.source = source;
        this.clock = clock;
        this.threads = threads;
        this.calls = new SharedCalls(store, source, clock, threads);
    }

    /// What is held now.
    public Holdings holdings() {
        return store.holdings();
    }

    /// The version of what is held: equal versions say the same.
    public long version() {
        return store.holdings().version();
    }

    /// The moment, by the clock that decides what is docked.
    public Instant now() {
        return clock.instant();
    }

    /// Notes what has happened by the mere passing of time. To be called every few seconds.
    public void look() {
        store.look(now());
    }

    /// The changes of docking events, as they come to be held. Costs no call: it listens to what others bring.
    ///
    /// @param since from the first one after this moment on that is still known; null for those that are to come
    /// @param whenMore called when there may be more to read, on a thread that must not be held up
    public ChangeFeed changes(@Nullable Instant since, Runnable whenMore) {
        return new ChangeFeed(store.changes(), since, whenMore);
    }

    /// How the source and what is held of it stand.
    public SourceStatus status() {
        return SourceStatus.of(source, calls, store.holdings(), now());
    }

    /// How many needs were met so far, and how.
    public Served served() {
        return served;
    }

    /// How many calls were not made since the client that wanted them had had its share.
    public long refusedCalls() {
        return calls.shares().refused();
    }

    /// What a client's request may take. That it asks is noted: others leave a share of the calls to it.
    ///
    /// @param client null for nobody, who may cause all that the budget allows
    /// @param deadline how long the request may wait for the source, in all, from now on
    /// @param maxCalls how many calls may be made for it
    public Allowance allowance(@Nullable Client client, Duration deadline, int maxCalls) {
        if (client != null) {
            calls.shares().noteAsking(client);
        }
        return new Allowance(deadline, maxCalls, client);
    }

    /// The page, if it can be given without asking; null if not.
    public @Nullable Loaded<EventPage> held(PageNeed need, Holdings view, Tolerance tolerance, Allowance allowance) {
        return held(need, view, tolerance, allowance, Fetcher::page);
    }

    /// All entities of the kind, if they can be given without asking; null if not.
    public @Nullable Loaded<List<Entity>> held(
            TableNeed need, Holdings view, Tolerance tolerance, Allowance allowance) {
        return held(need, view, tolerance, allowance, Fetcher::table);
    }

    /// The entity, if it can be given without asking; null if not.
    public @Nullable Loaded<Entity> held(EntityNeed need, Holdings view, Tolerance tolerance, Allowance allowance) {
        return held(need, view, tolerance, allowance, Fetcher::entity);
    }

    /// The page: from the view if it can be given without asking, else loaded.
    public Loaded<EventPage> page(PageNeed need, Holdings view, Tolerance tolerance, Allowance allowance) {
        return heldOrLoaded(need, view, tolerance, allowance, Fetcher::page);
    }

    /// All entities of the kind: from the view if they can be given without asking, else loaded.
    public Loaded<List<Entity>> table(TableNeed need, Holdings view, Tolerance tolerance, Allowance allowance) {
        return heldOrLoaded(need, view, tolerance, allowance, Fetcher::table);
    }

    /// The entity: from the view if it can be given without asking, else loaded.
    public Loaded<Entity> entity(EntityNeed need, Holdings view, Tolerance tolerance, Allowance allowance) {
        return heldOrLoaded(need, view, tolerance, allowance, Fetcher::entity);
    }

    /// The part of the view that may be given without asking.
    public Holdings usable(Holdings view, Tolerance tolerance) {
        return view.seen(tolerance.usable(), now());
    }

    /// Until when time alone does not change what is fresh of the view, nor what it says of any moment.
    public Instant settledUntil(Holdings view) {
        return view.settledUntil(Tolerance.USUAL.fresh(), now());
    }

    /// Until when what was loaded for the need stays fresh.
    ///
    /// @param view from which it was taken
    public Instant freshUntil(Need need, Holdings view, Tolerance tolerance) {
        return Expiry.of(need, view, tolerance.fresh(), now());
    }

    /// Loads entities: one result for each need, in no order.
    public Map<EntityNeed, Loaded<Entity>> entities(
            Collection<EntityNeed> needs, Tolerance tolerance, Allowance allowance) {
        return load(needs, tolerance, allowance, Fetcher::entity);
    }

    /// Loads pages of docking events: one result for each need, in no order.
    public Map<PageNeed, Loaded<EventPage>> pages(
            Collection<PageNeed> needs, Tolerance tolerance, Allowance allowance) {
        return load(needs, tolerance, allowance, Fetcher::page);
    }

    /// Loads whole kinds: one result for each need, in no order.
    public Map<TableNeed, Loaded<List<Entity>>> tables(
            Collection<TableNeed> needs, Tolerance tolerance, Allowance allowance) {
        return load(needs, tolerance, allowance, Fetcher::table);
    }

    /// Tries a question out, without asking the source.
    ///
    /// @param cold whether nothing is held
    /// @param hasMany whether the source has as much as it may have, not as little
    public Rehearsal rehearsal(boolean cold, boolean hasMany) {
        Holdings held = store.holdings();
        return new Rehearsal(source, held, cold ? Holdings.NONE : held, clock, hasMany);
    }

    /// Makes a call with which the gateway keeps itself fresh, if spare calls are left. Waits for its end.
    ///
    /// @return null if it was answered
    public @Nullable Problem refresh(Call call) {
        return Problem.of(calls.refresh(call));
    }

    private <N extends Need, T> @Nullable Loaded<T> held(
            N need, Holdings view, Tolerance tolerance, Allowance allowance, Function<Outcome, T> value) {
        Plan plan = Planner.plan(List.of(need), usable(view, tolerance), now());
        return isSettled(plan, need) || tolerance.heldOnly()
                ? results(plan, view, tolerance, allowance, null, value).get(need)
                : null;
    }

    private <N extends Need, T> Loaded<T> heldOrLoaded(
            N need, Holdings view, Tolerance tolerance, Allowance allowance, Function<Outcome, T> value) {
        Plan plan = Planner.plan(List.of(need), usable(view, tolerance), now());
        Map<Need, Loaded<T>> results = isSettled(plan, need) || tolerance.heldOnly()
                ? results(plan, view, tolerance, allowance, null, value)
                : load(plan, view, tolerance, allowance, value);
        return Objects.requireNonNull(results.get(need));
    }

    private static boolean isSettled(Plan plan, Need need) {
        return plan.calls().isEmpty() && !(plan.outcomes().get(need) instanceof Outcome.EntityAbsent);
    }

    private <N extends Need, T> Map<N, Loaded<T>> load(
            Collection<N> needs, Tolerance tolerance, Allowance allowance, Function<Outcome, T> value) {
        Holdings view = store.holdings();
        Plan plan = Planner.plan(needs, usable(view, tolerance), now());
        Map<Need, Loaded<T>> results = load(plan, view, tolerance, allowance, value);
        Map<N, Loaded<T>> inOrder = new LinkedHashMap<>();
        needs.forEach(need -> inOrder.put(need, Objects.requireNonNull(results.get(need))));
        return inOrder;
    }

    /// Asks and plans again, until everything is held that may be served without asking, or what is missing cannot be
    /// had.
    ///
    /// @param first the plan over the view, which need not be the latest one: what was kept since is looked at
    ///     before a call is made
    private <T> Map<Need, Loaded<T>> load(
            Plan first, Holdings begun, Tolerance tolerance, Allowance allowance, Function<Outcome, T> value) {
        AskedCalls asked = new AskedCalls(store, calls, clock, tolerance, allowance);
        Holdings view = begun;
        Plan plan = first;
        for (List<Call> next = asked.worthAsking(plan); !next.isEmpty(); next = asked.worthAsking(plan)) {
            asked.askAll(next, plan, view);
            view = store.holdings();
            plan = Planner.planOn(plan, usable(view, tolerance), now());
        }
        return results(plan, view, tolerance, allowance, asked, value);
    }

    /// Judges what a plan has found: what is not fresh is refreshed some time, and what could not be had is given
    /// as old as it is held.
    ///
    /// @param view what the plan was made over, whatever its age
    /// @param allowance of whoever causes the refreshes
    /// @param asked what was tried for it; null for nothing
    private <T> Map<Need, Loaded<T>> results(
            Plan plan,
            Holdings view,
            Tolerance tolerance,
            Allowance allowance,
            @Nullable AskedCalls asked,
            Function<Outcome, T> value) {
        Instant now = now();
        boolean isFresh = tolerance.fresh().equals(tolerance.usable()) || view.isAllGood(tolerance.fresh(), now);
        Plan freshPlan =
                isFresh ? plan : Planner.plan(needs(plan, Fetcher::isHeld), view.seen(tolerance.fresh(), now), now);
        Plan anyAgePlan = view.isAllGood(tolerance.usable(), now)
                ? plan
                : Planner.plan(needs(plan, outcome -> !isComplete(outcome)), view, now);
        Problem lastProblem = calls.lastProblem(); // before the refreshes, which may fail at once
        if (!isFresh) {
            freshPlan.calls().forEach(call -> calls.refreshSoon(call, allowance.client()));
        }
        Map<Need, Loaded<T>> results = new LinkedHashMap<>();
        plan.outcomes().forEach((need, outcome) -> {
            Loaded<T> result;
            if (outcome instanceof Outcome.EntityAbsent) {
                result = new Loaded.Absent<>();
            } else if (outcome instanceof Outcome.Lacking(Outcome _, List<Call> lacking)) {
                Problem problem = asked != null
                        ? asked.problem(lacking)
                        : tolerance.heldOnly() ? new Problem.CallLimit(0) : new Problem.BadResponse();
                result = tolerance.orStale()
                        ? asHeld(need, outcome(anyAgePlan, need), problem, view, value)
                        : new Loaded.Failed<>(null, problem);
            } else if (isComplete(outcome(freshPlan, need))) {
                result = new Loaded.Fresh<>(value.apply(outcome(freshPlan, need)));
            } else {
                result = new Loaded.Stale<>(value.apply(outcome), asOf(need, outcome, view), lastProblem);
            }
            served.note(result);
            results.put(need, result);
        });
        return results;
    }

    private <T> Loaded<T> asHeld(
            Need need, Outcome outcome, Problem problem, Holdings view, Function<Outcome, T> value) {
        return switch (outcome) {
            case Outcome.EntityAbsent() -> new Loaded.Failed<>(null, problem);
            case Outcome.Lacking(Outcome rest, List<Call> _) ->
                new Loaded.Failed<>(rest == null ? null : value.apply(rest), problem);
            case Outcome held -> new Loaded.Stale<>(value.apply(held), asOf(need, held, view), problem);
        };
    }

    private static List<Need> needs(Plan plan, Predicate<Outcome> which) {
        return plan.outcomes().entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Outcome outcome(Plan plan, Need need) {
        return Objects.requireNonNull(plan.outcomes().get(need));
    }

    /// Whether there is something that may be refreshed.
    private static boolean isHeld(Outcome outcome) {
        return isComplete(outcome) && !(outcome instanceof Outcome.EntityAbsent);
    }

    private static boolean isComplete(Outcome outcome) {
        return !(outcome instanceof Outcome.Lacking);
    }

    private Instant asOf(Need need, Outcome outcome, Holdings view) {
        List<EntityRef> refs = switch (outcome) {
            case Outcome.EntityHeld(Entity entity) -> List.of(entity.ref());
            case Outcome.PageHeld(EventPage page) ->
                page.entries().stream().map(entry -> entry.event().ref()).toList();
            case Outcome.TableHeld(List<Entity> entities) ->
                entities.stream().map(Entity::ref).toList();
            case Outcome.EntityAbsent _, Outcome.Lacking _ -> List.of();
        };
        return view.oldest(refs, need.fields());
    }

    private static Entity entity(Outcome outcome) {
        return ((Outcome.EntityHeld) outcome).entity();
    }

    private static EventPage page(Outcome outcome) {
        return ((Outcome.PageHeld) outcome).page();
    }

    private static List<Entity> table(Outcome outcome) {
        return ((Outcome.TableHeld) outcome).entities();
    }

    /// Lets no more calls begin.
    @Override
    public void close() {
        if (threads instanceof ExecutorService service) {
            service.shutdownNow();
        }
    }
}
