package org.dockgraph.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.dockgraph.docking.DockingEventChange.Kind.ADDITION;
import static org.dockgraph.docking.DockingEventChange.Kind.ARRIVAL;
import static org.dockgraph.docking.DockingEventChange.Kind.CORRECTION;
import static org.dockgraph.docking.DockingEventChange.Kind.DEPARTURE;
import static org.dockgraph.docking.DockingEventChange.Kind.GAP;
import static org.dockgraph.docking.DockingEventChange.Kind.REMOVAL;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingEventChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as a change of a docking event, and which changes are remembered.
class ChangeLogTest {

    private static final Instant MORNING = Instant.parse("2026-01-01T06:00:00Z");
    private static final Instant NOON = MORNING.plus(Duration.ofHours(6));
    private static final Instant EVENING = NOON.plus(Duration.ofHours(6));

    private static final DockingEvent DOCKED = Events.event(633, MORNING.minusSeconds(1), null);
    private static final DockingEvent PLANNED = Events.event(634, NOON, null);

    private final EntityStore store = new EntityStore();

    @Test
    void fillingTheStoreIsNoChangeAndEndsWithAGap() {
        Events.tellOf(store, MORNING, DOCKED);
        assertThat(kinds()).isEmpty();

        Events.tell(store, MORNING, DOCKED, PLANNED);

        assertThat(kinds()).containsExactly(GAP);
    }

    @Test
    void pagesThatAreReadForTheFirstTimeTellOfNothingNew() {
        Events.tellPage(store, MORNING, 0, 150, departed(51, 150));
        Events.tellPage(store, MORNING, 100, 150, departed(1, 50));

        assertThat(kinds()).containsExactly(GAP);
    }

    @Test
    void aVehicleThatIsDockedAndWasNotKnownHasArrived() {
        Events.tell(store, MORNING, DOCKED);
        DockingEvent next = Events.event(634, NOON.minusSeconds(90), null);
        Events.tell(store, NOON, DOCKED, next);

        assertThat(changes()).containsExactly(new DockingEventChange(ARRIVAL, NOON, next, null, MORNING));
    }

    @Test
    void aPlanThatWasNotKnownIsAnAddition() {
        Events.tell(store, MORNING, DOCKED);
        Events.tell(store, MORNING.plusSeconds(1), DOCKED, PLANNED);

        assertThat(kinds()).containsExactly(GAP, ADDITION);
    }

    @Test
    void aPlannedDockingWhoseTimePassesIsAnArrival() {
        Events.tell(store, MORNING, DOCKED, PLANNED);
        store.look(NOON.minusSeconds(1));
        assertThat(kinds()).containsExactly(GAP);

        store.look(NOON);
        store.look(EVENING);

        assertThat(changes())
                .containsExactly(new DockingEventChange(ARRIVAL, NOON, PLANNED, PLANNED, NOON.minusSeconds(1)));
    }

    @Test
    void aDepartureIsOneOnceItsTimeHasCome() {
        DockingEvent leaving = Events.event(633, DOCKED.docking(), EVENING);
        Events.tell(store, MORNING, DOCKED);
        Events.tell(store, NOON, leaving);
        assertThat(kinds()).containsExactly(GAP, CORRECTION);

        store.look(EVENING);

        assertThat(kinds()).containsExactly(GAP, CORRECTION, DEPARTURE);
    }

    @Test
    void aDepartureThatIsToldAfterwardsIsADeparture() {
        DockingEvent left = Events.event(633, DOCKED.docking(), NOON.minusSeconds(1));
        Events.tell(store, MORNING, DOCKED);
        Events.tell(store, NOON, left);

        assertThat(changes()).containsExactly(new DockingEventChange(DEPARTURE, NOON, left, DOCKED, MORNING));
    }

    @Test
    void aDepartureThatIsTakenBackIsAnArrival() {
        Events.tell(store, MORNING, Events.event(633, DOCKED.docking(), MORNING));
        Events.tell(store, NOON, DOCKED);

        assertThat(kinds()).containsExactly(GAP, ARRIVAL);
    }

    @Test
    void moreOrLessDetailIsNoChange() {
        Events.tell(store, MORNING, DOCKED);
        Events.tellOf(store, NOON, Events.atStation(DOCKED));
        Events.tell(store, EVENING, DOCKED);

        assertThat(kinds()).containsExactly(GAP);
    }

    @Test
    void anEventThatVanishesIsARemoval() {
        Events.tell(store, MORNING, DOCKED, PLANNED);
        Events.tell(store, NOON.minusSeconds(1), DOCKED);

        assertThat(changes())
                .containsExactly(new DockingEventChange(REMOVAL, NOON.minusSeconds(1), null, PLANNED, MORNING));
    }

    @Test
    void aListThatIsReadAnewTellsOnlyWhatIsNew() {
        Events.tellPage(store, MORNING, 0, 150, departed(51, 150));
        Events.tellPage(store, MORNING, 100, 150, departed(1, 50));
        Events.tellPage(store, NOON, 100, 151, departed(1, 51));
        assertThat(kinds()).as("the list is not whole now").containsExactly(GAP);
        Events.tellPage(store, NOON, 0, 151, departed(52, 151));

        assertThat(changes())
                .extracting(
                        DockingEventChange::kind,
                        change -> Objects.requireNonNull(change.event()).id())
                .containsExactly(tuple(ADDITION, 151));
    }

    @Test
    void whatAnotherRunHeldIsComparedWithWhatIsReadNow() {
        EntityStore earlier = new EntityStore();
        Events.tell(earlier, MORNING, DOCKED, PLANNED);
        DockingEvent left = Events.event(633, DOCKED.docking(), NOON.minusSeconds(1));

        store.restore(earlier.holdings());
        Events.tell(store, NOON.minusMillis(1), left, PLANNED, Events.event(635, EVENING, null));
        store.look(NOON);

        assertThat(kinds()).containsExactly(GAP, DEPARTURE, ADDITION, ARRIVAL);
        assertThat(log(MORNING))
                .as("from the moment when the other run had looked")
                .doesNotContain(gap(MORNING));
        assertThat(log(MORNING.minusMillis(1))).contains(gap(MORNING));
    }

    @Test
    void aClockThatIsSetBackMakesNothingHappenTwice() {
        Events.tell(store, MORNING, PLANNED);
        store.look(NOON);
        store.look(MORNING);
        store.look(NOON);

        assertThat(kinds()).containsExactly(GAP, ARRIVAL);
    }

    @Test
    void everyChangeIsAtAWholeMillisecondOfItsOwn() {
        Instant fine = NOON.plusNanos(999_999);
        Events.tell(store, MORNING);
        Events.tell(store, fine, departed(1, 3));

        assertThat(changes())
                .extracting(DockingEventChange::at)
                .containsExactly(NOON, NOON.plusMillis(1), NOON.plusMillis(2));
    }

    @Test
    void whoAsksForMoreThanIsKnownIsToldOfTheGapFirst() {
        change(ChangeLog.CAPACITY);
        List<DockingEventChange> all = log(Instant.MIN);

        assertThat(all).hasSize(ChangeLog.CAPACITY);
        assertThat(all.getFirst().kind()).isEqualTo(GAP);
        assertThat(log(all.getFirst().at()))
                .as("from where all is known")
                .isEqualTo(all.subList(1, all.size()))
                .allMatch(change -> change.kind() == CORRECTION);
    }

    @Test
    void aNumberThatIsForgottenGivesTheOldestEntry() {
        change(ChangeLog.CAPACITY + 9);

        assertThat(Objects.requireNonNull(store.changes().get(3)).number()).isEqualTo(10);
        assertThat(store.changes().get(ChangeLog.CAPACITY + 10))
                .as("still to come")
                .isNull();
    }

    /// As [DockingEventChange] words it: put arrivals on the board, take off what leaves or is removed, and look at
    /// corrections.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whoAppliesTheChangesHasWhatAQueryGives(long seed) {
        Random random = new Random(seed);
        Map<Integer, DockingEvent> source = new HashMap<>();
        Map<Integer, DockingEvent> told = new HashMap<>();
        Set<Integer> board = new HashSet<>();
        Instant now = MORNING;
        Events.tell(store, now, source.values());
        long next = store.changes().firstAfter(null);
        for (int step = 0; step < 200; step++) {
            now = now.plusMillis(1 + random.nextInt(3_600_000));
            if (random.nextInt(3) == 0) {
                store.look(now);
            } else {
                mutate(source, random, now);
                Events.tell(store, now, source.values());
            }
            for (; store.changes().get(next) instanceof ChangeLog.Entry entry; next++) {
                apply(entry.change(), told, board);
            }
            Instant moment = now;
            assertThat(told).isEqualTo(source);
            assertThat(board)
                    .isEqualTo(source.values().stream()
                            .filter(event -> event.isDocked(moment))
                            .map(DockingEvent::id)
                            .collect(Collectors.toSet()));
        }
        assertThat(next).as("changes").isGreaterThan(100);
    }

    private static void mutate(Map<Integer, DockingEvent> source, Random random, Instant now) {
        for (int i = random.nextInt(4); i > 0; i--) {
            int id = random.nextInt(30);
            Instant docking = now.plusSeconds(random.nextInt(20_000) - 10_000);
            Instant departure = random.nextBoolean() ? null : docking.plusSeconds(random.nextInt(10_000));
            if (random.nextInt(5) == 0) {
                source.remove(id);
            } else {
                source.put(id, Events.event(id, docking, departure));
            }
        }
    }

    private static void apply(DockingEventChange change, Map<Integer, DockingEvent> told, Set<Integer> board) {
        DockingEvent previous = change.previous();
        DockingEvent event = change.event();
        int id = Objects.requireNonNull(event == null ? previous : event).id();
        assertThat(previous).isEqualTo(told.get(id));
        if (event == null) {
            told.remove(id);
        } else {
            told.put(id, event);
        }
        if (change.kind() == ARRIVAL) {
            board.add(id);
        } else if (change.kind() == DEPARTURE || change.kind() == REMOVAL) {
            board.remove(id);
        } else if (change.kind() == CORRECTION && !Objects.requireNonNull(event).isDocked(change.at())) {
            board.remove(id);
        }
    }

    /// Lets so many corrections come, one after the other.
    private void change(int count) {
        Events.tell(store, MORNING, DOCKED);
        for (int i = 1; i <= count; i++) {
            Events.tell(
                    store,
                    MORNING.plusSeconds(i),
                    Events.event(633, DOCKED.docking().minusSeconds(i), null));
        }
    }

    private static List<DockingEvent> departed(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> Events.event(
                        id, MORNING.minus(Duration.ofDays(1_000 - id)), MORNING.minus(Duration.ofHours(1))))
                .toList();
    }

    private static DockingEventChange gap(Instant until) {
        return DockingEventChange.gap(until);
    }

    private List<DockingEventChange.Kind> kinds() {
        return log(Instant.MIN).stream().map(DockingEventChange::kind).toList();
    }

    private List<DockingEventChange> changes() {
        return log(Instant.MIN).stream().filter(change -> change.kind() != GAP).toList();
    }

    private List<DockingEventChange> log(@Nullable Instant since) {
        List<DockingEventChange> changes = new ArrayList<>();
        for (long at = store.changes().firstAfter(since);
                store.changes().get(at) instanceof ChangeLog.Entry entry;
                at++) {
            changes.add(entry.change());
        }
        return changes;
    }
}
