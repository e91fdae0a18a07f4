package org.dockgraph.upstream;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that starts with the time of day and then counts nanoseconds: it is not fooled when somebody sets the
/// system's clock. Spans between its moments are true; its moments may differ from the time of day.
public final class SteadyClock extends Clock {

    private final Instant start;
    private final long startNanos = System.nanoTime();

    private SteadyClock(Instant start) {
        this.start = start;
    }

    /// A steady clock in place of the system's. Any other is left as it is: it is steady unless a test moves it.
    public static Clock of(Clock clock) {
        return clock.equals(Clock.systemUTC()) ? new SteadyClock(clock.instant()) : clock;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are UTC");
    }
}
