package org.dockgraph.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// LL2's limit of calls: a window that slides with every call. A refused call does not lengthen the wait.
///
/// *Threads:* safe.
final class Throttle {

    static final int CALLS = 15; // anonymous tier, LL2 FAQ
    static final Duration WINDOW = Duration.ofHours(1);

    private final boolean enabled;
    private final Map<String, Deque<Instant>> calls = new HashMap<>();

    /// @param enabled false to let every call pass and count none
    Throttle(boolean enabled) {
        this.enabled = enabled;
    }

    /// What a caller has used of the limit.
    ///
    /// @param delay until the next call is allowed; zero if one is allowed now
    record Use(String caller, int used, Duration delay) {

        boolean exhausted() {
            return !delay.isZero();
        }

        /// In whole seconds, rounded up, so that a caller who waits that long is let through.
        long waitSeconds() {
            return delay.plusSeconds(1).minusNanos(1).toSeconds();
        }
    }

    /// The caller's use before this call, which is then counted unless the limit is exhausted.
    synchronized Use take(String caller, Instant now) {
        Use use = look(caller, now);
        if (enabled && !use.exhausted()) {
            calls.computeIfAbsent(caller, _ -> new ArrayDeque<>()).addLast(now);
        }
        return use;
    }

    /// The caller's use, without counting a call.
    synchronized Use look(String caller, Instant now) {
        Deque<Instant> made = calls.getOrDefault(caller, new ArrayDeque<>());
        while (!made.isEmpty() && !made.getFirst().plus(WINDOW).isAfter(now)) {
            made.removeFirst();
        }
        Duration delay = made.size() < CALLS
                ? Duration.ZERO
                : Duration.between(now, made.getFirst().plus(WINDOW));
        return new Use(caller, made.size(), delay);
    }
}
