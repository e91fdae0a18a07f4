package org.dockgraph.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dockgraph.TestClock;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventFilter.Comparison;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;

/// Makes data sets full of ties and unknown departures, and questions about them, each with its answer as plain
/// loops over the rows find it: nothing of the gateway takes part.
final class RandomQuestions {

    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NOW = TestClock.NEW_YEAR_2026;

    private final Random random;
    private final ReplicaDataset dataset;
    private final Map<Integer, Row.Flight> flights;
    private final Map<Integer, Row.Spacecraft> spacecraft;
    private final Map<Integer, Row.SpacecraftConfig> configs;
    private final Map<Integer, Row.SpaceStation> stations;

    RandomQuestions(long seed) {
        random = new Random(seed);
        ReplicaDataset bundled = ReplicaDataset.bundled();
        flights = byId(bundled.rows(Row.Flight.class));
        spacecraft = byId(bundled.rows(Row.Spacecraft.class));
        configs = byId(bundled.rows(Row.SpacecraftConfig.class));
        stations = byId(bundled.rows(Row.SpaceStation.class));
        dataset = bundled.without(Row.DockingEvent.class::isInstance).with(events(random.nextInt(350), bundled));
    }

    /// A filter and an order, and what they find.
    ///
    /// @param answer all events that match, in order
    record Question(EventFilter filter, EventOrder order, List<Row.DockingEvent> answer) {
        @Override
        public String toString() {
            return filter + " by " + order + ", which " + answer.size() + " match";
        }
    }

    ReplicaDataset dataset() {
        return dataset;
    }

    /// The next question.
    Question next() {
        Test test = conjunction();
        EventOrder order = new EventOrder(any(List.of(EventOrder.Key.values())), random.nextBoolean());
        List<Row.DockingEvent> answer = dataset.rows(Row.DockingEvent.class).stream()
                .filter(test.predicate)
                .sorted(comparator(order))
                .toList();
        return new Question(test.filter, order, answer);
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    private List<Row.DockingEvent> events(int count, ReplicaDataset bundled) {
        List<Integer> ports = bundled.rows(Row.DockingLocation.class).stream()
                .limit(5)
                .map(Row::id)
                .toList();
        List<Row.DockingEvent> events = new ArrayList<>();
        for (int id : IntStream.rangeClosed(1, count).toArray()) {
            Instant docking = day(random.nextInt(1 + count / 3));
            Instant departure = random.nextInt(5) == 0 ? null : docking.plus(Duration.ofDays(1 + random.nextInt(9)));
            events.add(new Row.DockingEvent(
                    id,
                    null,
                    docking,
                    departure,
                    any(List.copyOf(flights.keySet())),
                    any(ports),
                    any(List.of(4, 5, 18))));
        }
        return events;
    }

    /// A filter and the same said in plain Java.
    private record Test(EventFilter filter, Predicate<Row.DockingEvent> predicate) {}

    private Test conjunction() {
        List<Test> parts =
                Stream.generate(this::member).limit(random.nextInt(3)).toList();
        return new Test(
                new EventFilter.All(parts.stream().map(Test::filter).toList()),
                event -> parts.stream().allMatch(part -> part.predicate.test(event)));
    }

    private Test member() {
        return switch (random.nextInt(10)) {
            case 0 -> refers(Kind.SPACE_STATION, List.of(4, 5, 18), Row.DockingEvent::spaceStation);
            case 1 -> refers(Kind.DOCKING_LOCATION, List.of(1, 2, 3), Row.DockingEvent::dockingLocation);
            case 2 -> refers(Kind.FLIGHT_VEHICLE, List.copyOf(flights.keySet()), Row.DockingEvent::flightVehicle);
            case 3 ->
                refers(
                        Kind.AGENCY,
                        List.of(17, 44, 63),
                        event -> configOf(event).agency());
            case 4 -> time(EventOrder.Key.DOCKING, Row.DockingEvent::docking);
            case 5 -> time(EventOrder.Key.DEPARTURE, Row.DockingEvent::departure);
            case 6 -> new Test(new EventFilter.DepartureUnknown(), event -> event.departure() == null);
            case 7 ->
                new Test(
                        new EventFilter.Docked(),
                        event -> !event.docking().isAfter(NOW)
                                && (event.departure() == null
                                        || event.departure().isAfter(NOW)));
            case 8 -> search();
            default -> {
                Test left = member();
                Test right = member();
                yield random.nextBoolean()
                        ? new Test(
                                new EventFilter.Any(List.of(left.filter, right.filter)),
                                left.predicate.or(right.predicate))
                        : new Test(new EventFilter.Not(left.filter), left.predicate.negate());
            }
        };
    }

    private Test refers(Kind kind, List<Integer> choices, Function<Row.DockingEvent, Integer> reader) {
        List<Integer> ids = Stream.generate(() -> any(choices))
                .limit(1 + random.nextInt(2))
                .distinct()
                .toList();
        return new Test(new EventFilter.Refers(kind, ids), event -> ids.contains(reader.apply(event)));
    }

    private Test time(EventOrder.Key key, Function<Row.DockingEvent, @Nullable Instant> reader) {
        Instant moment = day(random.nextInt(120));
        Comparison comparison = any(List.of(Comparison.values()));
        return new Test(new EventFilter.Time(key, comparison, moment), event -> {
            Instant time = reader.apply(event);
            return time != null
                    && switch (comparison) {
                        case EQ -> time.equals(moment);
                        case GT -> time.isAfter(moment);
                        case GTE -> !time.isBefore(moment);
                        case LT -> time.isBefore(moment);
                        case LTE -> !time.isAfter(moment);
                    };
        });
    }

    private Test search() {
        List<String> terms = any(List.of(List.of("mir"), List.of("soyuz"), List.of("station", "tm"), List.of("7")));
        return new Test(
                new EventFilter.Search(terms),
                event -> terms.stream()
                        .allMatch(term ->
                                has(row(stations, event.spaceStation()), term) || has(spacecraftOf(event), term)));
    }

    private static boolean has(Row row, String term) {
        String name = switch (row) {
            case Row.SpaceStation station -> station.name();
            case Row.Spacecraft craft -> craft.name();
            default -> "";
        };
        return name.toLowerCase(Locale.ROOT).contains(term);
    }

    private Row.Spacecraft spacecraftOf(Row.DockingEvent event) {
        return row(spacecraft, row(flights, event.flightVehicle()).spacecraft());
    }

    private Row.SpacecraftConfig configOf(Row.DockingEvent event) {
        return row(configs, spacecraftOf(event).spacecraftConfig());
    }

    private static Comparator<Row.DockingEvent> comparator(EventOrder order) {
        Comparator<Row.DockingEvent> ascending = Comparator.comparing((Row.DockingEvent event) -> switch (order.key()) {
                    case DOCKING -> event.docking();
                    case DEPARTURE -> event.departure() == null ? Instant.MAX : event.departure();
                    case ID -> Instant.MIN;
                })
                .thenComparingInt(Row::id);
        return order.descending() ? ascending.reversed() : ascending;
    }

    private static Instant day(int number) {
        return BEGIN.plus(Duration.ofDays(number));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static <R extends Row> R row(Map<Integer, R> rows, int id) {
        return Objects.requireNonNull(rows.get(id));
    }

    private static <R extends Row> Map<Integer, R> byId(List<R> rows) {
        return rows.stream().collect(Collectors.toMap(Row::id, row -> row));
    }
}
