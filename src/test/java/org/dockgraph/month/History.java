package org.dockgraph.month;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dockgraph.docking.Kind;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;

/// What the source has said of every docking event, and since when. Rows of other kinds only ever join.
final class History {

    private final Map<Integer, List<Spell>> spells = new TreeMap<>();
    private final Map<Class<? extends Row>, Map<Integer, Instant>> known = new HashMap<>();
    private final Map<Integer, Row.Flight> flights = new HashMap<>();
    private final Map<Integer, Row.Spacecraft> spacecraft = new HashMap<>();
    private final Map<Integer, Row.SpacecraftConfig> configs = new HashMap<>();
    private final Map<Integer, Row.SpaceStation> stations = new HashMap<>();
    private ReplicaDataset data;

    /// A history that begins with this data, which has always been so.
    History(ReplicaDataset data) {
        this.data = data;
        note(data, Instant.MIN);
    }

    /// A time in which the source said one thing of an event.
    ///
    /// @param event null where there was none
    private record Spell(Instant from, Row.@Nullable DockingEvent event) {}

    /// How old what is said may be, by what it is.
    interface Promise {
        /// How old the word may be that the event is as it says; null for the word that there is no such event.
        Duration of(Row.@Nullable DockingEvent event);
    }

    ReplicaDataset data() {
        return data;
    }

    /// The source says this from now on.
    void becomes(ReplicaDataset next, Instant at) {
        data = next;
        note(next, at);
    }

    private void note(ReplicaDataset next, Instant at) {
        Set<Integer> listed =
                next.rows(Row.DockingEvent.class).stream().map(Row::id).collect(Collectors.toSet());
        spells.forEach((id, said) -> {
            if (!listed.contains(id) && said.getLast().event() != null) {
                said.add(new Spell(at, null));
            }
        });
        for (Row.DockingEvent event : next.rows(Row.DockingEvent.class)) {
            List<Spell> said =
                    spells.computeIfAbsent(event.id(), _ -> new ArrayList<>(List.of(new Spell(Instant.MIN, null))));
            if (!event.equals(said.getLast().event())) {
                said.add(new Spell(at, event));
            }
        }
        for (Row row : next.rows()) {
            known.computeIfAbsent(row.getClass(), _ -> new TreeMap<>()).putIfAbsent(row.id(), at);
        }
        next.rows(Row.Flight.class).forEach(row -> flights.put(row.id(), row));
        next.rows(Row.Spacecraft.class).forEach(row -> spacecraft.put(row.id(), row));
        next.rows(Row.SpacecraftConfig.class).forEach(row -> configs.put(row.id(), row));
        next.rows(Row.SpaceStation.class).forEach(row -> stations.put(row.id(), row));
    }

    /// The ids of all events that ever were.
    Set<Integer> ids() {
        return spells.keySet();
    }

    /// Everything that may still be said of an event without breaking the promise: what is true, and what was true
    /// so short a time ago. The truth is last.
    List<Row.@Nullable DockingEvent> believable(int id, Instant now, Promise promise) {
        List<Spell> said = spells.getOrDefault(id, List.of());
        List<Row.@Nullable DockingEvent> all = new ArrayList<>();
        for (int i = 0; i < said.size() - 1; i++) {
            Row.DockingEvent event = said.get(i).event();
            if (said.get(i + 1).from().isAfter(now.minus(promise.of(event)))) {
                all.add(event);
            }
        }
        all.add(said.isEmpty() ? null : said.getLast().event());
        return all;
    }

    /// Since when there is such a thing that is no docking event; null if there is none.
    @Nullable
    Instant since(Kind kind, int id) {
        return known(kind).get(id);
    }

    /// The ids of a kind that is no docking event, and since when they are known.
    Map<Integer, Instant> known(Kind kind) {
        Class<? extends Row> type = switch (kind) {
            case DOCKING_EVENT -> Row.DockingEvent.class;
            case FLIGHT_VEHICLE -> Row.Flight.class;
            case SPACECRAFT -> Row.Spacecraft.class;
            case SPACECRAFT_CONFIG -> Row.SpacecraftConfig.class;
            case AGENCY -> Row.Agency.class;
            case SPACE_STATION -> Row.SpaceStation.class;
            case DOCKING_LOCATION -> Row.DockingLocation.class;
        };
        return known.getOrDefault(type, Map.of());
    }

    Row.Spacecraft spacecraftOf(Row.DockingEvent event) {
        int id = Objects.requireNonNull(flights.get(event.flightVehicle())).spacecraft();
        return Objects.requireNonNull(spacecraft.get(id));
    }

    Row.SpacecraftConfig configOf(Row.DockingEvent event) {
        return Objects.requireNonNull(configs.get(spacecraftOf(event).spacecraftConfig()));
    }

    Row.SpaceStation stationOf(Row.DockingEvent event) {
        return Objects.requireNonNull(stations.get(event.spaceStation()));
    }
}
