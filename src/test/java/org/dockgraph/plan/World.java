package org.dockgraph.plan;

import static org.dockgraph.docking.Field.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dockgraph.docking.Agency;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingLocation;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.docking.Spacecraft;
import org.dockgraph.docking.SpacecraftConfig;
import org.dockgraph.store.EntityStore;

/// A small world for the planner: 250 events, one a day, the newest first by falling id. Each has a vehicle and a
/// spacecraft of its own; there are two configurations by two agencies, two stations and three ports. The vehicles
/// of the three newest events are still docked, the others left after half a day.
final class World {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final int EVENTS = 250;

    private final EntityStore store = new EntityStore();

    /// What is held.
    Holdings holdings() {
        return store.holdings();
    }

    /// The world in which this call was answered too.
    World after(Call call) {
        switch (call) {
            case Call.Page page -> answer(page);
            case Call.Single(EntityRef ref) ->
                store.keep(call, new Delivery(embedded(ref, true), List.of(ref.id()), 1, 1, false, List.of()), NOW);
        }
        return this;
    }

    private void answer(Call.Page page) {
        List<Integer> all = list(page.list());
        List<Integer> ids = all.subList(
                Math.min(page.offset(), all.size()), Math.min(page.offset() + ListKey.PAGE_SIZE, all.size()));
        boolean detailed = page.mode() == Mode.DETAILED;
        List<Entity> entities = new ArrayList<>();
        ids.forEach(id -> entities.addAll(embedded(new EntityRef(page.list().kind(), id), detailed)));
        store.keep(page, new Delivery(entities, ids, ids.size(), all.size(), false, List.of()), NOW);
    }

    private static List<Integer> list(ListKey key) {
        return switch (key.kind()) {
            case DOCKING_EVENT -> {
                List<Integer> ids = IntStream.rangeClosed(1, EVENTS)
                        .filter(id -> key.where().spaceStation() == null
                                || station(id) == key.where().spaceStation())
                        .filter(id -> key.where().flightVehicle() == null
                                || id == key.where().flightVehicle())
                        .boxed()
                        .toList();
                // Departures rise with dockings, and the newest are unknown, which the source counts as latest.
                yield key.order() == ListOrder.DOCKING || key.order() == ListOrder.DEPARTURE ? ids : ids.reversed();
            }
            case SPACECRAFT_CONFIG, AGENCY, SPACE_STATION -> List.of(1, 2);
            case DOCKING_LOCATION -> List.of(1, 2, 3);
            case FLIGHT_VEHICLE, SPACECRAFT -> throw new IllegalArgumentException("nobody lists " + key);
        };
    }

    private static int station(int event) {
        return event % 2 + 1;
    }

    static Instant docking(int event) {
        return NOW.minus(Duration.ofDays(EVENTS + 1 - event));
    }

    private static List<Entity> embedded(EntityRef ref, boolean detailed) {
        int id = ref.id();
        List<Entity> all = new ArrayList<>();
        switch (ref.kind()) {
            case DOCKING_EVENT -> {
                all.add(new DockingEvent(
                        id,
                        detailed
                                ? Field.of(Kind.DOCKING_EVENT)
                                : Field.of(Kind.DOCKING_EVENT).minus(FieldSet.of(EVENT_SPACE_STATION)),
                        docking(id),
                        id > EVENTS - 3 ? null : docking(id).plus(Duration.ofHours(12)),
                        null,
                        new EntityRef(Kind.FLIGHT_VEHICLE, id),
                        new EntityRef(Kind.DOCKING_LOCATION, id % 3 + 1),
                        detailed ? new EntityRef(Kind.SPACE_STATION, station(id)) : null,
                        null));
                all.addAll(embedded(new EntityRef(Kind.FLIGHT_VEHICLE, id), detailed));
                all.addAll(embedded(new EntityRef(Kind.DOCKING_LOCATION, id % 3 + 1), detailed));
                if (detailed) {
                    all.addAll(embedded(new EntityRef(Kind.SPACE_STATION, station(id)), false));
                }
            }
            case FLIGHT_VEHICLE -> {
                all.add(new FlightVehicle(
                        id, Field.of(Kind.FLIGHT_VEHICLE), null, null, new EntityRef(Kind.SPACECRAFT, id), null));
                all.addAll(embedded(new EntityRef(Kind.SPACECRAFT, id), detailed));
            }
            case SPACECRAFT -> {
                EntityRef config = new EntityRef(Kind.SPACECRAFT_CONFIG, id % 2 + 1);
                all.add(new Spacecraft(id, Field.of(Kind.SPACECRAFT), "craft " + id, null, null, null, config, null));
                all.addAll(embedded(config, detailed));
            }
            case SPACECRAFT_CONFIG -> {
                FieldSet covers = detailed
                        ? Field.of(Kind.SPACECRAFT_CONFIG)
                        : FieldSet.of(
                                CONFIG_NAME, CONFIG_TYPE, CONFIG_AGENCY, CONFIG_IN_USE, CONFIG_IMAGE_URL, CONFIG_URL);
                EntityRef agency = new EntityRef(Kind.AGENCY, id);
                all.add(new SpacecraftConfig(
                        id,
                        covers,
                        "config " + id,
                        null,
                        agency,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
                all.add(agency(
                        id, detailed ? Field.of(Kind.AGENCY) : FieldSet.of(AGENCY_NAME, AGENCY_TYPE, AGENCY_URL)));
            }
            case AGENCY -> all.add(agency(id, Field.of(Kind.AGENCY)));
            case SPACE_STATION ->
                all.add(new SpaceStation(
                        id,
                        detailed
                                ? Field.of(Kind.SPACE_STATION)
                                : Field.of(Kind.SPACE_STATION).minus(FieldSet.of(STATION_DOCKING_LOCATIONS)),
                        "station " + id,
                        null,
                        detailed ? List.of(new EntityRef(Kind.DOCKING_LOCATION, id)) : null,
                        null));
            case DOCKING_LOCATION -> all.add(new DockingLocation(id, FieldSet.of(LOCATION_NAME), "port " + id, null));
        }
        return all;
    }

    private static Agency agency(int id, FieldSet covers) {
        return new Agency(
                id, covers, "agency " + id, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
