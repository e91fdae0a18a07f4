package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dockgraph.TestClock;
import org.junit.jupiter.api.Test;

/// The clock of the budget.
class SteadyClockTest {

    @Test
    void itStartsWithTheTimeOfDayAndPasses() {
        Instant before = Instant.now();
        Clock clock = SteadyClock.of(Clock.systemUTC());
        Instant first = clock.instant();
        Instant second = clock.instant();
        while (!second.isAfter(first)) {
            second = clock.instant();
        }

        assertThat(clock).isInstanceOf(SteadyClock.class);
        assertThat(Duration.between(before, first)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aClockThatATestMovesIsTakenAsItIs() {
        var clock = new TestClock(TestClock.NEW_YEAR_2026);

        assertThat(SteadyClock.of(clock)).isSameAs(clock);
    }
}
