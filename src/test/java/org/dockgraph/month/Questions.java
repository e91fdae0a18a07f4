package org.dockgraph.month;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventFilter.Comparison;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.EventOrder.Position;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;

/// What people ask, at random. Nothing of the gateway's answers goes in, so that a seed asks the same.
final class Questions {

    static final List<Kind> SMALL_KINDS =
            List.of(Kind.SPACE_STATION, Kind.SPACECRAFT_CONFIG, Kind.DOCKING_LOCATION, Kind.AGENCY);

    private static final List<FieldSet> DEPTHS = List.of(
            FieldSet.NONE,
            FieldSet.of(Field.EVENT_DOCKING, Field.EVENT_DEPARTURE, Field.EVENT_FLIGHT_VEHICLE),
            FieldSet.of(Field.EVENT_SPACE_STATION, Field.STATION_NAME),
            FieldSet.of(List.of(Field.values())));

    private static final int UNKNOWN = 90_000;

    private final Random random;
    private final History history;

    Questions(Random random, History history) {
        this.random = random;
        this.history = history;
    }

    /// A question for a page.
    ///
    /// @param matches what its filter means, in plain Java
    record PageQuestion(PageNeed need, Predicate<Row.DockingEvent> matches) {

        /// The question as it is met where only the total could not be had.
        PageQuestion withoutTotal() {
            return new PageQuestion(
                    new PageNeed(need.filter(), need.order(), need.window(), need.fields(), false, need.now()),
                    matches);
        }
    }

    PageQuestion page(Instant now) {
        Test test = conjunction(now);
        EventOrder order = random.nextInt(3) == 0
                ? EventOrder.NEWEST_FIRST
                : new EventOrder(any(List.of(EventOrder.Key.values())), random.nextBoolean());
        List<Row.DockingEvent> answer = history.data().rows(Row.DockingEvent.class).stream()
                .filter(test.matches)
                .sorted(comparator(order))
                .toList();
        Window window = new Window(
                any(List.of(0, 1, 7, 20, 100)),
                random.nextInt(4) == 0,
                position(answer, order),
                position(answer, order));
        return new PageQuestion(
                new PageNeed(test.filter, order, window, any(DEPTHS), random.nextBoolean(), now), test.matches);
    }

    EntityNeed entity() {
        Kind kind = any(List.of(Kind.values()));
        List<Integer> ids = List.copyOf(history.known(kind).keySet());
        int id = random.nextInt(20) == 0 ? UNKNOWN + random.nextInt(1_000) : any(ids);
        return new EntityNeed(new EntityRef(kind, id), random.nextBoolean() ? Field.of(kind) : any(DEPTHS));
    }

    TableNeed table() {
        Kind kind = any(SMALL_KINDS);
        return new TableNeed(kind, random.nextBoolean() ? Field.of(kind) : FieldSet.NONE);
    }

    /// What people bear with. Most do not say.
    ///
    /// @param isDemanding whether this is a day on which some do
    Tolerance tolerance(boolean isDemanding) {
        int drawn = random.nextInt(24);
        Duration age = any(List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(12)));
        if (!isDemanding) {
            return Tolerance.USUAL;
        }
        return switch (drawn) {
            case 0 -> new Tolerance(age, true);
            case 1 -> new Tolerance(age, false);
            case 2 -> new Tolerance(null, false);
            default -> Tolerance.USUAL;
        };
    }

    /// How many ask in a minute: mostly nobody, and sometimes many.
    int howMany() {
        int drawn = random.nextInt(200);
        return drawn == 0 ? 5 + random.nextInt(20) : drawn < 20 ? 1 : 0;
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    private record Test(EventFilter filter, Predicate<Row.DockingEvent> matches) {}

    private @Nullable Position position(List<Row.DockingEvent> answer, EventOrder order) {
        if (answer.isEmpty() || random.nextInt(4) > 0) {
            return null;
        }
        Row.DockingEvent event = any(answer);
        return new Position(timeOf(event, order), event.id(), null);
    }

    static @Nullable Instant timeOf(Row.DockingEvent event, EventOrder order) {
        return switch (order.key()) {
            case DOCKING -> event.docking();
            case DEPARTURE -> event.departure();
            case ID -> null;
        };
    }

    static Comparator<Row.DockingEvent> comparator(EventOrder order) {
        return (one, other) -> compare(timeOf(one, order), one.id(), timeOf(other, order), other.id(), order);
    }

    /// An unknown departure is later than any.
    static int compare(@Nullable Instant time, int id, @Nullable Instant otherTime, int otherId, EventOrder order) {
        Instant one = time == null ? Instant.MAX : time;
        Instant other = otherTime == null ? Instant.MAX : otherTime;
        int ascending = one.equals(other) ? Integer.compare(id, otherId) : one.compareTo(other);
        return order.descending() ? -ascending : ascending;
    }

    private Test conjunction(Instant now) {
        List<Test> parts =
                Stream.generate(() -> member(now)).limit(random.nextInt(3)).toList();
        return new Test(
                new EventFilter.All(parts.stream().map(Test::filter).toList()),
                event -> parts.stream().allMatch(part -> part.matches.test(event)));
    }

    private Test member(Instant now) {
        return switch (random.nextInt(11)) {
            case 0, 1 -> refers(Kind.SPACE_STATION, List.of(4, 5, 18), Row.DockingEvent::spaceStation);
            case 2 -> refers(Kind.DOCKING_LOCATION, List.of(1, 2, 3), Row.DockingEvent::dockingLocation);
            case 3 ->
                refers(
                        Kind.FLIGHT_VEHICLE,
                        List.copyOf(history.known(Kind.FLIGHT_VEHICLE).keySet()),
                        Row.DockingEvent::flightVehicle);
            case 4 ->
                refers(
                        Kind.AGENCY,
                        List.of(17, 44, 63),
                        event -> history.configOf(event).agency());
            case 5 -> time(EventOrder.Key.DOCKING, Row.DockingEvent::docking, now);
            case 6 -> time(EventOrder.Key.DEPARTURE, Row.DockingEvent::departure, now);
            case 7 -> new Test(new EventFilter.DepartureUnknown(), event -> event.departure() == null);
            case 8 ->
                new Test(
                        new EventFilter.Docked(),
                        event -> !event.docking().isAfter(now)
                                && (event.departure() == null
                                        || event.departure().isAfter(now)));
            case 9 -> search();
            default -> {
                Test left = member(now);
                Test right = member(now);
                yield random.nextBoolean()
                        ? new Test(
                                new EventFilter.Any(List.of(left.filter, right.filter)), left.matches.or(right.matches))
                        : new Test(new EventFilter.Not(left.filter), left.matches.negate());
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

    /// Compares with some moment of the last 2,000 days or the next 20, now and then with the very time of an event.
    private Test time(EventOrder.Key key, Function<Row.DockingEvent, @Nullable Instant> reader, Instant now) {
        Comparison comparison = any(List.of(Comparison.values()));
        Instant drawn = now.plus(Duration.ofHours(random.nextInt(20 * 24) - random.nextInt(2_000) * 24L));
        Instant exact = reader.apply(any(history.data().rows(Row.DockingEvent.class)));
        Instant moment = exact != null && random.nextBoolean() ? exact : drawn;
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
        List<String> terms = any(List.of(List.of("mir"), List.of("soyuz"), List.of("station", "ms"), List.of("7")));
        return new Test(
                new EventFilter.Search(terms),
                event -> terms.stream()
                        .allMatch(term -> has(history.stationOf(event).name(), term)
                                || has(history.spacecraftOf(event).name(), term)));
    }

    private static boolean has(String name, String term) {
        return name.toLowerCase(Locale.ROOT).contains(term);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
