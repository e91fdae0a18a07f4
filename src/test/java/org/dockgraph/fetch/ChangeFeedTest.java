package org.dockgraph.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dockgraph.docking.DockingEventChange;
import org.dockgraph.store.EntityStore;
import org.dockgraph.store.Events;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Readers of changes, beside whom others write.
class ChangeFeedTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CHANGES = 900; // fewer than are kept

    private final EntityStore store = new EntityStore();

    @Test
    void readersThatComeBackAgainAndAgainSeeEveryChangeOnce() throws Exception {
        tell(0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Instant>>> readers = IntStream.range(0, 8)
                    .mapToObj(seed -> threads.submit(() -> readInPieces(new Random(seed))))
                    .toList();
            for (int i = 1; i <= CHANGES; i++) {
                tell(i);
            }
            List<Instant> expected = IntStream.rangeClosed(1, CHANGES)
                    .mapToObj(ChangeFeedTest::docking)
                    .toList();
            for (Future<List<Instant>> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aReaderThatIsOutrunIsToldSoAndOthersAreNot() {
        tell(0);
        try (ChangeFeed slow = feed(null, () -> {});
                ChangeFeed quick = feed(null, () -> {})) {
            for (int i = 1; i <= 2_000; i++) {
                tell(i);
                assertThat(docking(quick.next())).isEqualTo(docking(i));
            }
            assertThatThrownBy(slow::hasNext).isInstanceOf(OutrunException.class);
            assertThatThrownBy(slow::next).isInstanceOf(OutrunException.class);
            assertThat(quick.hasNext()).isFalse();
        }
    }

    @Test
    void whoHasClosedIsToldNoMore() {
        AtomicInteger calls = new AtomicInteger();
        ChangeFeed feed = feed(null, calls::incrementAndGet);
        tell(0);
        int before = calls.get();
        feed.close();
        tell(1);

        assertThat(before).isPositive();
        assertThat(calls).hasValue(before);
    }

    /// Reads some changes, goes away, and comes back with the moment of the last one.
    private List<Instant> readInPieces(Random random) throws InterruptedException {
        List<Instant> seen = new ArrayList<>();
        Instant since = START;
        while (seen.size() < CHANGES) {
            Semaphore more = new Semaphore(1);
            try (ChangeFeed feed = feed(since, more::release)) {
                for (int piece = 1 + random.nextInt(20); piece > 0 && seen.size() < CHANGES; piece--) {
                    while (!feed.hasNext()) {
                        more.acquire();
                    }
                    DockingEventChange change = feed.next();
                    since = change.at();
                    seen.add(docking(change));
                }
            }
        }
        return seen;
    }

    private ChangeFeed feed(@Nullable Instant since, Runnable whenMore) {
        return new ChangeFeed(store.changes(), since, whenMore);
    }

    /// All at one moment, so that only the log can tell the changes apart.
    private void tell(int i) {
        Events.tell(store, START, Events.event(633, docking(i), null));
    }

    private static Instant docking(int i) {
        return START.minusSeconds(1 + i);
    }

    private static Instant docking(DockingEventChange change) {
        return Objects.requireNonNull(change.event()).docking();
    }
}
