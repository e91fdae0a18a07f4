package org.dockgraph.fetch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// What one request may take: time, and calls to the source. It counts what was taken.
///
/// *Threads:* safe.
public final class Allowance {

    private final long start = System.nanoTime();
    private final Duration deadline;
    private final int maxCalls;
    private final AtomicInteger left;
    private final AtomicInteger calls = new AtomicInteger();

    /// An allowance that begins now.
    ///
    /// @param deadline how long its request may wait for the source, in all
    /// @param maxCalls how many calls may be made for it
    public Allowance(Duration deadline, int maxCalls) {
        this.deadline = deadline;
        this.maxCalls = maxCalls;
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
