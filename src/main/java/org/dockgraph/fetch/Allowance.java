package org.dockgraph.fetch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What one request may take: time, and calls to the source. It counts what was taken.
///
/// *Threads:* safe.
public final class Allowance {

    private final long start = System.nanoTime();
    private final Duration deadline;
    private final int maxCalls;
    private final @Nullable Client client;
    private final AtomicInteger left;
    private final AtomicInteger calls = new AtomicInteger();

    /// An allowance for nobody in particular.
    ///
    /// @param deadline how long its request may wait for the source, in all, from now on
    /// @param maxCalls how many calls may be made for it
    public Allowance(Duration deadline, int maxCalls) {
        this(deadline, maxCalls, null);
    }

    Allowance(Duration deadline, int maxCalls, @Nullable Client client) {
        this.deadline = deadline;
        this.maxCalls = maxCalls;
        this.client = client;
        this.left = new AtomicInteger(maxCalls);
    }

    /// How many calls may be made, in all.
    public int maxCalls() {
        return maxCalls;
    }

    /// How many calls were made.
    public int calls() {
        return calls.get();
    }

    /// Who causes the calls; null for nobody.
    @Nullable
    Client client() {
        return client;
    }

    /// How long its request may wait, in all.
    Duration deadline() {
        return deadline;
    }

    /// How long its request may still wait; zero once it may not.
    Duration patience() {
        Duration rest = deadline.minusNanos(System.nanoTime() - start);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /// Takes a call, if one is left.
    boolean take() {
        return left.getAndUpdate(rest -> Math.max(0, rest - 1)) > 0;
    }

    /// Notes what became of calls that were taken.
    ///
    /// @param taken how many
    /// @param made how many of them were made; the others may be taken again
    void settle(int taken, int made) {
        calls.addAndGet(made);
        left.addAndGet(taken - made);
    }
}
