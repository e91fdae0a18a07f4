package org.dockgraph.fetch;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Need;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.dockgraph.plan.Plan;
import org.dockgraph.plan.Plan.Outcome;
import org.dockgraph.plan.Planner;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Answer;
import org.dockgraph.upstream.Errand;
import org.dockgraph.upstream.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers needs: from the store where it can, else with the calls that the planner finds. The facade of everything
/// below the edge.
///
/// *Threads:* safe; a load blocks its thread until its calls are answered, so it belongs on a virtual one.
public final class Fetcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    /// Calls for single entities that one load may make. Whoever wants more of them names ids that no list has.
    private static final int MAX_SINGLES = 8;

    /// A page is asked for again in one load only if its list has changed under way, and then once.
    private static final int MAX_ATTEMPTS = 2;

    private final EntityStore store;
    private final Source source;
    private final Clock clock;
    private final SingleFlight<Call, Optional<Answer>> flights = new SingleFlight<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean isFailing = new AtomicBoolean();
    private volatile @Nullable Instant lastSuccessAt;

    /// A fetcher that asks one source and keeps its answers in one store.
    public Fetcher(EntityStore store, Source source, Clock clock) {
        this.store = store;
        this.source = source;
        this.clock = clock;
    }

    /// The address of the source.
    public URI source() {
        return source.address();
    }

    /// When the source last answered a call; null before it has.
    public @Nullable Instant lastSuccessAt() {
        return lastSuccessAt;
    }

    /// What is held now.
    public Holdings holdings() {
        return store.holdings();
    }

    /// The moment, by the clock that decides what is docked.
    public Instant now() {
        return clock.instant();
    }

    /// The page, if all of it is in the view; null if a call is needed.
    public @Nullable EventPage held(PageNeed need, Holdings view) {
        return Planner.plan(List.of(need), view, now()).outcomes().get(need) instanceof Outcome.PageHeld(EventPage page)
                ? page
                : null;
    }

    /// All entities of the kind, if they are in the view; null if a call is needed.
    public @Nullable List<Entity> held(TableNeed need, Holdings view) {
        return Planner.plan(List.of(need), view, now()).outcomes().get(need)
                        instanceof Outcome.TableHeld(List<Entity> entities)
                ? entities
                : null;
    }

    /// Loads entities: one result for each need, in no order.
    public Map<EntityNeed, Loaded<Entity>> entities(Collection<EntityNeed> needs) {
        return load(needs, outcome -> switch (outcome) {
            case Outcome.EntityHeld(Entity entity) -> entity;
            case Outcome other -> throw unexpected(other);
        });
    }

    /// Loads pages of docking events: one result for each need, in no order.
    public Map<PageNeed, Loaded<EventPage>> pages(Collection<PageNeed> needs) {
        return load(needs, outcome -> switch (outcome) {
            case Outcome.PageHeld(EventPage page) -> page;
            case Outcome other -> throw unexpected(other);
        });
    }

    /// Loads whole kinds: one result for each need, in no order.
    public Map<TableNeed, Loaded<List<Entity>>> tables(Collection<TableNeed> needs) {
        return load(needs, outcome -> switch (outcome) {
            case Outcome.TableHeld(List<Entity> entities) -> entities;
            case Outcome other -> throw unexpected(other);
        });
    }

    /// Plans, asks and plans again, until everything is held or what is missing cannot be had.
    private <N extends Need, T> Map<N, Loaded<T>> load(Collection<N> needs, Function<Outcome, T> value) {
        Asked asked = new Asked();
        Plan plan = Planner.plan(needs, store.holdings(), now());
        for (List<Call> calls = asked.worthAsking(plan); !calls.isEmpty(); calls = asked.worthAsking(plan)) {
            asked.note(askAll(calls, plan));
            plan = planOn(plan);
        }
        Map<N, Loaded<T>> results = new LinkedHashMap<>();
        for (N need : needs) {
            results.put(need, result(plan.outcomes().get(need), asked, value));
        }
        return results;
    }

    private static <T> Loaded<T> result(@Nullable Outcome outcome, Asked asked, Function<Outcome, T> value) {
        return switch (Objects.requireNonNull(outcome)) {
            case Outcome.EntityAbsent() -> new Loaded.Absent<>();
            case Outcome.Lacking(Outcome rest, List<Call> calls) ->
                new Loaded.Failed<>(rest == null ? null : value.apply(rest), asked.problem(calls));
            case Outcome.EntityHeld held -> new Loaded.Fresh<>(value.apply(held));
            case Outcome.PageHeld held -> new Loaded.Fresh<>(value.apply(held));
            case Outcome.TableHeld held -> new Loaded.Fresh<>(value.apply(held));
        };
    }

    private Plan planOn(Plan earlier) {
        return Planner.planOn(earlier, store.holdings(), now());
    }

    /// Makes the calls side by side. A call that turns out to have been made by somebody else since it was planned
    /// is not made again, and has no answer here.
    private Map<Call, Answer> askAll(List<Call> calls, Plan plan) {
        Map<Call, Future<Optional<Answer>>> underWay = new LinkedHashMap<>();
        calls.forEach(call -> underWay.put(call, threads.submit(() -> {
            richer(call).ifPresent(flights::await);
            return flights.join(
                    call, _ -> planOn(plan).calls().contains(call) ? Optional.of(askAndKeep(call)) : Optional.empty());
        })));
        Map<Call, Answer> answers = new LinkedHashMap<>();
        underWay.forEach((call, answer) -> awaited(answer).ifPresent(known -> answers.put(call, known)));
        return answers;
    }

    /// The call that brings all that this one does, and more: worth waiting for if somebody is making it.
    private static Optional<Call> richer(Call call) {
        return call instanceof Call.Page(ListKey list, int offset, Mode mode) && mode == Mode.NORMAL
                ? Optional.of(new Call.Page(list, offset, Mode.DETAILED))
                : Optional.empty();
    }

    private Answer askAndKeep(Call call) {
        Answer answer =
                source.ask(call, Errand.query(Duration.ofSeconds(10), 2)).answer();
        Instant at = clock.instant();
        switch (answer) {
            case Answer.Found(Delivery delivery) -> {
                noteSuccess(at);
                store.keep(call, delivery, at);
                if (!delivery.rejects().isEmpty()) {
                    LOG.warn(
                            "The source sent entries that cannot be read; call={} entries={} first={}",
                            call,
                            delivery.rejects().size(),
                            delivery.rejects().getFirst());
                }
            }
            case Answer.Missing() -> {
                noteSuccess(at);
                if (call instanceof Call.Single(EntityRef ref)) {
                    store.keepAbsence(ref, at);
                }
            }
            case Answer.Throttled _,
                    Answer.TimedOut _,
                    Answer.Unavailable _,
                    Answer.Malformed _,
                    Answer.OverBudget _,
                    Answer.Suspended _ -> noteFailure(call, answer);
        }
        return answer;
    }

    private void noteSuccess(Instant at) {
        lastSuccessAt = at;
        if (isFailing.getAndSet(false)) {
            LOG.info("The source answers again");
        }
    }

    private void noteFailure(Call call, Answer answer) {
        if (!isFailing.getAndSet(true)) {
            LOG.warn("The source does not answer as it should; call={} answer={}", call, answer);
        } else {
            LOG.debug("The source still does not answer as it should; call={} answer={}", call, answer);
        }
    }

    private static Optional<Answer> awaited(Future<Optional<Answer>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of(new Answer.Unavailable("the question was given up"));
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private static IllegalStateException unexpected(Outcome outcome) {
        return new IllegalStateException("The planner answered another question: " + outcome);
    }

    /// Lets no more calls begin.
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /// The calls of one load, and how they ended.
    private final class Asked {

        private final Map<Call, Answer> answers = new HashMap<>();
        private final Map<Call, Integer> attempts = new HashMap<>();

        void note(Map<Call, Answer> more) {
            answers.putAll(more);
            more.keySet().forEach(call -> attempts.merge(call, 1, Integer::sum));
        }

        /// The calls of the plan that may bring something: those not yet made, as far as they are allowed.
        List<Call> worthAsking(Plan plan) {
            List<Call> calls = new ArrayList<>();
            long singles = attempts.keySet().stream()
                    .filter(Call.Single.class::isInstance)
                    .count();
            for (Call call : plan.calls()) {
                if (!isSettled(call) && (!(call instanceof Call.Single) || singles++ < MAX_SINGLES)) {
                    calls.add(call);
                }
            }
            return calls;
        }

        private boolean isSettled(Call call) {
            int made = attempts.getOrDefault(call, 0);
            return made > 0 && (made >= MAX_ATTEMPTS || !wasLetGo(call));
        }

        /// Whether the call's page was answered, but let go when a later page showed that the list had changed.
        private boolean wasLetGo(Call call) {
            return call instanceof Call.Page page
                    && answers.get(call) instanceof Answer.Found
                    && store.holdings().list(page.list()) instanceof HeldList list
                    && !list.pages().containsKey(page.offset());
        }

        /// Why the calls did not bring what was wanted of them.
        Problem problem(List<Call> calls) {
            for (Call call : calls) {
                Problem problem = switch (answers.get(call)) {
                    case Answer.Throttled(Duration retryAfter) -> new Problem.RateLimited(retryAfter);
                    case Answer.TimedOut(Duration waited) -> new Problem.TimedOut(waited);
                    case Answer.Unavailable _ -> new Problem.Unavailable();
                    case Answer.Malformed _ -> new Problem.BadResponse();
                    case Answer.OverBudget(Duration retryAfter) -> new Problem.RateLimited(retryAfter);
                    case Answer.Suspended _ -> new Problem.Unavailable();
                    case Answer.Missing _, Answer.Found _ -> null;
                    case null -> call instanceof Call.Single ? new Problem.CallLimit(MAX_SINGLES) : null;
                };
                if (problem != null) {
                    return problem;
                }
            }
            return new Problem.BadResponse();
        }
    }
}
