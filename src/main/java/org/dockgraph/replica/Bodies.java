package org.dockgraph.replica;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Docking events, flights, spacecraft and ports as LL2 2.0.0 writes them: which keys, in which order, at which
/// depth. What makers and stations look like is in [MakerBodies] and [StationBodies].
///
/// *Source:* docking events as the documented answer for event 633; the rest as the serializers of LL2's published
/// predecessor and a client generated from LL2 agree on.
///
/// @param now decides which event is docked at a station's port
record Bodies(ReplicaDataset data, Links links, Instant now) {

    ObjectNode dockingEvent(Row.DockingEvent event) {
        return Json.object()
                .put("id", event.id())
                .put("url", links.to(Endpoints.DOCKING_EVENTS, event.id()))
                .put("launch_id", event.launchId())
                .put("docking", Json.text(event.docking()))
                .put("departure", Json.text(event.departure()))
                .set("flight_vehicle", flightVehicle(event, false))
                .set("docking_location", port(event));
    }

    ObjectNode dockingEventDetailed(Row.DockingEvent event) {
        Row.SpaceStation station = data.spaceStations().get(event.spaceStation());
        ObjectNode body = dockingEvent(event);
        body.set("flight_vehicle", flightVehicle(event, true)); // a key that is there keeps its place
        return body.set(
                "space_station",
                Json.object()
                        .put("id", station.id())
                        .put("url", links.to(Endpoints.SPACE_STATIONS, station.id()))
                        .put("name", station.name())
                        .put("image_url", station.imageUrl()));
    }

    private ObjectNode flightVehicle(Row.DockingEvent event, boolean detailed) {
        Row.Flight flight = data.flights().get(event.flightVehicle());
        return identity(Endpoints.FLIGHTS, flight)
                .put("destination", flight.destination())
                .put("mission_end", Json.text(flight.missionEnd()))
                .set("spacecraft", craft(flight, detailed));
    }

    private ObjectNode port(Row.DockingEvent event) {
        return dockingLocation(data.dockingLocations().get(event.dockingLocation()));
    }

    ObjectNode flight(Row.Flight flight) {
        return identity(Endpoints.FLIGHTS, flight)
                .put("destination", flight.destination())
                .put("mission_end", Json.text(flight.missionEnd()))
                .set("spacecraft", craft(flight, false))
                .putNull("launch");
    }

    ObjectNode flightDetailed(Row.Flight flight) {
        return identity(Endpoints.FLIGHTS, flight)
                .put("mission_end", Json.text(flight.missionEnd()))
                .put("destination", flight.destination())
                .set("launch_crew", Json.none())
                .set("onboard_crew", Json.none())
                .set("landing_crew", Json.none())
                .set("spacecraft", craft(flight, true))
                .putNull("launch")
                .set(
                        "docking_events",
                        Json.array(data.relations().eventsOfFlight(flight.id()).stream()
                                .map(this::dockingOfFlight)
                                .toList()));
    }

    /// No id: LL2 has none here.
    private ObjectNode dockingOfFlight(Row.DockingEvent event) {
        Row.SpaceStation station = data.spaceStations().get(event.spaceStation());
        ObjectNode spacestation = identity(Endpoints.SPACE_STATIONS, station)
                .put("name", station.name())
                .set("status", Json.choice(station.status()))
                .put("founded", Json.text(station.founded()))
                .put("description", station.description())
                .put("orbit", station.orbit())
                .put("image_url", station.imageUrl());
        return Json.object()
                .set("spacestation", spacestation)
                .put("docking", Json.text(event.docking()))
                .put("departure", Json.text(event.departure()))
                .set("docking_location", port(event));
    }

    ObjectNode spacecraft(Row.Spacecraft craft) {
        return spacecraft(craft, false);
    }

    ObjectNode spacecraftDetailed(Row.Spacecraft craft) {
        return spacecraft(craft, true)
                .set(
                        "flights",
                        Json.array(data.relations().flightsOfSpacecraft(craft.id()).stream()
                                .map(this::flight)
                                .toList()));
    }

    ObjectNode craft(Row.Flight flight, boolean detailed) {
        return spacecraft(data.spacecraft().get(flight.spacecraft()), detailed);
    }

    private ObjectNode spacecraft(Row.Spacecraft craft, boolean detailed) {
        Row.SpacecraftConfig config = data.spacecraftConfigs().get(craft.spacecraftConfig());
        MakerBodies configs = new MakerBodies(this);
        return identity(Endpoints.SPACECRAFT, craft)
                .put("name", craft.name())
                .put("serial_number", craft.serialNumber())
                .set("status", Json.choice(craft.status()))
                .put("description", craft.description())
                .set("spacecraft_config", detailed ? configs.detailed(config) : configs.ofSpacecraft(config));
    }

    ObjectNode dockingLocation(Row.DockingLocation port) {
        return Json.object().put("id", port.id()).put("name", port.name());
    }

    ObjectNode identity(Endpoint<?> endpoint, Row row) {
        return Json.object().put("id", row.id()).put("url", links.to(endpoint, row.id()));
    }
}
