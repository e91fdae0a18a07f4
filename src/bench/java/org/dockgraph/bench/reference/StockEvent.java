package org.dockgraph.bench.reference;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;

/// A docking event with all that belongs to it, in memory.
record StockEvent(
        String id,
        int ll2Id,
        Instant docking,
        @Nullable Instant departure,
        @Nullable String launchId,
        boolean isDocked,
        @Nullable String stay,
        String url,
        Vehicle flightVehicle,
        Named dockingLocation,
        Named spaceStation) {

    record Vehicle(
            int ll2Id,
            @Nullable String destination,
            @Nullable Instant missionEnd,
            Craft spacecraft) {}

    record Craft(int ll2Id, String name, @Nullable String serialNumber, Config spacecraftConfig) {}

    record Config(
            int ll2Id,
            String name,
            @Nullable Boolean inUse,
            @Nullable Integer crewCapacity,
            Maker agency) {}

    record Maker(int ll2Id, String name, @Nullable String abbrev) {}

    record Named(String name) {}

    /// All events of a data set, the newest docking first.
    ///
    /// @param root the address that links lead to
    static List<StockEvent> all(ReplicaDataset data, String root) {
        Map<Integer, Maker> makers = new HashMap<>();
        data.rows(Row.Agency.class)
                .forEach(row -> makers.put(row.id(), new Maker(row.id(), row.name(), blankless(row.abbrev()))));
        Map<Integer, Config> configs = new HashMap<>();
        data.rows(Row.SpacecraftConfig.class)
                .forEach(row -> configs.put(
                        row.id(),
                        new Config(row.id(), row.name(), row.inUse(), row.crewCapacity(), get(makers, row.agency()))));
        Map<Integer, Craft> crafts = new HashMap<>();
        data.rows(Row.Spacecraft.class)
                .forEach(row -> crafts.put(
                        row.id(),
                        new Craft(
                                row.id(),
                                row.name(),
                                blankless(row.serialNumber()),
                                get(configs, row.spacecraftConfig()))));
        Map<Integer, Vehicle> vehicles = new HashMap<>();
        data.rows(Row.Flight.class)
                .forEach(row -> vehicles.put(
                        row.id(),
                        new Vehicle(
                                row.id(),
                                blankless(row.destination()),
                                row.missionEnd(),
                                get(crafts, row.spacecraft()))));
        Map<Integer, Named> ports = new HashMap<>();
        data.rows(Row.DockingLocation.class).forEach(row -> ports.put(row.id(), new Named(row.name())));
        Map<Integer, Named> stations = new HashMap<>();
        data.rows(Row.SpaceStation.class).forEach(row -> stations.put(row.id(), new Named(row.name())));
        return data.rows(Row.DockingEvent.class).stream()
                .sorted(Comparator.comparing(Row.DockingEvent::docking)
                        .thenComparingInt(Row.DockingEvent::id)
                        .reversed())
                .map(row -> new StockEvent(
                        EventRead.globalId(row.id()),
                        row.id(),
                        row.docking(),
                        row.departure(),
                        row.launchId(),
                        EventRead.isDocked(row.docking(), row.departure()),
                        EventRead.stay(row.docking(), row.departure()),
                        root + "docking_event/" + row.id() + "/",
                        get(vehicles, row.flightVehicle()),
                        get(ports, row.dockingLocation()),
                        get(stations, row.spaceStation())))
                .toList();
    }

    private static <T> T get(Map<Integer, T> rows, int id) {
        return Objects.requireNonNull(rows.get(id));
    }

    /// The schema has null for a text without content.
    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
