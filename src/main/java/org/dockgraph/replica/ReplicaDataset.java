package org.dockgraph.replica;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything that a replica knows: seven kinds of rows, every reference between them resolved.
///
/// Immutable: a changed data set is another one, made with [#with] or [#without].
///
/// ```java
/// var departed = ReplicaDataset.bundled().with(new Row.DockingEvent(633, launch, docking, departure, 900, 33,
/// 18)); replica.serve(departed);
/// ```
///
/// *Failures:* a reference to an unknown entity, and an id given twice, are refused with an
/// [IllegalArgumentException] that names them.
public final class ReplicaDataset {

    private final List<Row> rows;
    private final Table<Row.DockingEvent> dockingEvents;
    private final Table<Row.Flight> flights;
    private final Table<Row.Spacecraft> spacecraft;
    private final Table<Row.SpacecraftConfig> spacecraftConfigs;
    private final Table<Row.Agency> agencies;
    private final Table<Row.SpaceStation> spaceStations;
    private final Table<Row.DockingLocation> dockingLocations;
    private final Relations relations;

    private ReplicaDataset(Collection<? extends Row> rows) {
        this.rows = List.copyOf(rows);
        dockingEvents = table("docking event", Row.DockingEvent.class);
        flights = table("flight", Row.Flight.class);
        spacecraft = table("spacecraft", Row.Spacecraft.class);
        spacecraftConfigs = table("spacecraft configuration", Row.SpacecraftConfig.class);
        agencies = table("agency", Row.Agency.class);
        spaceStations = table("space station", Row.SpaceStation.class);
        dockingLocations = table("docking location", Row.DockingLocation.class);
        rows.forEach(this::requireReferences);
        relations = new Relations(this);
    }

    /// The data set that comes with the gateway: 238 real docking events. Its README says where they come from.
    public static ReplicaDataset bundled() {
        InputStream file = ReplicaDataset.class.getResourceAsStream("/replica/dataset.json");
        try (file) {
            return read(Objects.requireNonNull(file, "The bundled data set /replica/dataset.json is missing"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A data set in the same JSON shape as the bundled one. The caller closes the stream.
    public static ReplicaDataset read(InputStream json) {
        return DatasetFile.read(json).dataset();
    }

    /// The same from a file.
    ///
    /// @throws UncheckedIOException if there is no such file or it cannot be read
    public static ReplicaDataset read(Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            return read(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The data set %s cannot be read. Set dockgraph.replica.dataset to a readable file, or leave it out for the bundled one."
                            .formatted(file.toAbsolutePath()),
                    failure);
        }
    }

    /// A data set of exactly these rows, in any order.
    public static ReplicaDataset of(Collection<? extends Row> rows) {
        return new ReplicaDataset(rows);
    }

    /// This data set with these rows added; a row of the same kind and id is replaced.
    public ReplicaDataset with(Row... added) {
        return with(List.of(added));
    }

    /// This data set with these rows added; a row of the same kind and id is replaced.
    public ReplicaDataset with(Collection<? extends Row> added) {
        Map<Key, Row> merged = new LinkedHashMap<>();
        rows.forEach(row -> merged.put(Key.of(row), row));
        added.forEach(row -> merged.put(Key.of(row), row));
        return new ReplicaDataset(merged.values());
    }

    /// This data set less the rows that match, such as `without(row -> row instanceof Row.DockingEvent)`.
    public ReplicaDataset without(Predicate<? super Row> removed) {
        return new ReplicaDataset(rows.stream().filter(removed.negate()).toList());
    }

    /// All rows of all kinds, in the order in which they were given.
    public List<Row> rows() {
        return rows;
    }

    /// The docking event with this id, or null if there is none.
    public Row.@Nullable DockingEvent dockingEvent(int id) {
        return dockingEvents.find(id);
    }

    /// All rows of one kind, in the order in which they were given.
    public <R extends Row> List<R> rows(Class<R> kind) {
        return rows.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Table<Row.DockingEvent> dockingEvents() {
        return dockingEvents;
    }

    Table<Row.Flight> flights() {
        return flights;
    }

    Table<Row.Spacecraft> spacecraft() {
        return spacecraft;
    }

    Table<Row.SpacecraftConfig> spacecraftConfigs() {
        return spacecraftConfigs;
    }

    Table<Row.Agency> agencies() {
        return agencies;
    }

    Table<Row.SpaceStation> spaceStations() {
        return spaceStations;
    }

    Table<Row.DockingLocation> dockingLocations() {
        return dockingLocations;
    }

    Relations relations() {
        return relations;
    }

    private <R extends Row> Table<R> table(String kind, Class<R> type) {
        List<R> ofKind = new ArrayList<>();
        for (Row row : rows) {
            if (type.isInstance(row)) {
                ofKind.add(type.cast(row));
            }
        }
        return new Table<>(kind, ofKind);
    }

    private void requireReferences(Row row) {
        switch (row) {
            case Row.DockingEvent event -> {
                flights.get(event.flightVehicle());
                dockingLocations.get(event.dockingLocation());
                spaceStations.get(event.spaceStation());
            }
            case Row.Flight flight -> spacecraft.get(flight.spacecraft());
            case Row.Spacecraft craft -> spacecraftConfigs.get(craft.spacecraftConfig());
            case Row.SpacecraftConfig config -> agencies.get(config.agency());
            case Row.Agency _ -> {}
            case Row.SpaceStation station -> station.owners().forEach(agencies::get);
            case Row.DockingLocation port -> {
                if (port.spaceStation() != null) {
                    spaceStations.get(port.spaceStation());
                }
            }
        }
    }

    private record Key(Class<?> kind, int id) {
        static Key of(Row row) {
            return new Key(row.getClass(), row.id());
        }
    }
}
