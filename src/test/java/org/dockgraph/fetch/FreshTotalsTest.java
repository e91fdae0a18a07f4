package org.dockgraph.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.dockgraph.TestClock;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.replica.Row;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.ScriptedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long a total is taken for true.
class FreshTotalsTest {

    private static final EventOrder OLDEST_DEPARTURE_FIRST = new EventOrder(EventOrder.Key.DEPARTURE, false);
    private static final int NEW_EVENT = 999;

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final ReplicaServer replica = ReplicaServer.start(ReplicaDataset.bundled(), clock);
    private final Ll2Client client =
            new Ll2Client(replica.baseAddress(), ScriptedSource.generous(), "Dockgraph/test", clock, null, _ -> {});
    private final Fetcher fetcher = new Fetcher(new EntityStore(), client, clock, Runnable::run);

    @AfterEach
    void close() {
        fetcher.close();
        client.close();
        replica.close();
    }

    @Test
    void aTotalIsNotFreshForAsLongAsOldEntriesAre() {
        int events = total(load());
        dock();
        clock.advance(Duration.ofMinutes(14));
        assertThat(load()).isInstanceOf(Loaded.Fresh.class);
        clock.advance(Duration.ofMinutes(1));

        assertThat(load()).isInstanceOf(Loaded.Stale.class);
        assertThat(total(load()))
                .as("after the refresh that the stale answer has begun")
                .isEqualTo(events + 1);
    }

    private void dock() {
        ReplicaDataset before = ReplicaDataset.bundled();
        replica.serve(before.with(new Row.DockingEvent(
                NEW_EVENT,
                null,
                clock.instant(),
                null,
                before.rows(Row.Flight.class).getFirst().id(),
                before.rows(Row.DockingLocation.class).getFirst().id(),
                4)));
    }

    private Loaded<EventPage> load() {
        PageNeed need = new PageNeed(
                EventFilter.everything(),
                OLDEST_DEPARTURE_FIRST,
                Window.first(5),
                FieldSet.NONE,
                true,
                clock.instant());
        return Objects.requireNonNull(
                fetcher.pages(List.of(need), Tolerance.USUAL, new Allowance(Duration.ofSeconds(30), 100))
                        .get(need));
    }

    private static int total(Loaded<EventPage> loaded) {
        EventPage page = switch (loaded) {
            case Loaded.Fresh<EventPage>(EventPage fresh) -> fresh;
            case Loaded.Stale<EventPage>(EventPage stale, var _, var _) -> stale;
            case Loaded<EventPage> other -> throw new AssertionError(other.toString());
        };
        return Objects.requireNonNull(page.total());
    }
}
