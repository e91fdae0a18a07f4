package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.dockgraph.TestClock;
import org.dockgraph.upstream.CallBudget.Grant;
import org.dockgraph.upstream.Errand.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens at random, no window of the source has more requests than it allows: calls that are slow or never
/// arrive, kills and restarts over the same journal, torn lines, a system's clock that is set.
class BudgetLawTest {

    private static final URI SOURCE = URI.create("https://ll.thespacedevs.com/2.0.0/");
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final int LIMIT = 15;
    private static final int STEPS = 600;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyWindowOfTheSourceHoldsTheLimit(long seed) throws IOException {
        var world = new World(new Random(seed), false);
        world.run();

        for (Instant last : world.ours) {
            assertThat(world.countedAt(last)).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(world.ours).as("and the budget is used").hasSizeGreaterThan(STEPS / 10);
        assertThat(world.fullWindows()).as("up to its last call").isPositive();
    }

    /// A stranger may come at any time; but what was known when a request was let through left room for it.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void noRequestIsLetThroughThatAReadingBeforeItLeavesNoRoomFor(long seed) throws IOException {
        var world = new World(new Random(seed), true);
        world.run();

        assertThat(world.strangers).isNotEmpty();
        assertThat(world.ours).hasSizeGreaterThan(STEPS / 20);
    }

    /// What happens by true time, and the source that counts it.
    private final class World {

        private final Random random;
        private final boolean isShared;
        private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
        private final TestClock wall = new TestClock(TestClock.NEW_YEAR_2026);
        private final Path file = directory.resolve("calls");
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
        private final List<Instant> ours = new ArrayList<>();
        private final List<Instant> strangers = new ArrayList<>();
        private int onTheirWay;
        private CallJournal journal;
        private CallBudget budget;

        /// @param permit that ends then; null where a request arrives
        private record Event(Instant at, Grant.@Nullable Permit permit) {}

        World(Random random, boolean isShared) {
            this.random = random;
            this.isShared = isShared;
            journal = new CallJournal(file, SOURCE, LONGEST_CALL, clock, wall);
            budget = new CallBudget(null, null, 3, LONGEST_CALL, clock, journal);
        }

        void run() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(30)) {
                    case 0 -> restart();
                    case 1 -> setWall();
                    case 2 -> pass(Duration.ofMinutes(random.nextInt(60)));
                    case 3 -> readDuring(Duration.ofSeconds(random.nextInt(3)));
                    case 4 -> pass(Duration.ofMillis(random.nextInt(5_000)));
                    case 5 -> {
                        if (isShared) {
                            strangers.add(clock.instant());
                        }
                    }
                    default -> ask();
                }
            }
        }

        private void ask() {
            if (isShared) {
                readDuring(Duration.ZERO);
            }
            int left = LIMIT - countedAt(clock.instant()) - onTheirWay;
            switch (budget.take(random.nextInt(8) > 0 ? Purpose.QUERY : Purpose.UPKEEP)) {
                case Grant.Permit permit -> {
                    if (isShared) {
                        assertThat(left).as("room by the source's count").isPositive();
                    }
                    send(permit);
                    pass(Duration.ofMillis(random.nextInt(3) * (long) random.nextInt(10_000)));
                }
                case Grant.Wait(Duration wait) -> pass(random.nextInt(4) > 0 ? wait : wait.dividedBy(2));
            }
        }

        private void send(Grant.Permit permit) {
            Duration end = Duration.ofMillis(random.nextInt(2) * (long) random.nextInt(30_000));
            Instant ended = clock.instant().plus(end);
            if (random.nextInt(40) > 0) {
                onTheirWay++;
                events.add(new Event(ended.minusMillis(random.nextLong(end.toMillis() + 1)), null));
            }
            events.add(new Event(ended, permit));
        }

        private void readDuring(Duration half) {
            Set<Long> settled = budget.settled();
            pass(half);
            int used = countedAt(clock.instant());
            pass(half);
            budget.learn(new Standing(LIMIT, WINDOW, used, null), settled);
        }

        private void pass(Duration time) {
            Instant until = clock.instant().plus(time);
            for (Event next = events.peek(); next != null && !next.at().isAfter(until); next = events.peek()) {
                events.remove();
                move(next.at());
                if (next.permit() == null) {
                    ours.add(next.at());
                    onTheirWay--;
                } else {
                    budget.end(next.permit());
                }
            }
            move(until);
        }

        private void move(Instant to) {
            wall.advance(Duration.between(clock.instant(), to));
            clock.set(to);
        }

        /// The process is killed; what it has sent may still arrive.
        private void restart() throws IOException {
            journal.close();
            events.removeIf(event -> event.permit() != null);
            String[] torn = {"", "", "ended 3", "sent 12 2026-01-0", "e", "\u0000\u00ff", "sent"};
            Files.writeString(file, torn[random.nextInt(torn.length)], ISO_8859_1, StandardOpenOption.APPEND);
            journal = new CallJournal(file, SOURCE, LONGEST_CALL, clock, wall);
            budget = new CallBudget(null, null, 3, LONGEST_CALL, clock, journal);
        }

        /// Somebody sets the system's clock, and somebody asks a question before the next kill: no process can tell
        /// a clock that was set while it was down.
        private void setWall() {
            wall.advance(Duration.ofMinutes(random.nextInt(241) - 120));
            ask();
        }

        int countedAt(Instant moment) {
            return count(ours, moment) + count(strangers, moment);
        }

        private static int count(List<Instant> arrivals, Instant moment) {
            return (int) arrivals.stream()
                    .filter(at -> at.isAfter(moment.minus(WINDOW)) && !at.isAfter(moment))
                    .count();
        }

        long fullWindows() {
            return ours.stream().filter(last -> countedAt(last) == LIMIT).count();
        }
    }
}
