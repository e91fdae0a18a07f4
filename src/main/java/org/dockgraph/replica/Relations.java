package org.dockgraph.replica;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The references of a data set read backwards: what belongs to a flight, a spacecraft, an agency, a station.
final class Relations {

    private final Map<Integer, List<Row.DockingEvent>> eventsByFlight = new HashMap<>();
    private final Map<Berth, List<Row.DockingEvent>> eventsByBerth = new HashMap<>();
    private final Map<Integer, List<Row.Flight>> flightsBySpacecraft = new HashMap<>();
    private final Map<Integer, List<Row.SpacecraftConfig>> configsByAgency = new HashMap<>();
    private final Map<Integer, Set<Integer>> portsByStation = new HashMap<>();

    Relations(ReplicaDataset data) {
        for (Row.DockingEvent event : data.dockingEvents().rows()) {
            add(eventsByFlight, event.flightVehicle(), event);
            add(eventsByBerth, new Berth(event.spaceStation(), event.dockingLocation()), event);
            if (data.dockingLocations().get(event.dockingLocation()).spaceStation() == null) {
                addPort(event.spaceStation(), event.dockingLocation());
            }
        }
        for (Row.DockingLocation port : data.dockingLocations().rows()) {
            if (port.spaceStation() != null) {
                addPort(port.spaceStation(), port.id());
            }
        }
        data.flights().rows().forEach(flight -> add(flightsBySpacecraft, flight.spacecraft(), flight));
        data.spacecraftConfigs().rows().forEach(config -> add(configsByAgency, config.agency(), config));
        eventsByFlight.values().forEach(events -> events.sort(comparing(Row.DockingEvent::docking)));
        flightsBySpacecraft.values().forEach(flights -> flights.sort(comparingInt(Row.Flight::id)));
        configsByAgency.values().forEach(configs -> configs.sort(comparingInt(Row.SpacecraftConfig::id)));
    }

    /// By time of docking.
    List<Row.DockingEvent> eventsOfFlight(int flight) {
        return eventsByFlight.getOrDefault(flight, List.of());
    }

    /// By id.
    List<Row.Flight> flightsOfSpacecraft(int spacecraft) {
        return flightsBySpacecraft.getOrDefault(spacecraft, List.of());
    }

    /// By id.
    List<Row.SpacecraftConfig> configsOfAgency(int agency) {
        return configsByAgency.getOrDefault(agency, List.of());
    }

    /// The ports of a station, by id. A port without a known station belongs to every station whose events use it.
    Collection<Integer> portsOfStation(int station) {
        return portsByStation.getOrDefault(station, Set.of());
    }

    /// The event that occupies a port at an instant: docked by then and not departed. Of several, the latest to
    /// dock.
    Row.@Nullable DockingEvent dockedAt(int station, int port, Instant now) {
        return eventsByBerth.getOrDefault(new Berth(station, port), List.of()).stream()
                .filter(event -> !event.docking().isAfter(now))
                .filter(event -> event.departure() == null || event.departure().isAfter(now))
                .max(comparing(Row.DockingEvent::docking))
                .orElse(null);
    }

    private void addPort(int station, int port) {
        portsByStation.computeIfAbsent(station, _ -> new TreeSet<>()).add(port);
    }

    private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }

    private record Berth(int station, int port) {}
}
