package org.dockgraph.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.docking.Field.AGENCY_DESCRIPTION;
import static org.dockgraph.docking.Field.EVENT_SPACE_STATION;
import static org.dockgraph.docking.Field.LOCATION_SPACE_STATION;
import static org.dockgraph.docking.Field.STATION_NAME;
import static org.dockgraph.fetch.RelayedReplica.ids;
import static org.dockgraph.upstream.ScriptedSource.answer;
import static org.dockgraph.upstream.ScriptedSource.ok;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventFilter.Refers;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.EventOrder.Position;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a question when the source fails, lies or changes under way.
class MisbehavingSourceTest {

    private static final ReplicaDataset BUNDLED = ReplicaDataset.bundled();
    private static final FieldSet WITH_STATION = FieldSet.of(EVENT_SPACE_STATION, STATION_NAME);
    private static final List<Integer> ALL =
            BUNDLED.rows(Row.DockingEvent.class).stream().map(Row::id).sorted().toList();

    private final RelayedReplica source = new RelayedReplica();

    @AfterEach
    void close() {
        source.close();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        answer("429 Too Many Requests", "{}", "Retry-After: 2429"),
                        new Problem.RateLimited(Duration.ofSeconds(2429))),
                Arguments.of(answer("429 Too Many Requests", "{}"), new Problem.RateLimited(Duration.ofMinutes(1))),
                Arguments.of(answer("502 Bad Gateway", "<html>nginx</html>"), new Problem.Unavailable()),
                Arguments.of(answer("301 Moved", "", "Location: /elsewhere"), new Problem.Unavailable()),
                Arguments.of(new byte[0], new Problem.Unavailable()),
                Arguments.of(answer("200 OK", "<html>Down for maintenance</html>"), new Problem.BadResponse()),
                Arguments.of(ok("{\"count\": 1, \"results\": [7]}"), new Problem.BadResponse()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldForWhatItIs(byte[] answer, Problem problem) {
        source.instead = answer;

        assertThat(source.newest(10, FieldSet.NONE)).isEqualTo(new Loaded.Failed<>(null, problem));
        assertThat(source.load(Kind.DOCKING_EVENT, 633, FieldSet.NONE)).isEqualTo(new Loaded.Failed<>(null, problem));
        assertThat(source.table(Kind.SPACE_STATION, FieldSet.NONE)) // the breaker may have opened by now
                .isInstanceOf(Loaded.Failed.class);
        assertThat(source.fetcher.holdings()).isSameAs(Holdings.NONE);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureHarmsNothingThatIsHeld(byte[] answer, Problem problem) {
        List<Integer> before = ids(source.newest(100, FieldSet.NONE));
        Holdings held = source.fetcher.holdings();
        Instant success = source.fetcher.status().lastSuccessAt();
        source.instead = answer;
        source.clock.advance(Duration.ofSeconds(1));

        Loaded<EventPage> more = source.newest(100, WITH_STATION);
        assertThat(more).isInstanceOfSatisfying(Loaded.Failed.class, failed -> {
            assertThat(failed.problem()).isEqualTo(problem);
            assertThat(failed.rest())
                    .isInstanceOfSatisfying(
                            EventPage.class, rest -> assertThat(rest.entries()).hasSize(100));
        });
        assertThat(source.fetcher.holdings()).isSameAs(held);
        assertThat(source.fetcher.status().lastSuccessAt()).isEqualTo(success);
        assertThat(ids(source.newest(100, FieldSet.NONE))).isEqualTo(before);
    }

    @Test
    void aFailedPageOfManyIsAskedForAloneTheNextTime() {
        source.request = target -> target.contains("offset=200") ? "/2.0.0/nothing/" : target;
        assertThat(source.collection())
                .isInstanceOfSatisfying(
                        Loaded.Failed.class,
                        failed -> assertThat(failed.problem()).isEqualTo(new Problem.Unavailable()));
        int calls = source.calls().size();
        source.request = target -> target;

        assertThat(ids(source.collection())).isEqualTo(ALL);
        assertThat(source.calls()).hasSize(calls + 1);
    }

    @Test
    void fieldsThatNeverComeAreAskedForOnce() {
        source.request = target -> target.replace("&mode=detailed", "");

        assertFailedWithRest(source.newest(10, WITH_STATION));
        assertFailedWithRest(source.newest(10, WITH_STATION));
        assertThat(source.calls()).hasSize(1);
        assertFailedWithRest(source.table(Kind.DOCKING_LOCATION, FieldSet.of(LOCATION_SPACE_STATION)));
        assertThat(source.calls()).hasSize(3);
    }

    @Test
    void fieldsThatASingleEntityDoesNotBringEitherAreAskedForOnce() {
        source.body = body -> body.replace("\"space_station\"", "\"station\"").replace("\"description\"", "\"text\"");

        assertFailedWithRest(source.load(Kind.DOCKING_EVENT, 633, WITH_STATION));
        assertFailedWithRest(source.load(Kind.DOCKING_EVENT, 633, WITH_STATION));
        assertThat(source.calls()).hasSize(1);
        assertFailedWithRest(source.load(Kind.AGENCY, 17, FieldSet.of(AGENCY_DESCRIPTION)));
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(3);
    }

    /// The events tell their stations, since they are selected; in normal mode the source has to be believed.
    @Test
    void aFilterThatTheSourceIgnoresIsAppliedAllTheSame() {
        source.request = target -> target.replace("space_station__id", "space_station");
        List<Integer> expected = BUNDLED.rows(Row.DockingEvent.class).stream()
                .filter(event -> event.spaceStation() == 18)
                .map(Row::id)
                .sorted()
                .toList();

        assertThat(ids(source.load(
                        new Refers(Kind.SPACE_STATION, List.of(18)),
                        new EventOrder(EventOrder.Key.ID, false),
                        Window.first(100),
                        FieldSet.of(EVENT_SPACE_STATION))))
                .isEqualTo(expected);
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void anOrderThatTheSourceIgnoresIsMadeAllTheSame() {
        source.request = target -> target.replace("ordering=-docking", "ordering=docking");
        List<Integer> expected = BUNDLED.rows(Row.DockingEvent.class).stream()
                .sorted(Comparator.comparing(Row.DockingEvent::docking)
                        .thenComparingInt(Row::id)
                        .reversed())
                .map(Row::id)
                .limit(20)
                .toList();

        assertThat(ids(source.newest(20, FieldSet.NONE))).isEqualTo(expected);
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(6);
    }

    /// The oldest event is corrected to be the newest between two page reads: the count stays.
    @Test
    void anEventThatMovesWhilePagesAreReadLosesNoEvent() {
        Row.DockingEvent oldest = BUNDLED.rows(Row.DockingEvent.class).stream()
                .min(Comparator.comparing(Row.DockingEvent::docking))
                .orElseThrow();
        Row.DockingEvent moved = new Row.DockingEvent(
                oldest.id(),
                oldest.launchId(),
                Instant.parse("2025-12-31T00:00:00Z"),
                null,
                oldest.flightVehicle(),
                oldest.dockingLocation(),
                oldest.spaceStation());
        var done = new AtomicBoolean();
        source.request = target -> {
            if (target.contains("offset=") && done.compareAndSet(false, true)) {
                source.replica.serve(BUNDLED.with(moved));
            }
            return target;
        };
        assertThat(ids(source.collection())).isEqualTo(ALL);
    }

    @Test
    void anUnreadableEventIsNotAbsent() {
        source.body = body -> body.replace("\"id\":633,", "\"id\":\"633\",");
        source.collection();
        assertThat(source.load(Kind.DOCKING_EVENT, 633, FieldSet.of(Field.EVENT_DOCKING)))
                .isNotEqualTo(new Loaded.Absent<>());
    }

    @Test
    void aHeldVehicleThatIsGoneCostsOneCallAMinute() {
        source.body = body -> body.replace("\"destination\"", "\"target\"");
        source.load(Kind.DOCKING_EVENT, 633, FieldSet.of(Field.EVENT_DOCKING));
        source.replica.serve(ReplicaDataset.of(List.of()));
        source.clock.advance(Duration.ofMinutes(2));
        int calls = source.calls().size();
        for (int i = 0; i < 5; i++) {
            source.load(Kind.FLIGHT_VEHICLE, 900, FieldSet.of(Field.VEHICLE_DESTINATION));
        }
        assertThat(source.calls()).hasSize(calls + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 150, 239, 500})
    void aCountThatLiesLosesNoEvent(int count) {
        source.body = body -> body.replace("\"count\":238", "\"count\":" + count);

        assertThat(ids(source.collection())).isEqualTo(ALL);
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void anUnreadableEventCostsItselfOnly() {
        source.body = body -> body.replace("\"id\":633,", "\"id\":\"633\",");
        List<Integer> others = ALL.stream().filter(id -> id != 633).toList();

        assertThat(ids(source.collection())).isEqualTo(others);
        assertThat(source.calls()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200})
    void anEventThatComesWhilePagesAreReadIsThereAndNoneIsLostOrDoubled(int offset) {
        Row.DockingEvent arrival =
                new Row.DockingEvent(700, null, Instant.parse("2025-12-31T00:00:00Z"), null, 900, 33, 18);
        changeBefore(offset, BUNDLED.with(arrival));

        assertThat(ids(source.collection()))
                .isEqualTo(Stream.concat(ALL.stream(), Stream.of(700)).toList());
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200})
    void anEventThatGoesWhilePagesAreReadIsGoneAndNoOtherIsLostOrDoubled(int offset) {
        changeBefore(offset, BUNDLED.without(row -> row instanceof Row.DockingEvent && row.id() == 633));

        assertThat(ids(source.collection()))
                .isEqualTo(ALL.stream().filter(id -> id != 633).toList());
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void whoWalksWhileAnEventComesMeetsEveryOtherOnce() {
        Row.DockingEvent arrival =
                new Row.DockingEvent(700, null, Instant.parse("2025-12-31T00:00:00Z"), null, 900, 33, 18);
        changeBefore(100, BUNDLED.with(arrival));
        List<Integer> met = walk(50);

        assertThat(met).doesNotHaveDuplicates().containsAll(ALL);
    }

    @Test
    void whoWalksWhileAnEventGoesMeetsEveryOtherOnce() {
        int newest = 633;
        changeBefore(100, BUNDLED.without(row -> row instanceof Row.DockingEvent && row.id() == newest));
        Set<Integer> met = new TreeSet<>(walk(50));
        met.remove(newest);

        assertThat(met)
                .containsExactlyElementsOf(
                        ALL.stream().filter(id -> id != newest).toList());
    }

    @Test
    void aCountThatChangesWithEveryAnswerDoesNotLoop() {
        source.body = new UnaryOperator<>() {
            private int count = 300;

            @Override
            public synchronized String apply(String body) {
                return body.replaceFirst("\"count\":238", "\"count\":" + count++);
            }
        };

        assertThat(source.collection()).isInstanceOf(Loaded.Failed.class);
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void moreUnknownIdsThanOneQuestionMayAskForHitTheLimit() {
        List<EntityNeed> needs = new ArrayList<>();
        for (int id = 9_000; id < 9_012; id++) {
            needs.add(new EntityNeed(new EntityRef(Kind.FLIGHT_VEHICLE, id), Field.of(Kind.FLIGHT_VEHICLE)));
        }
        source.replica.serve(BUNDLED);
        source.collection();
        int calls = source.calls().size();
        var loaded = source.fetcher.entities(needs.subList(0, 2), Tolerance.USUAL, RelayedReplica.plenty());
        assertThat(loaded.values()).containsOnly(new Loaded.Absent<Entity>());
        assertThat(source.calls()).hasSize(calls + 2);

        Allowance eight = new Allowance(Duration.ofSeconds(30), 8);
        assertThat(source.fetcher.entities(needs, Tolerance.USUAL, eight).values())
                .contains(new Loaded.Absent<Entity>())
                .allMatch(result -> result instanceof Loaded.Absent
                        || result.equals(new Loaded.Failed<Entity>(null, new Problem.CallLimit(8))));
        assertThat(source.calls()).hasSizeLessThanOrEqualTo(calls + 10);
        assertThat(eight.calls()).isEqualTo(8);
    }

    /// Changes the data when the page is first asked for.
    private void changeBefore(int offset, ReplicaDataset changed) {
        var done = new AtomicBoolean();
        source.request = target -> {
            if (target.contains("offset=" + offset) && done.compareAndSet(false, true)) {
                source.replica.serve(changed);
            }
            return target;
        };
    }

    private List<Integer> walk(int size) {
        List<Integer> met = new ArrayList<>();
        Position after = null;
        boolean goesOn = true;
        while (goesOn) {
            Loaded<EventPage> loaded = source.load(
                    EventFilter.everything(),
                    EventOrder.NEWEST_FIRST,
                    new Window(size, false, after, null),
                    FieldSet.NONE);
            met.addAll(ids(loaded));
            EventPage page = ((Loaded.Fresh<EventPage>) loaded).value();
            goesOn = page.hasNext();
            after = page.entries().getLast().position();
        }
        return met;
    }

    private static void assertFailedWithRest(Loaded<?> loaded) {
        assertThat(loaded).isInstanceOfSatisfying(Loaded.Failed.class, failed -> {
            assertThat(failed.rest()).isNotNull();
            assertThat(failed.problem()).isEqualTo(new Problem.BadResponse());
        });
    }
}
