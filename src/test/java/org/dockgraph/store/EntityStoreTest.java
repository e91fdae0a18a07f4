package org.dockgraph.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingLocation;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.EventFilter.Refers;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is remembered, since when, and what is let go.
class EntityStoreTest {

    private static final Instant DOCKED = Instant.parse("2025-11-25T07:50:00Z");
    private static final Instant DEPARTED = Instant.parse("2026-04-30T00:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-01-01T06:00:00Z");
    private static final Instant NOON = MORNING.plus(Duration.ofHours(6));
    private static final ListKey ALL_EVENTS = ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC);
    private static final EntityRef SHENZHOU_22 = new EntityRef(Kind.DOCKING_EVENT, 633);
    private static final EntityRef ISS = new EntityRef(Kind.SPACE_STATION, 4);
    private static final EntityRef MIR = new EntityRef(Kind.SPACE_STATION, 5);
    private static final EntityRef TIANGONG = new EntityRef(Kind.SPACE_STATION, 18);
    private static final FieldSet NORMAL = Field.of(Kind.DOCKING_EVENT)
            .minus(FieldSet.of(Field.EVENT_SPACE_STATION, Field.EVENT_FLIGHT_VEHICLE, Field.EVENT_DOCKING_LOCATION));

    private final EntityStore store = new EntityStore();

    @Test
    void aPoorerAnswerTakesNothingAway() {
        store.keep(single(SHENZHOU_22), one(event(633, null, TIANGONG)), MORNING);
        store.keep(eventPage(0), page(1, event(633, DEPARTED, null)), NOON);

        DockingEvent kept = (DockingEvent) held(SHENZHOU_22).entity();
        assertThat(kept.spaceStation()).isEqualTo(TIANGONG);
        assertThat(kept.departure()).as("what both say is told by the newer").isEqualTo(DEPARTED);
        assertThat(kept.covers()).isEqualTo(NORMAL.plus(FieldSet.of(Field.EVENT_SPACE_STATION)));
    }

    @Test
    void anEmptyFieldOfANewerAnswerIsNews() {
        store.keep(eventPage(0), page(1, event(633, DEPARTED, null)), MORNING);
        store.keep(eventPage(0), page(1, event(633, null, null)), NOON);

        assertThat(((DockingEvent) held(SHENZHOU_22).entity()).departure()).isNull();
    }

    @Test
    void everyFieldRemembersWhenItWasFetched() {
        store.keep(single(SHENZHOU_22), one(event(633, null, TIANGONG)), MORNING);
        store.keep(eventPage(0), page(1, event(633, null, null)), NOON);

        assertThat(fetchTimes(held(SHENZHOU_22)))
                .containsOnly(entry(FieldSet.of(Field.EVENT_SPACE_STATION), MORNING), entry(NORMAL, NOON));
    }

    @Test
    void layersDoNotPileUp() {
        for (int i = 0; i < 100; i++) {
            store.keep(single(SHENZHOU_22), one(event(633, null, TIANGONG)), MORNING.plusSeconds(2L * i));
            store.keep(eventPage(0), page(1, event(633, null, null)), MORNING.plusSeconds(2L * i + 1));
        }

        assertThat(held(SHENZHOU_22).layers()).hasSize(2);
    }

    @Test
    void theVersionRisesWithContentOnly() {
        store.keep(eventPage(0), page(1, event(633, null, null)), MORNING);
        long first = store.holdings().version();
        store.keep(eventPage(0), page(1, event(633, null, null)), NOON);
        assertThat(store.holdings().version()).as("the same once more").isEqualTo(first);
        assertThat(fetchTimes(held(SHENZHOU_22))).containsOnly(entry(NORMAL, NOON));

        store.keepAbsence(new EntityRef(Kind.DOCKING_EVENT, 999), NOON);
        assertThat(store.holdings().version()).as("an absence").isEqualTo(first);

        store.keep(eventPage(0), page(1, event(633, DEPARTED, null)), NOON);
        assertThat(store.holdings().version()).as("a changed field").isEqualTo(first + 1);

        store.keep(single(SHENZHOU_22), one(event(633, DEPARTED, TIANGONG)), NOON);
        assertThat(store.holdings().version()).as("one more field").isEqualTo(first + 2);

        store.keep(eventPage(0), page(2, event(634, null, null), event(633, DEPARTED, null)), NOON);
        assertThat(store.holdings().version()).as("one more event").isEqualTo(first + 3);

        store.keep(eventPage(0), page(2, event(633, DEPARTED, null), event(634, null, null)), NOON);
        assertThat(store.holdings().version()).as("another order").isEqualTo(first + 4);

        store.keep(eventPage(0), page(3, event(633, DEPARTED, null), event(634, null, null)), NOON);
        assertThat(store.holdings().version()).as("another count").isEqualTo(first + 5);
    }

    /// A list that turns out to end earlier than its count said gives another total.
    @Test
    void theVersionRisesWhenAListBecomesComplete() {
        store.keep(eventPage(100), page(150), MORNING);
        store.keep(eventPage(0), page(150, events(1, 100)), MORNING);
        store.keep(eventPage(0), page(150, events(1, 100)), NOON);
        long before = store.holdings().version();
        store.keep(eventPage(100), page(150), NOON);

        assertThat(list(ALL_EVENTS).isComplete()).isTrue();
        assertThat(store.holdings().version()).isGreaterThan(before);
    }

    @Test
    void aViewDoesNotChangeUnderItsReader() {
        store.keep(eventPage(0), page(1, event(633, null, null)), MORNING);
        Holdings view = store.holdings();
        store.keep(eventPage(0), page(2, event(634, null, null), event(633, DEPARTED, null)), NOON);
        store.keepAbsence(new EntityRef(Kind.DOCKING_EVENT, 999), NOON);

        assertThat(view.all(Kind.DOCKING_EVENT)).containsOnlyKeys(633);
        assertThat(((DockingEvent) Objects.requireNonNull(view.get(SHENZHOU_22))).departure())
                .isNull();
        assertThat(Objects.requireNonNull(view.list(ALL_EVENTS)).count()).isEqualTo(1);
        assertThat(view.absences()).isEmpty();
    }

    @Test
    void pagesOfOneListFollowEachOther() {
        store.keep(eventPage(100), page(150, events(101, 150)), MORNING);
        assertThat(list(ALL_EVENTS).prefix()).isEmpty();
        assertThat(list(ALL_EVENTS).missingOffsets()).containsExactly(0);

        store.keep(eventPage(0), page(150, events(1, 100)), MORNING);
        assertThat(list(ALL_EVENTS).prefix()).hasSize(150).doesNotHaveDuplicates();
        assertThat(list(ALL_EVENTS).isComplete()).isTrue();
    }

    @Test
    void aListWithAnotherCountLetsItsOtherPagesGoButNoEvent() {
        store.keep(eventPage(0), page(150, events(1, 100)), MORNING);
        store.keep(eventPage(100), page(151, events(100, 150)), NOON);

        assertThat(list(ALL_EVENTS).pages()).containsOnlyKeys(100);
        assertThat(list(ALL_EVENTS).count()).isEqualTo(151);
        assertThat(store.holdings().all(Kind.DOCKING_EVENT)).hasSize(150);
    }

    @Test
    void anEventThatIsOnTwoPagesIsThereOnce() {
        store.keep(eventPage(0), page(150, events(1, 100)), MORNING);
        store.keep(eventPage(100), page(150, events(99, 148)), MORNING);
        assertThat(list(ALL_EVENTS).missingOffsets()).as("does not add up").containsExactly(0, 100);
        store.keep(eventPage(0), page(150, events(1, 100)), NOON);
        store.keep(eventPage(100), page(150, events(99, 148)), NOON);

        assertThat(list(ALL_EVENTS).isComplete()).as("still does not").isTrue();
        assertThat(list(ALL_EVENTS).prefix()).hasSize(148).doesNotHaveDuplicates();
    }

    @Test
    void anEntityThatIsTwiceInAnAnswerHasTheFieldsOfBoth() {
        store.keep(eventPage(0), page(1, event(633, null, TIANGONG), event(633, DEPARTED, null)), MORNING);

        DockingEvent kept = (DockingEvent) held(SHENZHOU_22).entity();
        assertThat(kept.spaceStation()).isEqualTo(TIANGONG);
        assertThat(kept.departure()).isEqualTo(DEPARTED);
    }

    @Test
    void aPortIsToldItsStationOnceAllStationsAreSwept() {
        store.keep(ports(), page(2, port(1), port(2)), MORNING);
        assertThat(port(held(port(1).ref())).covers()).isEqualTo(FieldSet.of(Field.LOCATION_NAME));

        store.keep(stations(), page(2, station(ISS, 1, 3), station(MIR, 3)), NOON);
        assertThat(port(held(port(1).ref())).spaceStation()).as("one station").isEqualTo(ISS);
        assertThat(port(held(port(1).ref())).name()).isEqualTo("Port 1");
        assertThat(port(held(port(2).ref())).spaceStation()).as("none").isNull();
        assertThat(port(held(port(2).ref())).covers()).isEqualTo(Field.of(Kind.DOCKING_LOCATION));
    }

    @Test
    void aPortOfSeveralStationsHasNone() {
        store.keep(stations(), page(2, station(ISS, 1, 3), station(MIR, 3), port(3)), NOON);

        assertThat(port(held(port(3).ref())).covers().contains(Field.LOCATION_SPACE_STATION))
                .isTrue();
        assertThat(port(held(port(3).ref())).spaceStation()).isNull();
    }

    @Test
    void aPortLearntAfterTheSweepIsToldItsStation() {
        store.keep(stations(), page(2, station(ISS, 1), station(MIR, 3)), MORNING);
        store.keep(eventPage(0), page(1, port(1), event(633, null, null)), NOON);

        assertThat(port(held(port(1).ref())).spaceStation()).isEqualTo(ISS);
        assertThat(fetchTimes(held(port(1).ref())))
                .containsOnly(
                        entry(FieldSet.of(Field.LOCATION_NAME), NOON),
                        entry(FieldSet.of(Field.LOCATION_SPACE_STATION), MORNING));
    }

    @Test
    void aPortThatMovesToAnotherStationIsToldByTheNextSweep() {
        store.keep(stations(), page(2, station(ISS, 1), station(MIR), port(1)), MORNING);
        long before = store.holdings().version();
        store.keep(stations(), page(2, station(ISS), station(MIR, 1)), NOON);

        assertThat(port(held(port(1).ref())).spaceStation()).isEqualTo(MIR);
        assertThat(store.holdings().version()).isEqualTo(before + 1);
    }

    @Test
    void anUnfinishedSweepTellsNothing() {
        store.keep(stations(), page(101, station(ISS, 1), port(1)), MORNING);
        assertThat(list(ListKey.table(Kind.SPACE_STATION)).isComplete())
                .as("a short page ends the list")
                .isTrue();
        EntityStore other = new EntityStore();
        Delivery fullPage = new Delivery(List.of(station(ISS, 1), port(1)), List.of(4), 100, 101, false, List.of());
        other.keep(stations(), fullPage, MORNING);

        assertThat(port(Objects.requireNonNull(other.holdings().held(port(1).ref())))
                        .covers())
                .isEqualTo(FieldSet.of(Field.LOCATION_NAME));
    }

    @Test
    void aSweepWithoutPortsTellsNothing() {
        SpaceStation normal = new SpaceStation(4, FieldSet.of(Field.STATION_NAME), "ISS", null, null, null);
        store.keep(stations(), page(1, normal, port(1)), MORNING);

        assertThat(port(held(port(1).ref())).covers()).isEqualTo(FieldSet.of(Field.LOCATION_NAME));
    }

    /// The station that could not be read may well be the one with the port.
    @Test
    void aSweepWithAnUnreadableStationTellsOfNoPortThatItHasNoStation() {
        Delivery lacking = new Delivery(
                List.of(station(ISS, 1), port(1), port(2)), List.of(4), 2, 2, false, List.of("results[1].id must be"));
        store.keep(stations(), lacking, MORNING);

        assertThat(port(held(port(1).ref())).spaceStation()).isEqualTo(ISS);
        assertThat(port(held(port(2).ref())).covers()).isEqualTo(FieldSet.of(Field.LOCATION_NAME));
    }

    @Test
    void filteredListsAreBoundedAndTheOldestGoesFirst() {
        store.keep(eventPage(0), page(1, event(633, null, null)), MORNING);
        for (int vehicle = 0; vehicle < 600; vehicle++) {
            store.keep(
                    new Call.Page(ofVehicle(vehicle), 0, Mode.NORMAL),
                    page(1, event(1_000 + vehicle, null, null)),
                    MORNING.plusSeconds(vehicle));
        }

        assertThat(store.holdings().lists()).hasSize(501);
        assertThat(store.holdings().list(ALL_EVENTS))
                .as("lists of everything stay")
                .isNotNull();
        assertThat(store.holdings().list(ofVehicle(99))).isNull();
        assertThat(store.holdings().list(ofVehicle(100))).isNotNull();
        assertThat(store.holdings().list(ofVehicle(599))).isNotNull();
        assertThat(store.holdings().all(Kind.DOCKING_EVENT))
                .as("what they found stays")
                .hasSize(601);
    }

    @Test
    void absencesAreBoundedAndTheOldestGoesFirst() {
        EntityRef first = new EntityRef(Kind.DOCKING_EVENT, 0);
        store.keepAbsence(first, MORNING);
        for (int id = 1; id < 1_500; id++) {
            store.keepAbsence(new EntityRef(Kind.DOCKING_EVENT, id), MORNING);
            store.keepAbsence(first, NOON);
        }

        assertThat(store.holdings().absences()).hasSize(1_000).containsEntry(first, NOON);
        assertThat(store.holdings().isAbsent(first, NOON)).isTrue();
        assertThat(store.holdings().isAbsent(first, NOON.plus(Duration.ofMinutes(1))))
                .isFalse();
        assertThat(store.holdings().isAbsent(new EntityRef(Kind.DOCKING_EVENT, 1), NOON))
                .isFalse();
    }

    @Test
    void whatComesAfterItsAbsenceIsThere() {
        store.keepAbsence(SHENZHOU_22, MORNING);
        store.keep(eventPage(0), page(1, event(633, null, null)), MORNING);

        assertThat(store.holdings().isAbsent(SHENZHOU_22, MORNING)).isFalse();
    }

    @Test
    void writersSideBySideLoseNothing() {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int id = 0; id < 400; id++) {
                Entity event = event(id, null, null);
                EntityRef absent = new EntityRef(Kind.AGENCY, id);
                writers.execute(() -> store.keep(single(event.ref()), one(event), MORNING));
                writers.execute(() -> store.keepAbsence(absent, MORNING));
            }
        }

        assertThat(store.holdings().all(Kind.DOCKING_EVENT)).hasSize(400);
        assertThat(store.holdings().absences()).hasSize(400);
        assertThat(store.holdings().version()).isEqualTo(400);
    }

    private Held held(EntityRef ref) {
        return Objects.requireNonNull(store.holdings().held(ref));
    }

    private HeldList list(ListKey key) {
        return Objects.requireNonNull(store.holdings().list(key));
    }

    private static DockingLocation port(Held held) {
        return (DockingLocation) held.entity();
    }

    private static Map<FieldSet, Instant> fetchTimes(Held held) {
        return held.layers().stream().collect(Collectors.toMap(Held.Layer::fields, Held.Layer::fetchedAt));
    }

    private static Entity[] events(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> event(id, null, null))
                .toArray(Entity[]::new);
    }

    private static DockingEvent event(int id, @Nullable Instant departure, @Nullable EntityRef station) {
        FieldSet covers = station == null ? NORMAL : NORMAL.plus(FieldSet.of(Field.EVENT_SPACE_STATION));
        String url = "https://ll.thespacedevs.com/2.0.0/docking_event/" + id + "/";
        return new DockingEvent(id, covers, DOCKED, departure, null, null, null, station, url);
    }

    private static SpaceStation station(EntityRef ref, int... ports) {
        List<EntityRef> refs = Arrays.stream(ports)
                .mapToObj(id -> new EntityRef(Kind.DOCKING_LOCATION, id))
                .toList();
        return new SpaceStation(
                ref.id(),
                FieldSet.of(Field.STATION_NAME, Field.STATION_DOCKING_LOCATIONS),
                "Station " + ref.id(),
                null,
                refs,
                null);
    }

    private static DockingLocation port(int id) {
        return new DockingLocation(id, FieldSet.of(Field.LOCATION_NAME), "Port " + id, null);
    }

    private static ListKey ofVehicle(int id) {
        return ListKey.events(Where.of(List.of(new Refers(Kind.FLIGHT_VEHICLE, List.of(id)))), ListOrder.DOCKING_DESC);
    }

    private static Call eventPage(int offset) {
        return new Call.Page(ALL_EVENTS, offset, Mode.NORMAL);
    }

    private static Call stations() {
        return new Call.Page(ListKey.table(Kind.SPACE_STATION), 0, Mode.DETAILED);
    }

    private static Call ports() {
        return new Call.Page(ListKey.table(Kind.DOCKING_LOCATION), 0, Mode.NORMAL);
    }

    private static Call single(EntityRef ref) {
        return new Call.Single(ref);
    }

    private static Delivery one(Entity entity) {
        return new Delivery(List.of(entity), List.of(entity.id()), 1, 1, false, List.of());
    }

    /// A page whose entries are the entities of the first one's kind; others are nested in them.
    private static Delivery page(int count, Entity... entities) {
        List<Integer> ids = Arrays.stream(entities)
                .filter(entity -> entity.kind() == Kind.DOCKING_EVENT || entity.kind() == entities[0].kind())
                .map(Entity::id)
                .distinct()
                .toList();
        return new Delivery(List.of(entities), ids, ids.size(), count, false, List.of());
    }
}
