package org.dockgraph.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.docking.Field.EVENT_SPACE_STATION;
import static org.dockgraph.docking.Field.STATION_NAME;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dockgraph.TestClock;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.Hold;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.ScriptedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Questions and the calls that they cost.
class FetcherTest {

    private static final FieldSet WITH_STATION = FieldSet.of(EVENT_SPACE_STATION, STATION_NAME);

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final ReplicaServer replica = ReplicaServer.start(ReplicaDataset.bundled(), clock);
    private final Ll2Client client =
            new Ll2Client(replica.baseAddress(), ScriptedSource.generous(), "Dockgraph/test", clock, null, _ -> {});
    private final Fetcher fetcher = new Fetcher(new EntityStore(), client, clock);

    @AfterEach
    void close() {
        fetcher.close();
        client.close();
        replica.close();
    }

    @Test
    void aHundredEqualQuestionsInFlightCostOneCall() throws Exception {
        List<Loaded<EventPage>> answers = sideBySide(IntStream.range(0, 100)
                .<Callable<Loaded<EventPage>>>mapToObj(_ -> () -> load(newest(20, WITH_STATION)))
                .toList());

        assertThat(answers).hasSize(100).allMatch(Loaded.Fresh.class::isInstance);
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(replica.requests()).hasSize(1);
    }

    @Test
    void aHundredEqualQuestionsForAnEventCostOneCall() throws Exception {
        List<Loaded<Entity>> answers = sideBySide(IntStream.range(0, 100)
                .<Callable<Loaded<Entity>>>mapToObj(_ -> () -> load(event(633)))
                .toList());

        assertThat(answers).hasSize(100).allMatch(Loaded.Fresh.class::isInstance);
        assertThat(replica.requests()).hasSize(1);
    }

    @Test
    void aHundredQuestionsForOneUnknownEventCostOneCall() throws Exception {
        List<Loaded<Entity>> answers = sideBySide(IntStream.range(0, 100)
                .<Callable<Loaded<Entity>>>mapToObj(_ -> () -> load(event(9_999)))
                .toList());

        assertThat(answers).hasSize(100).containsOnly(new Loaded.Absent<>());
        assertThat(replica.requests()).hasSize(1);
    }

    @Test
    void differentQuestionsThatSharePageAndDepthShareTheCall() throws Exception {
        List<Loaded<EventPage>> answers = sideBySide(IntStream.rangeClosed(1, 50)
                .<Callable<Loaded<EventPage>>>mapToObj(size -> () -> load(newest(size, WITH_STATION)))
                .toList());

        assertThat(answers.stream().map(FetcherTest::size))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(replica.requests()).hasSize(1);
    }

    @Test
    void aNormalPageIsNotAskedForWhileItsDetailedOneIsUnderWay() throws Exception {
        try (Hold hold = replica.holdAnswers();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Loaded<EventPage>> detailed = threads.submit(() -> load(newest(20, WITH_STATION)));
            hold.awaitRequests(1);
            Future<Loaded<EventPage>> normal = threads.submit(() -> load(newest(20, FieldSet.NONE)));
            hold.release();

            assertThat(size(detailed.get())).isEqualTo(20);
            assertThat(size(normal.get())).isEqualTo(20);
        }
        assertThat(replica.requests()).hasSize(1);
    }

    @Test
    void whatIsHeldCostsNoCallEvenIfTheSourceIsGone() {
        Loaded<EventPage> before = load(newest(20, WITH_STATION));
        replica.close();

        assertThat(load(newest(20, WITH_STATION))).isEqualTo(before);
        assertThat(load(event(633))).isInstanceOf(Loaded.Fresh.class);
        assertThat(load(event(9_999))).isEqualTo(new Loaded.Failed<>(null, new Problem.Unavailable()));
    }

    @Test
    void anUnknownIdCostsOneCallAMinute() {
        assertThat(load(event(9_999))).isEqualTo(new Loaded.Absent<>());
        assertThat(replica.requests()).hasSize(1);

        clock.advance(Duration.ofSeconds(59));
        assertThat(load(event(9_999))).isEqualTo(new Loaded.Absent<>());
        assertThat(replica.requests()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(load(event(9_999))).isEqualTo(new Loaded.Absent<>());
        assertThat(replica.requests()).hasSize(2);
    }

    @Test
    void theLastSuccessIsWhenTheSourceLastAnswered() {
        assertThat(fetcher.status().lastSuccessAt()).isNull();
        load(event(633));
        Instant first = clock.instant();
        assertThat(fetcher.status().lastSuccessAt()).isEqualTo(first);

        clock.advance(Duration.ofMinutes(5));
        load(event(633));
        assertThat(fetcher.status().lastSuccessAt()).as("served from the store").isEqualTo(first);
        replica.close();
        load(event(9_999));
        assertThat(fetcher.status().lastSuccessAt()).as("a failure").isEqualTo(first);
    }

    /// Starts all, holds the source's answers until every question waits, and lets go.
    private <T> List<T> sideBySide(List<Callable<T>> questions) throws Exception {
        var answers = new ConcurrentLinkedQueue<T>();
        List<Thread> asking = new ArrayList<>();
        try (Hold hold = replica.holdAnswers()) {
            for (Callable<T> question : questions) {
                asking.add(Thread.ofVirtual().start(() -> {
                    try {
                        answers.add(question.call());
                    } catch (Exception bug) {
                        throw new IllegalStateException(bug);
                    }
                }));
            }
            hold.awaitRequests(1);
            for (Thread thread : asking) {
                while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
        }
        for (Thread thread : asking) {
            thread.join();
        }
        return List.copyOf(answers);
    }

    private Loaded<EventPage> load(PageNeed need) {
        return Objects.requireNonNull(fetcher.pages(List.of(need), Tolerance.USUAL, RelayedReplica.plenty())
                .get(need));
    }

    private Loaded<Entity> load(EntityNeed need) {
        return Objects.requireNonNull(fetcher.entities(List.of(need), Tolerance.USUAL, RelayedReplica.plenty())
                .get(need));
    }

    private PageNeed newest(int size, FieldSet fields) {
        return new PageNeed(
                EventFilter.everything(),
                EventOrder.NEWEST_FIRST,
                Window.first(size),
                fields,
                false,
                TestClock.NEW_YEAR_2026);
    }

    private static EntityNeed event(int id) {
        return new EntityNeed(new EntityRef(Kind.DOCKING_EVENT, id), Field.of(Kind.DOCKING_EVENT));
    }

    private static int size(Loaded<EventPage> loaded) {
        return switch (loaded) {
            case Loaded.Fresh<EventPage>(EventPage page) -> page.entries().size();
            case Loaded<EventPage> other -> throw new AssertionError(other.toString());
        };
    }
}
