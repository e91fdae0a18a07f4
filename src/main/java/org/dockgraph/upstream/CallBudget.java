package org.dockgraph.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dockgraph.upstream.CallJournal.Past;
import org.dockgraph.upstream.Errand.Purpose;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The requests that the source still allows: an exact rolling window over those made.
///
/// The source counts a request when it arrives, which is some time between its sending and its end here. So it takes
/// room from its sending until one window after its end, and whatever any window of the source sees was in ours too.
/// A bucket that is refilled would allow twice the limit within a window.
///
/// Others may use the same address. What the source counts and we have not made are strangers, who take room until a
/// newer count says otherwise or a window has gone.
///
/// *Threads:* safe.
final class CallBudget implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallBudget.class);

    private static final int ANONYMOUS_LIMIT = 15; // calls, LL2 FAQ
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int RESERVE = 4; // a page and three single entities

    private final @Nullable Integer most;
    private final @Nullable Integer reserve;
    private final int share;
    private final Duration longestCall;
    private final Clock clock;
    private final CallJournal journal;
    private final Map<Long, Use> uses = new LinkedHashMap<>();
    private long lastNumber;
    private @Nullable Integer sourceLimit;
    private Duration sourceWindow = HOUR;
    private int strangers;
    private Instant strangersUntil = Instant.MIN;
    private Instant nextUse = Instant.MIN;
    private Instant closedUntil = Instant.MIN;
    private boolean isSpent;
    private boolean hasToldStrangers;

    /// A budget that goes on where the journal ends.
    ///
    /// @param most requests in an hour that are never exceeded; null: what the source allows
    /// @param reserve requests that upkeep leaves to queries; null: 4, or half of the limit where that is less
    /// @param share requests that one client may always cause; never more than a third of the limit, save one
    /// @param longestCall the longest that a request may take
    /// @param clock steady
    CallBudget(
            @Nullable Integer most,
            @Nullable Integer reserve,
            int share,
            Duration longestCall,
            Clock clock,
            CallJournal journal) {
        this.most = most;
        this.reserve = reserve;
        this.share = share;
        this.longestCall = longestCall;
        this.clock = clock;
        this.journal = journal;
        Past past = journal.begin();
        for (Use use : past.uses()) {
            uses.put(use.number(), use);
            lastNumber = Math.max(lastNumber, use.number());
        }
        if (past.closedUntil() instanceof Instant until) {
            closedUntil = until;
        }
    }

    /// Whether a request may be sent.
    sealed interface Grant {
        /// It may, once. [CallBudget#end] must be told its end, whatever that is.
        record Permit(long number) implements Grant {}

        /// It may not.
        ///
        /// @param duration until it may, as far as is known; positive
        record Wait(Duration duration) implements Grant {}
    }

    /// Takes room for one request, if there is some. It is journalled when this returns.
    synchronized Grant take(Purpose purpose) {
        Instant now = clock.instant();
        forget(now);
        journal.follow(past());
        Duration wait = wait(purpose, now);
        if (wait.isPositive()) {
            tellSpent(purpose, wait);
            return new Grant.Wait(wait);
        }
        isSpent = false;
        Use use = new Use(++lastNumber, now, null);
        uses.put(use.number(), use);
        journal.sent(use, past());
        return new Grant.Permit(use.number());
    }

    /// Notes that a request has ended: from now on it takes room for one window more.
    synchronized void end(Grant.Permit permit) {
        Use use = uses.computeIfPresent(permit.number(), (_, sent) -> sent.endedAt(clock.instant()));
        if (use != null) {
            journal.ended(use, past());
        }
    }

    /// How long until a request for this purpose is allowed; zero if one is now.
    synchronized Duration wait(Purpose purpose) {
        return wait(purpose, clock.instant());
    }

    /// Allows no request for a while, as the source wishes. The longest of several such wishes holds.
    ///
    /// @return how long none is allowed: at least a second, at most a window
    synchronized Duration close(Duration wished) {
        Instant now = clock.instant();
        Duration bounded = clamp(wished, Duration.ofSeconds(1), window());
        if (now.plus(bounded).isAfter(closedUntil)) {
            closedUntil = now.plus(bounded);
            journal.closed(closedUntil, past());
        }
        return Duration.between(now, closedUntil);
    }

    synchronized boolean isClosed() {
        return closedUntil.isAfter(clock.instant());
    }

    /// Whether others seem to use what the source allows.
    synchronized boolean hasStrangers() {
        return strangers(clock.instant()) > 0;
    }

    /// The requests that are over, and so are in any count that the source makes from now on. To be asked for before
    /// the source is asked for its count.
    synchronized Set<Long> settled() {
        Instant now = clock.instant();
        return uses.values().stream()
                .filter(use -> use.ended() != null && !use.ended().isAfter(now))
                .map(Use::number)
                .collect(Collectors.toSet());
    }

    /// Goes by what the source says of its limit from now on.
    ///
    /// A request that was under way while the source counted may be in its count or not. It is taken as not in
    /// it, so that the sum is never too small; a stranger who is made up in this way is gone with the next reading.
    ///
    /// @param settled the requests that were over before the source was asked
    synchronized void learn(Standing standing, Set<Long> settled) {
        Instant now = clock.instant();
        Budget before = budget();
        if (standing.limit() instanceof Integer limit) {
            sourceLimit = limit;
            sourceWindow = standing.window() instanceof Duration window ? window : HOUR;
        }
        if (standing.used() instanceof Integer used) {
            long ours = uses.values().stream()
                    .filter(use -> settled.contains(use.number()))
                    .filter(use -> use.sent().plus(sourceWindow).isAfter(now))
                    .count();
            strangers = Math.clamp(used - ours, 0, limit());
            strangersUntil = now.plus(sourceWindow);
            nextUse = standing.nextUse() instanceof Duration wait ? now.plus(wait) : now;
            tellStrangers(used);
        }
        if (before.limit() != limit()) {
            LOG.info("The budget of calls has changed; limit={} windowSeconds={}", limit(), window().toSeconds());
        }
    }

    /// What is left now.
    synchronized Budget budget() {
        Instant now = clock.instant();
        boolean isClosed = closedUntil.isAfter(now);
        int remaining = isClosed ? 0 : Math.max(0, limit() - taken(now));
        Instant resetAt = isClosed ? closedUntil : firstToLeave(now);
        if (!isClosed && strangers(now) > 0 && nextUse.isAfter(now)) {
            resetAt = nextUse;
        }
        return new Budget(limit(), remaining, reserve(), share(), resetAt);
    }

    private Duration wait(Purpose purpose, Instant now) {
        int left = switch (purpose) {
            case QUERY -> 0;
            case MORE -> budget().kept();
            case UPKEEP -> reserve();
        };
        int mustLeave = taken(now) - (limit() - left) + 1;
        Instant free = now;
        if (mustLeave > 0) {
            List<Instant> leaving = leaving(now);
            free = mustLeave <= leaving.size() ? leaving.get(mustLeave - 1) : now.plus(window());
            boolean isForStrangers = mustLeave <= strangers(now);
            free = isForStrangers && nextUse.isAfter(now) && nextUse.isBefore(free) ? nextUse : free;
        }
        return Duration.between(now, free.isAfter(closedUntil) ? free : closedUntil.isAfter(now) ? closedUntil : now);
    }

    /// How many take room. Only of the oldest it has to be looked at whether they still do.
    private int taken(Instant now) {
        int gone = 0;
        for (Use use : uses.values()) {
            if (use.sent().plus(window()).isAfter(now)) {
                break;
            }
            gone += takesRoom(use, now) ? 0 : 1;
        }
        return strangers(now) + uses.size() - gone;
    }

    /// When the first will give its room back; null if none takes any. Whoever was sent after that is later still.
    private @Nullable Instant firstToLeave(Instant now) {
        Instant first = strangers(now) > 0 ? strangersUntil : null;
        for (Use use : uses.values()) {
            if (first != null && !use.sent().plus(window()).isBefore(first)) {
                break;
            }
            Instant leaves = end(use, now).plus(window());
            if (leaves.isAfter(now) && (first == null || leaves.isBefore(first))) {
                first = leaves;
            }
        }
        return first;
    }

    /// When each of those that take room now will give it back, the first one first.
    private List<Instant> leaving(Instant now) {
        List<Instant> leaving = new ArrayList<>(Collections.nCopies(strangers(now), strangersUntil));
        for (Use use : uses.values()) {
            if (takesRoom(use, now)) {
                leaving.add(end(use, now).plus(window()));
            }
        }
        Collections.sort(leaving);
        return leaving;
    }

    /// Forgets the oldest requests, up to the first that takes room. One behind it that takes none is not counted.
    private void forget(Instant now) {
        Iterator<Use> oldest = uses.values().iterator();
        while (oldest.hasNext() && !takesRoom(oldest.next(), now)) {
            oldest.remove();
        }
    }

    private boolean takesRoom(Use use, Instant now) {
        return end(use, now).plus(window()).isAfter(now);
    }

    /// When the request has ended, or, while it is under way, will have at the latest.
    private Instant end(Use use, Instant now) {
        if (use.ended() != null) {
            return use.ended();
        }
        Instant latest = use.sent().plus(longestCall);
        return latest.isAfter(now) ? latest : now;
    }

    private int strangers(Instant now) {
        return strangersUntil.isAfter(now) ? strangers : 0;
    }

    private int limit() {
        if (most == null) {
            return sourceLimit == null ? ANONYMOUS_LIMIT : sourceLimit;
        }
        return sourceLimit == null ? most : Math.min(most, sourceLimit);
    }

    private int reserve() {
        return reserve == null ? Math.min(RESERVE, limit() / 2) : Math.min(reserve, limit());
    }

    private int share() {
        return Math.min(share, Math.max(1, limit() / 3));
    }

    /// Never less than an hour for a limit that was set for an hour.
    private Duration window() {
        return most != null && sourceWindow.compareTo(HOUR) < 0 ? HOUR : sourceWindow;
    }

    private Past past() {
        return new Past(uses.values(), closedUntil);
    }

    private void tellSpent(Purpose purpose, Duration wait) {
        if (purpose == Purpose.QUERY && !isSpent) {
            isSpent = true;
            LOG.info("No call is left for now; limit={} nextInSeconds={}", limit(), wait.toSeconds());
        }
    }

    /// Told once they are sure, and again only after they had gone.
    private void tellStrangers(int used) {
        if (used > uses.size() && !hasToldStrangers) {
            hasToldStrangers = true;
            LOG.info("Others use the calls that the source allows us; counted={} ours={}", used, uses.size());
        } else if (strangers == 0) {
            hasToldStrangers = false;
        }
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
