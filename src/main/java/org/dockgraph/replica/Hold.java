package org.dockgraph.replica;

import java.time.Duration;

/// Answers held back: requests come in, but nothing goes out until [#release].
///
/// ```java
/// try (Hold hold = replica.holdAnswers()) {
///     startThreeCalls();
///     hold.awaitRequests(3);
/// } // now they are answered
/// ```
///
/// *Threads:* safe.
public final class Hold implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private int held;
    private boolean released;

    Hold() {}

    /// Waits until this many requests in all have been held back, at most 10 seconds.
    ///
    /// @throws IllegalStateException if fewer came in that time
    public synchronized void awaitRequests(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (held < count) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new IllegalStateException("Waited %d s for %d requests to be held back, but only %d came."
                        .formatted(PATIENCE.toSeconds(), count, held));
            }
            wait(left);
        }
    }

    /// Sends all answers held back; later ones are no longer held.
    public synchronized void release() {
        released = true;
        notifyAll();
    }

    /// The same as [#release].
    @Override
    public void close() {
        release();
    }

    synchronized boolean isReleased() {
        return released;
    }

    /// Holds the calling thread until the release.
    void pass() throws InterruptedException {
        pass(FOREVER);
    }

    /// Holds the calling thread until the release, but no longer than this.
    synchronized void pass(Duration atMost) throws InterruptedException {
        held++;
        notifyAll();
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!released && deadline - System.nanoTime() > 0) {
            wait(Duration.ofNanos(deadline - System.nanoTime()).toMillis() + 1);
        }
    }
}
