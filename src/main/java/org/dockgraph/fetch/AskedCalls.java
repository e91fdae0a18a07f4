package org.dockgraph.fetch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Plan;
import org.dockgraph.plan.Planner;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Answer;
import org.jspecify.annotations.Nullable;

/// The calls of one load, and how they ended.
final class AskedCalls {

    /// A page is asked for again in one load only if its list has changed under way, and then once.
    private static final int MAX_ATTEMPTS = 2;

    private final EntityStore store;
    private final SharedCalls calls;
    private final Clock clock;
    private final Tolerance tolerance;
    private final Allowance allowance;
    private final Map<Call, Integer> attempts = new HashMap<>();
    private final Map<Call, Problem> problems = new HashMap<>();

    AskedCalls(EntityStore store, SharedCalls calls, Clock clock, Tolerance tolerance, Allowance allowance) {
        this.store = store;
        this.calls = calls;
        this.clock = clock;
        this.tolerance = tolerance;
        this.allowance = allowance;
    }

    /// The calls of the plan that may bring something: those not yet made, as far as they are allowed.
    List<Call> worthAsking(Plan plan) {
        List<Call> worth = new ArrayList<>();
        for (Call call : plan.calls()) {
            if (isSettled(call)) {
                continue;
            }
            if (allowance.patience().isZero()) {
                problems.put(call, new Problem.DeadlineExceeded(allowance.deadline()));
            } else if (allowance.take()) {
                worth.add(call);
            } else {
                problems.put(call, new Problem.CallLimit(allowance.maxCalls()));
            }
        }
        return worth;
    }

    private boolean isSettled(Call call) {
        int made = attempts.getOrDefault(call, 0);
        return problems.containsKey(call) || (made > 0 && (made >= MAX_ATTEMPTS || !wasLetGo(call)));
    }

    /// Whether the call's page was answered, but let go when a later page showed that the list had changed.
    private boolean wasLetGo(Call call) {
        return call instanceof Call.Page page
                && store.holdings().list(page.list()) instanceof HeldList list
                && !list.pages().containsKey(page.offset());
    }

    /// Makes the calls side by side. A call that turns out to have been made by somebody else since it was planned is
    /// not made again, and has no answer here.
    ///
    /// @param view that the plan was made over
    void askAll(List<Call> next, Plan plan, Holdings view) {
        Map<Call, CompletableFuture<Ended>> underWay = new LinkedHashMap<>();
        next.forEach(call -> underWay.put(call, calls.ask(call, () -> isStillPlanned(call, plan, view), allowance)));
        underWay.forEach((call, end) -> {
            try {
                switch (end.get(allowance.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                    case Ended.Answered(Answer answer) -> note(call, Problem.of(answer));
                    case Ended.Refused(Problem.ShareSpent why) -> note(call, why);
                    case Ended.Unneeded() -> {}
                }
            } catch (TimeoutException _) {
                note(call, new Problem.DeadlineExceeded(allowance.deadline()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                note(call, new Problem.Unavailable()); // the gateway is shutting down
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug.getCause());
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // a view is itself as long as nobody has kept anything
    private boolean isStillPlanned(Call call, Plan plan, Holdings view) {
        Holdings held = store.holdings();
        return held == view
                || Planner.planOn(plan, held.seen(tolerance.usable(), clock.instant()), clock.instant())
                        .calls()
                        .contains(call);
    }

    private void note(Call call, @Nullable Problem problem) {
        attempts.merge(call, 1, Integer::sum);
        if (problem != null) {
            problems.put(call, problem);
        }
    }

    /// Why the calls did not bring what was wanted of them.
    Problem problem(List<Call> lacking) {
        return lacking.stream()
                .map(problems::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(Problem.BadResponse::new);
    }
}
