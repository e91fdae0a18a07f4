package org.dockgraph.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dockgraph.TestClock;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.fetch.RandomQuestions.Question;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.EventOrder.Position;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.replica.Row;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.ScriptedSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random filters, orders and pages over random data, with many ties and unknown departures: what the source
/// filters and orders, what the gateway filters and orders, and what plain loops find are the same.
class PushedDownAndLocalAnswersAgreeIT {

    private static final int QUESTIONS = 40;
    private static final Instant NOW = TestClock.NEW_YEAR_2026;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void onePageIsTheSameFromNothingAndFromTheWholeCollection(long seed) {
        RandomQuestions questions = new RandomQuestions(seed);
        try (Source source = new Source(questions)) {
            Fetcher whole = source.fetcherOfNothing();
            load(
                    whole,
                    new Question(EventFilter.everything(), new EventOrder(EventOrder.Key.ID, false), List.of()),
                    Window.first(0));
            source.replica.forgetRequests();
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = questions.next();
                Window window = randomWindow(questions, question);
                Expected expected = Expected.of(question, window);
                assertThat(Expected.of(load(whole, question, window)))
                        .as("%s %s from the whole collection", question, window)
                        .isEqualTo(expected);
                EventPage cold = load(source.fetcherOfNothing(), question, window);
                if (cold.entries().stream().allMatch(entry -> entry.position().leader() == null)) {
                    assertThat(Expected.of(cold))
                            .as("%s %s from nothing", question, window)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void onePageIsTheSameWhileMoreAndMoreIsHeld(long seed) {
        RandomQuestions questions = new RandomQuestions(seed);
        try (Source source = new Source(questions)) {
            Fetcher fetcher = source.fetcherOfNothing();
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = questions.next();
                Window window = randomWindow(questions, question);
                boolean withTotal = questions.nextInt(2) == 0;
                FieldSet fields = questions.nextInt(2) == 0 ? FieldSet.NONE : FieldSet.of(Field.EVENT_SPACE_STATION);
                EventPage page = load(fetcher, question, window, fields, withTotal);
                assertThat(page.entries())
                        .allMatch(entry -> entry.event().covers().containsAll(fields));
                if (page.entries().stream().allMatch(entry -> entry.position().leader() == null)) {
                    Expected expected = Expected.of(question, window);
                    assertThat(Expected.of(page))
                            .as("%s %s as question %s", question, window, i)
                            .isEqualTo(page.total() == null && !withTotal ? expected.withoutTotal() : expected);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void walkingThroughPagesMeetsEveryEventOnceInBothDirections(long seed) {
        RandomQuestions questions = new RandomQuestions(seed);
        try (Source source = new Source(questions)) {
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = questions.next();
                int size = List.of(7, 50, 100).get(questions.nextInt(3));
                List<Integer> expected =
                        question.answer().stream().map(Row::id).sorted().toList();
                assertThat(walked(source.fetcherOfNothing(), question, size, false))
                        .as("%s forwards by %s", question, size)
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(walked(source.fetcherOfNothing(), question, size, true))
                        .as("%s backwards by %s", question, size)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static List<Integer> walked(Fetcher fetcher, Question question, int size, boolean backwards) {
        List<Integer> met = new ArrayList<>();
        Position position = null;
        boolean goesOn = true;
        while (goesOn) {
            assertThat(met).as("a walk that does not end: %s", question).hasSizeLessThan(1_000);
            Window window = new Window(size, backwards, backwards ? null : position, backwards ? position : null);
            EventPage page = load(fetcher, question, window);
            page.entries().forEach(entry -> met.add(entry.event().id()));
            goesOn = backwards ? page.hasPrevious() : page.hasNext();
            if (goesOn) {
                position =
                        (backwards ? page.entries().getFirst() : page.entries().getLast()).position();
            }
        }
        return met;
    }

    private static Window randomWindow(RandomQuestions questions, Question question) {
        int size = questions.nextInt(60);
        boolean fromEnd = questions.nextInt(3) == 0;
        return new Window(size, fromEnd, randomPosition(questions, question), randomPosition(questions, question));
    }

    private static @Nullable Position randomPosition(RandomQuestions questions, Question question) {
        if (question.answer().isEmpty() || questions.nextInt(3) > 0) {
            return null;
        }
        Row.DockingEvent event =
                question.answer().get(questions.nextInt(question.answer().size()));
        Instant time = switch (question.order().key()) {
            case DOCKING -> event.docking();
            case DEPARTURE -> event.departure();
            case ID -> null;
        };
        return new Position(time, event.id(), null);
    }

    private static EventPage load(Fetcher fetcher, Question question, Window window) {
        return load(fetcher, question, window, FieldSet.NONE, true);
    }

    private static EventPage load(
            Fetcher fetcher, Question question, Window window, FieldSet fields, boolean withTotal) {
        PageNeed need = new PageNeed(question.filter(), question.order(), window, fields, withTotal, NOW);
        Loaded<EventPage> loaded =
                Objects.requireNonNull(fetcher.pages(List.of(need), Tolerance.USUAL, RelayedReplica.plenty())
                        .get(need));
        return switch (loaded) {
            case Loaded.Fresh<EventPage>(EventPage page) -> page;
            case Loaded<EventPage> other -> throw new AssertionError(need + " gave " + other);
        };
    }

    /// What a page says, without its cursors.
    private record Expected(List<Integer> ids, @Nullable Integer total, boolean hasPrevious, boolean hasNext) {

        Expected withoutTotal() {
            return new Expected(ids, null, hasPrevious, hasNext);
        }

        static Expected of(EventPage page) {
            return new Expected(
                    page.entries().stream()
                            .map(entry -> entry.event())
                            .map(DockingEvent::id)
                            .toList(),
                    page.total(),
                    page.hasPrevious(),
                    page.hasNext());
        }

        static Expected of(Question question, Window window) {
            List<Integer> all = question.answer().stream().map(Row::id).toList();
            int begin = window.after() == null ? 0 : all.indexOf(window.after().id()) + 1;
            int end = window.before() == null
                    ? all.size()
                    : all.indexOf(window.before().id());
            end = Math.max(begin, end);
            int from = window.fromEnd() ? Math.max(begin, end - window.size()) : begin;
            int to = window.fromEnd() ? end : Math.min(end, begin + window.size());
            return new Expected(all.subList(from, to), all.size(), from > 0, to < all.size());
        }
    }

    /// A replica with random data, and fetchers over it.
    private static final class Source implements AutoCloseable {

        private final TestClock clock = new TestClock(NOW);
        private final TestClock hours = new TestClock(NOW);
        private final ReplicaServer replica;
        private final Ll2Client client;

        Source(RandomQuestions questions) {
            replica = ReplicaServer.start(questions.dataset(), clock);
            client = new Ll2Client(
                    replica.baseAddress(), ScriptedSource.generous(), "Dockgraph/test", hours, null, _ -> {});
        }

        /// By then the calls of the fetcher before are no longer counted, but the data is the same.
        Fetcher fetcherOfNothing() {
            hours.advance(Duration.ofHours(1));
            return new Fetcher(new EntityStore(), client, clock);
        }

        @Override
        public void close() {
            client.close();
            replica.close();
        }
    }
}
