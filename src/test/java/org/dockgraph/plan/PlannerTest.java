package org.dockgraph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.docking.Field.*;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter.Comparison;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The planner as a table: what is held, what is needed, which calls follow. A call is written as the list, `#` and
/// the offset, with `+` for detailed; or as the kind and the id.
class PlannerTest {

    private static final FieldSet OWN = FieldSet.of(EVENT_DOCKING, EVENT_DEPARTURE);
    private static final FieldSet DOWN_TO_AGENCY = FieldSet.of(
            EVENT_FLIGHT_VEHICLE, VEHICLE_SPACECRAFT, SPACECRAFT_SPACECRAFT_CONFIG, CONFIG_AGENCY, AGENCY_NAME);
    private static final FieldSet ADMINISTRATOR = DOWN_TO_AGENCY.plus(FieldSet.of(AGENCY_ADMINISTRATOR));
    private static final FieldSet STATION = FieldSet.of(EVENT_SPACE_STATION, STATION_NAME);
    private static final FieldSet PORTS_STATION = FieldSet.of(LOCATION_NAME, LOCATION_SPACE_STATION, STATION_NAME);

    private static final String NEWEST = "events by DOCKING_DESC";
    private static final EventFilter AT_STATION_1 = new EventFilter.Refers(Kind.SPACE_STATION, List.of(1));

    static Stream<Arguments> table() {
        return Stream.of(
                // Pages, from nothing
                row(nothing(), page(OWN), NEWEST + " #0"),
                row(nothing(), page(DOWN_TO_AGENCY), NEWEST + " #0"),
                row(nothing(), page(ADMINISTRATOR), NEWEST + " #0+"),
                row(nothing(), page(STATION), NEWEST + " #0+"),
                row(nothing(), page(AT_STATION_1), "events at station 1 by DOCKING_DESC #0"),
                row(nothing(), page(refers(Kind.FLIGHT_VEHICLE, 7)), "events of vehicle 7 by DOCKING_DESC #0"),
                row(nothing(), page(refers(Kind.DOCKING_LOCATION, 2)), "events at port 2 by DOCKING_DESC #0"),
                row(nothing(), page(new EventFilter.Docked()), "events by DEPARTURE_DESC #0"),
                row(
                        nothing(),
                        page(new EventFilter.All(List.of(AT_STATION_1, new EventFilter.Docked()))),
                        "events at station 1 by DEPARTURE_DESC #0"),
                row(nothing(), page(departure(Comparison.LT, 100)), "events by DEPARTURE #0"),
                row(nothing(), page(refers(Kind.AGENCY, 1)), NEWEST + " #0"),
                row(nothing(), page(new EventFilter.Not(AT_STATION_1)), NEWEST + " #0+"),
                row(nothing(), page(EventFilter.nothing()), ""),
                row(nothing(), last(OWN), "events by DOCKING #0"),
                row(nothing(), byId(AT_STATION_1), "events at station 1 by DOCKING_DESC #0"),

                // Pages, when something is held
                row(newest(Mode.NORMAL), page(OWN), ""),
                row(newest(Mode.NORMAL), page(DOWN_TO_AGENCY), ""),
                row(newest(Mode.NORMAL), page(STATION), NEWEST + " #0+"),
                row(newest(Mode.NORMAL), page(ADMINISTRATOR), "SPACECRAFT_CONFIG list #0"),
                row(newest(Mode.DETAILED), page(STATION.plus(ADMINISTRATOR)), ""),
                row(newest(Mode.NORMAL), page(docking(Comparison.GTE, 200)), ""),
                row(newest(Mode.NORMAL), page(docking(Comparison.GTE, 100)), ""),
                row(newest(Mode.NORMAL), withTotal(docking(Comparison.GTE, 200)), ""),
                row(
                        newest(Mode.NORMAL),
                        withTotal(docking(Comparison.GTE, 100)),
                        "events from day 100 by DOCKING_DESC #0"),
                row(newest(Mode.DETAILED), page(AT_STATION_1), ""),
                row(newest(Mode.NORMAL), page(refers(Kind.AGENCY, 1)), ""),
                row(newest(Mode.NORMAL), withTotal(refers(Kind.AGENCY, 1)), NEWEST + " #100, " + NEWEST + " #200"),
                row(whole(Mode.NORMAL), page(refers(Kind.AGENCY, 1)), ""),
                row(whole(Mode.NORMAL), page(new EventFilter.Docked()), ""),
                row(whole(Mode.NORMAL), byId(EventFilter.everything()), ""),
                row(whole(Mode.NORMAL), last(OWN), ""),
                row(
                        whole(Mode.NORMAL),
                        page(new EventFilter.Not(AT_STATION_1)),
                        NEWEST + " #0+, " + NEWEST + " #100+, " + NEWEST + " #200+"),

                // Entities
                row(nothing(), entity(Kind.DOCKING_EVENT, 250, ADMINISTRATOR.plus(STATION)), "DockingEvent:250"),
                row(nothing(), entity(Kind.AGENCY, 1, FieldSet.of(AGENCY_NAME)), "Agency:1"),
                row(nothing(), entities(Kind.AGENCY, 1, 2), "SPACECRAFT_CONFIG list #0"),
                row(nothing(), entity(Kind.SPACE_STATION, 1, FieldSet.of(STATION_NAME)), "SPACE_STATION list #0"),
                row(nothing(), entities(Kind.SPACECRAFT, 1, 2, 3), "Spacecraft:1, Spacecraft:2, Spacecraft:3"),
                row(
                        nothing(),
                        entities(Kind.SPACECRAFT, IntStream.rangeClosed(1, 50).toArray()),
                        NEWEST + " #0"),
                row(newest(Mode.NORMAL), entity(Kind.DOCKING_EVENT, 250, STATION), NEWEST + " #0+"),
                row(newest(Mode.NORMAL), entity(Kind.FLIGHT_VEHICLE, 250, FieldSet.of(VEHICLE_DESTINATION)), ""),
                row(
                        newest(Mode.NORMAL),
                        entity(Kind.FLIGHT_VEHICLE, 1, FieldSet.of(VEHICLE_DESTINATION)),
                        "FlightVehicle:1"),
                row(whole(Mode.NORMAL), entity(Kind.DOCKING_EVENT, 9_999, OWN), ""),

                // Tables
                row(nothing(), table(Kind.SPACE_STATION, FieldSet.of(STATION_NAME)), "SPACE_STATION list #0"),
                row(
                        nothing(),
                        table(Kind.SPACECRAFT_CONFIG, Field.of(Kind.SPACECRAFT_CONFIG)),
                        "SPACECRAFT_CONFIG list #0+"),
                row(nothing(), table(Kind.DOCKING_LOCATION, PORTS_STATION), "DOCKING_LOCATION list #0"),
                row(ports(), table(Kind.DOCKING_LOCATION, PORTS_STATION), "SPACE_STATION list #0+"),
                row(
                        ports().after(new Call.Page(ListKey.table(Kind.SPACE_STATION), 0, Mode.DETAILED)),
                        table(Kind.DOCKING_LOCATION, PORTS_STATION),
                        ""),

                // Batches
                row(
                        nothing(),
                        List.of(pageNeed(EventFilter.everything(), OWN), pageNeed(EventFilter.everything(), STATION)),
                        NEWEST + " #0+"),
                row(nothing(), List.of(page(OWN).getFirst(), last(OWN).getFirst()), NEWEST + " #0"),
                row(
                        nothing(),
                        List.of(
                                pageNeed(new EventFilter.Docked(), OWN),
                                pageNeed(new EventFilter.Not(AT_STATION_1), OWN)),
                        NEWEST + " #0+"),
                row(nothing(), dockingsOfVehicles(5), vehicles(5)),
                row(nothing(), dockingsOfVehicles(40), NEWEST + " #0"),
                row(newest(Mode.NORMAL), dockingsOfVehicles(40), NEWEST + " #100, " + NEWEST + " #200"));
    }

    @ParameterizedTest(name = "{index}: {1} over {0} costs [{2}]")
    @MethodSource("table")
    void asksForTheLeast(World world, List<Need> needs, String calls) {
        Plan plan = Planner.plan(needs, world.holdings(), World.NOW);

        assertThat(plan.calls().stream().map(PlannerTest::written).toList())
                .containsExactlyInAnyOrder(calls.isEmpty() ? new String[0] : calls.split(", "));
    }

    @ParameterizedTest(name = "{index}: {1} over {0} ends")
    @MethodSource("table")
    void nothingIsMissingOnceItsCallsAreAnswered(World world, List<Need> needs, String calls) {
        List<Call> made = new ArrayList<>();
        Plan plan = Planner.plan(needs, world.holdings(), World.NOW);
        while (!plan.calls().isEmpty()) {
            assertThat(made).as("calls that bring nothing").doesNotContainAnyElementsOf(plan.calls());
            made.addAll(plan.calls());
            plan.calls().forEach(world::after);
            plan = Planner.planOn(plan, world.holdings(), World.NOW);
        }
        assertThat(plan.outcomes().values()).noneMatch(Plan.Outcome.Lacking.class::isInstance);
    }

    @Test
    void aCollectionThatWasBegunIsReadToItsEnd() {
        World world = nothing();
        List<Need> needs = page(refers(Kind.AGENCY, 1));
        Plan first = Planner.plan(needs, world.holdings(), World.NOW);
        first.calls().forEach(world::after);

        Plan second = Planner.planOn(first, world.holdings(), World.NOW);

        assertThat(second.outcomes().values()).noneMatch(Plan.Outcome.Lacking.class::isInstance);
        assertThat(second.calls().stream().map(PlannerTest::written))
                .containsExactly(NEWEST + " #100", NEWEST + " #200");
    }

    private static Arguments row(World world, List<? extends Need> needs, String calls) {
        return arguments(world, needs, calls);
    }

    private static World nothing() {
        return new World();
    }

    private static World newest(Mode mode) {
        return nothing().after(page(0, mode));
    }

    private static World whole(Mode mode) {
        return newest(mode).after(page(100, mode)).after(page(200, mode));
    }

    private static World ports() {
        return nothing().after(new Call.Page(ListKey.table(Kind.DOCKING_LOCATION), 0, Mode.NORMAL));
    }

    private static Call page(int offset, Mode mode) {
        return new Call.Page(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), offset, mode);
    }

    private static List<Need> page(FieldSet fields) {
        return List.of(pageNeed(EventFilter.everything(), fields));
    }

    private static List<Need> page(EventFilter filter) {
        return List.of(pageNeed(filter, OWN));
    }

    private static List<Need> withTotal(EventFilter filter) {
        return List.of(new PageNeed(filter, EventOrder.NEWEST_FIRST, Window.first(20), OWN, true, World.NOW));
    }

    private static PageNeed pageNeed(EventFilter filter, FieldSet fields) {
        return new PageNeed(filter, EventOrder.NEWEST_FIRST, Window.first(20), fields, false, World.NOW);
    }

    private static List<Need> last(FieldSet fields) {
        return List.of(new PageNeed(
                EventFilter.everything(),
                EventOrder.NEWEST_FIRST,
                new Window(20, true, null, null),
                fields,
                false,
                World.NOW));
    }

    private static List<Need> byId(EventFilter filter) {
        EventOrder order = new EventOrder(EventOrder.Key.ID, false);
        return List.of(new PageNeed(filter, order, Window.first(20), OWN, false, World.NOW));
    }

    private static EventFilter refers(Kind kind, int id) {
        return new EventFilter.Refers(kind, List.of(id));
    }

    private static EventFilter docking(Comparison comparison, int day) {
        return new EventFilter.Time(EventOrder.Key.DOCKING, comparison, World.docking(day));
    }

    private static EventFilter departure(Comparison comparison, int day) {
        return new EventFilter.Time(EventOrder.Key.DEPARTURE, comparison, World.docking(day));
    }

    private static List<Need> entity(Kind kind, int id, FieldSet fields) {
        return List.of(new EntityNeed(new EntityRef(kind, id), fields));
    }

    private static List<Need> entities(Kind kind, int... ids) {
        return IntStream.of(ids)
                .mapToObj(id -> (Need)
                        new EntityNeed(new EntityRef(kind, id), Field.of(kind).minus(Field.REFERENCES)))
                .toList();
    }

    private static List<Need> table(Kind kind, FieldSet fields) {
        return List.of(new TableNeed(kind, fields));
    }

    private static List<Need> dockingsOfVehicles(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> (Need) pageNeed(refers(Kind.FLIGHT_VEHICLE, id), OWN))
                .toList();
    }

    private static String vehicles(int count) {
        return String.join(
                ", ",
                IntStream.rangeClosed(1, count)
                        .mapToObj(id -> "events of vehicle " + id + " by DOCKING_DESC #0")
                        .toList());
    }

    private static String written(Call call) {
        return switch (call) {
            case Call.Single(EntityRef ref) -> ref.toString();
            case Call.Page(ListKey list, int offset, Mode mode) ->
                written(list) + " #" + offset + (mode == Mode.DETAILED ? "+" : "");
        };
    }

    private static String written(ListKey list) {
        Where where = list.where();
        if (list.kind() != Kind.DOCKING_EVENT) {
            return list.kind() + " list";
        }
        return "events"
                + (where.spaceStation() == null ? "" : " at station " + where.spaceStation())
                + (where.flightVehicle() == null ? "" : " of vehicle " + where.flightVehicle())
                + (where.dockingLocation() == null ? "" : " at port " + where.dockingLocation())
                + (where.from() instanceof Where.Bound from ? " from day " + day(from.moment()) : "")
                + " by " + list.order();
    }

    private static long day(Instant moment) {
        return Duration.between(World.docking(0), moment).toDays();
    }
}
