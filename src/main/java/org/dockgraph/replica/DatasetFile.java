package org.dockgraph.replica;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The shape of a data set file: one list of rows per kind, in LL2's snake_case names. Every list must be there.
record DatasetFile(
        List<Row.DockingEvent> dockingEvents,
        List<Row.Flight> flights,
        List<Row.Spacecraft> spacecraft,
        List<Row.SpacecraftConfig> spacecraftConfigs,
        List<Row.Agency> agencies,
        List<Row.SpaceStation> spaceStations,
        List<Row.DockingLocation> dockingLocations) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a misspelled column would be null unseen
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    DatasetFile {
        Objects.requireNonNull(dockingEvents, "The data set needs a list docking_events");
        Objects.requireNonNull(flights, "The data set needs a list flights");
        Objects.requireNonNull(spacecraft, "The data set needs a list spacecraft");
        Objects.requireNonNull(spacecraftConfigs, "The data set needs a list spacecraft_configs");
        Objects.requireNonNull(agencies, "The data set needs a list agencies");
        Objects.requireNonNull(spaceStations, "The data set needs a list space_stations");
        Objects.requireNonNull(dockingLocations, "The data set needs a list docking_locations");
    }

    static DatasetFile read(InputStream json) {
        return JSON.readValue(json, DatasetFile.class);
    }

    ReplicaDataset dataset() {
        List<Row> rows = new ArrayList<>(dockingEvents);
        rows.addAll(flights);
        rows.addAll(spacecraft);
        rows.addAll(spacecraftConfigs);
        rows.addAll(agencies);
        rows.addAll(spaceStations);
        rows.addAll(dockingLocations);
        return ReplicaDataset.of(rows);
    }
}
