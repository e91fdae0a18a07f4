package org.dockgraph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.docking.Spacecraft;
import org.dockgraph.plan.EventFilter.Comparison;
import org.dockgraph.plan.EventOrder.Leader;
import org.dockgraph.plan.EventOrder.Position;
import org.dockgraph.plan.HeldList.HeldPage;
import org.dockgraph.plan.Need.PageNeed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that are found by the index are those that a plain walk over all events finds.
class EventIndexTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int QUESTIONS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPageIsWhatAWalkOverAllEventsFinds(long seed) {
        Random random = new Random(seed);
        List<DockingEvent> events = events(random);
        Holdings holdings = holdings(events);
        for (int i = 0; i < QUESTIONS; i++) {
            EventFilter filter = EventFilter.all(Stream.generate(() -> filter(random))
                    .limit(random.nextInt(4))
                    .toList());
            EventOrder order = new EventOrder(any(random, List.of(EventOrder.Key.values())), random.nextBoolean());
            Window window = new Window(
                    random.nextInt(30),
                    random.nextBoolean(),
                    position(random, events, order),
                    position(random, events, order));
            PageNeed need = new PageNeed(filter, order, window, FieldSet.NONE, true, NOW);

            assertThat(PageReader.read(need, holdings))
                    .as("question %s: %s", i, need)
                    .isInstanceOfSatisfying(
                            PageReader.Reading.Told.class,
                            told -> assertThat(Seen.of(told.page())).isEqualTo(walked(events, need, holdings)));
        }
    }

    /// What a page tells.
    private record Seen(List<Integer> ids, @Nullable Integer total, boolean hasPrevious, boolean hasNext) {
        static Seen of(EventPage page) {
            return new Seen(
                    page.entries().stream().map(entry -> entry.event().id()).toList(),
                    page.total(),
                    page.hasPrevious(),
                    page.hasNext());
        }
    }

    private static Seen walked(List<DockingEvent> events, PageNeed need, Holdings holdings) {
        EventMatcher matcher = new EventMatcher(holdings, NOW);
        List<DockingEvent> matches = events.stream()
                .filter(event -> matcher.matches(event, need.filter()))
                .sorted(need.order().comparator())
                .toList();
        Position after = need.window().after();
        Position before = need.window().before();
        Predicate<DockingEvent> isLater = event -> after == null || need.order().compare(event, after) > 0;
        Predicate<DockingEvent> isEarlier =
                event -> before == null || need.order().compare(event, before) < 0;
        List<DockingEvent> later = matches.stream().filter(isLater).toList();
        List<DockingEvent> stretch = later.stream().filter(isEarlier).toList();
        int count = Math.min(need.window().size(), stretch.size());
        int begin = need.window().fromEnd() ? stretch.size() - count : 0;
        int offset = matches.size() - later.size() + begin;
        return new Seen(
                stretch.subList(begin, begin + count).stream()
                        .map(DockingEvent::id)
                        .toList(),
                matches.size(),
                offset > 0,
                offset + count < matches.size());
    }

    private static EventFilter filter(Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1 ->
                EventFilter.refersTo(
                        any(
                                random,
                                List.of(
                                        Kind.SPACE_STATION,
                                        Kind.FLIGHT_VEHICLE,
                                        Kind.DOCKING_LOCATION,
                                        Kind.SPACECRAFT)),
                        List.of(1 + random.nextInt(6)));
            case 2 -> EventFilter.refersTo(Kind.SPACE_STATION, List.of(1 + random.nextInt(3), 1 + random.nextInt(3)));
            case 3, 4 ->
                new EventFilter.Time(
                        random.nextBoolean() ? EventOrder.Key.DOCKING : EventOrder.Key.DEPARTURE,
                        any(random, List.of(Comparison.values())),
                        day(random.nextInt(70)));
            case 5 -> new EventFilter.DepartureUnknown();
            case 6 -> new EventFilter.Docked();
            case 7 -> new EventFilter.Search(List.of(any(random, List.of("station", "3", "craft 1"))));
            default ->
                random.nextBoolean()
                        ? EventFilter.not(filter(random))
                        : EventFilter.any(List.of(filter(random), filter(random)));
        };
    }

    private static @Nullable Position position(Random random, List<DockingEvent> events, EventOrder order) {
        if (events.isEmpty() || random.nextInt(3) == 0) {
            return null;
        }
        DockingEvent event = any(random, events);
        Position position = order.positionOf(event);
        if (order.key() == EventOrder.Key.ID || random.nextBoolean()) {
            return position;
        }
        List<DockingEvent> sameTime = events.stream()
                .filter(other -> order.compareTimes(order.timeOf(other), order.timeOf(event)) == 0)
                .toList();
        return new Position(
                position.time(), position.id(), new Leader(any(random, sameTime).id(), random.nextBoolean()));
    }

    /// Up to 300 events, many of them at the same time and many without a departure, some still to come.
    private static List<DockingEvent> events(Random random) {
        List<DockingEvent> events = new ArrayList<>(IntStream.rangeClosed(1, random.nextInt(300))
                .mapToObj(id -> {
                    Instant docking = day(random.nextInt(60));
                    return new DockingEvent(
                            id,
                            Field.of(Kind.DOCKING_EVENT),
                            docking,
                            random.nextInt(4) == 0 ? null : docking.plus(Duration.ofDays(1 + random.nextInt(9))),
                            null,
                            maybe(random, Kind.FLIGHT_VEHICLE),
                            maybe(random, Kind.DOCKING_LOCATION),
                            maybe(random, Kind.SPACE_STATION),
                            null);
                })
                .toList());
        Collections.shuffle(events, random);
        return events;
    }

    private static @Nullable EntityRef maybe(Random random, Kind kind) {
        return random.nextInt(10) == 0 ? null : new EntityRef(kind, 1 + random.nextInt(6));
    }

    /// A list that is whole, in no order, with all that its events refer to.
    private static Holdings holdings(List<DockingEvent> events) {
        List<Entity> entities = new ArrayList<>(events);
        for (int id = 1; id <= 6; id++) {
            EntityRef spacecraft = new EntityRef(Kind.SPACECRAFT, 1 + id / 2);
            entities.add(new FlightVehicle(id, Field.of(Kind.FLIGHT_VEHICLE), null, null, spacecraft, null));
            entities.add(new Spacecraft(id, Field.of(Kind.SPACECRAFT), "craft " + id, null, null, null, null, null));
            entities.add(new SpaceStation(id, Field.of(Kind.SPACE_STATION), "station " + id, null, null, null));
        }
        Map<Kind, Map<Integer, Held>> held = new EnumMap<>(Kind.class);
        entities.forEach(entity ->
                held.computeIfAbsent(entity.kind(), _ -> new TreeMap<>()).put(entity.id(), Held.fetched(entity, NOW)));
        TreeMap<Integer, HeldPage> pages = new TreeMap<>();
        for (int offset = 0; offset == 0 || offset < events.size(); offset += ListKey.PAGE_SIZE) {
            List<Integer> ids = events.stream()
                    .skip(offset)
                    .limit(ListKey.PAGE_SIZE)
                    .map(DockingEvent::id)
                    .toList();
            pages.put(offset, new HeldPage(ids, ids.size(), 0, offset + ids.size() < events.size(), NOW));
        }
        ListKey key = ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC);
        return new Holdings(1, held, Map.of(key, new HeldList(key, events.size(), pages, false, null)), Map.of());
    }

    private static Instant day(int number) {
        return NOW.minus(Duration.ofDays(50)).plus(Duration.ofDays(number));
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
