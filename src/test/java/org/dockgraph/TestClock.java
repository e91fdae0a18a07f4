package org.dockgraph;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until a test moves it.
public final class TestClock extends Clock {

    /// Shenzhou 22 is docked, and nothing else of the bundled data.
    public static final Instant NEW_YEAR_2026 = Instant.parse("2026-01-01T00:00:00Z");

    private volatile Instant now;

    /// A clock that shows this moment.
    public TestClock(Instant now) {
        this.now = now;
    }

    /// Sets it to a moment.
    public void set(Instant moment) {
        now = moment;
    }

    /// Moves it.
    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
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
