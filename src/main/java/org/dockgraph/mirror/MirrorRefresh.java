package org.dockgraph.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Problem;
import org.dockgraph.fetch.SourceStatus;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.Holdings;
import org.jspecify.annotations.Nullable;

/// Completes the collection and keeps it fresh with the calls that are spare.
///
/// *Threads:* safe; one call at a time.
public final class MirrorRefresh {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Fetcher fetcher;
    private Instant pausedUntil = Instant.MIN;
    private Instant lastSlow = Instant.MIN;
    private int failures;

    /// A refresh of what the fetcher holds.
    public MirrorRefresh(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /// What a refresh of everything came to.
    ///
    /// @param calls how many calls were made
    /// @param left how many more it would have taken
    /// @param because why there were any left; null if there were none
    /// @param complete whether all docking events are held now
    /// @param events how many are held now
    /// @param added events that were not held before
    /// @param changed events that say something else than before
    /// @param removed events that are no longer there
    public record Outcome(
            int calls,
            int left,
            @Nullable Problem because,
            boolean complete,
            int events,
            int added,
            int changed,
            int removed) {}

    /// Makes the most urgent call that is due, if one is and a call is spare.
    ///
    /// @return whether another one may be due at once
    public synchronized boolean step() {
        Instant now = fetcher.now();
        SourceStatus status = fetcher.status();
        if (now.isBefore(pausedUntil) || status.budget().spare() == 0) {
            return false;
        }
        RefreshSchedule schedule = new RefreshSchedule(fetcher.holdings(), status.budget(), now);
        List<Call> due = schedule.due(lastSlow);
        if (due.isEmpty()) {
            return false;
        }
        Call call = due.getFirst();
        if (schedule.isSlow(call)) {
            lastSlow = now;
        }
        return note(fetcher.refresh(call)) == null;
    }

    /// Reads everything anew, as far as calls are spare, and waits for the end of it.
    public synchronized Outcome refreshAll() {
        Map<Integer, Held> before = fetcher.holdings().all(Kind.DOCKING_EVENT);
        Set<Call> made = new LinkedHashSet<>();
        Problem problem = null;
        List<Call> left = schedule().everything();
        while (!left.isEmpty() && problem == null) {
            Call call = left.getFirst();
            problem = note(fetcher.refresh(call));
            made.add(call);
            // What was read may show more pages, or that pages must be read again.
            Set<Call> next = new LinkedHashSet<>(schedule().everything());
            next.removeAll(made);
            left = List.copyOf(next);
        }
        return outcome(
                before, made.size() - (problem == null ? 0 : 1), left.size() + (problem == null ? 0 : 1), problem);
    }

    private RefreshSchedule schedule() {
        return new RefreshSchedule(fetcher.holdings(), fetcher.status().budget(), fetcher.now());
    }

    private Outcome outcome(Map<Integer, Held> before, int calls, int left, @Nullable Problem problem) {
        Holdings holdings = fetcher.holdings();
        Map<Integer, Held> after = holdings.all(Kind.DOCKING_EVENT);
        long changed = after.entrySet().stream()
                .filter(entry -> before.get(entry.getKey()) instanceof Held old
                        && !old.entity().equals(entry.getValue().entity()))
                .count();
        return new Outcome(
                calls,
                left,
                problem,
                holdings.hasEveryEvent(),
                after.size(),
                lacking(after, before),
                Math.toIntExact(changed),
                lacking(before, after));
    }

    private static int lacking(Map<Integer, Held> these, Map<Integer, Held> those) {
        return Math.toIntExact(
                these.keySet().stream().filter(id -> !those.containsKey(id)).count());
    }

    /// Pauses after a failure, the longer the more there were in a row; as long as it takes where that is known.
    private @Nullable Problem note(@Nullable Problem problem) {
        Duration pause = switch (problem) {
            case null -> Duration.ZERO;
            case Problem.RateLimited(Duration retryAfter) -> Objects.requireNonNullElse(retryAfter, PAUSE);
            case Problem.Suspended(Duration retryAfter) -> retryAfter;
            case Problem.TimedOut _,
                    Problem.Unavailable _,
                    Problem.BadResponse _,
                    Problem.DeadlineExceeded _,
                    Problem.ShareSpent _,
                    Problem.CallLimit _ -> PAUSE.multipliedBy(1L << Math.min(failures++, 10));
        };
        failures = problem == null ? 0 : failures;
        pausedUntil = fetcher.now().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        return problem;
    }
}
