package org.dockgraph.replica;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Space stations with their owners and ports, as LL2 2.0.0 writes them.
record StationBodies(Bodies bodies) {

    /// A normal list says `active_expedition`, everything else `active_expeditions`: LL2 has both.
    ObjectNode normal(Row.SpaceStation station) {
        return stationStart(station)
                .put("description", station.description())
                .put("orbit", station.orbit())
                .set("owners", owners(station, false))
                .set("active_expedition", Json.none())
                .put("image_url", station.imageUrl());
    }

    ObjectNode detailed(Row.SpaceStation station) {
        return stationStart(station)
                .putNull("height")
                .putNull("width")
                .putNull("mass")
                .putNull("volume")
                .put("description", station.description())
                .put("orbit", station.orbit())
                .putNull("onboard_crew")
                .set("owners", owners(station, true))
                .set("active_expeditions", Json.none())
                .set(
                        "docking_location",
                        Json.array(bodies.data().relations().portsOfStation(station.id()).stream()
                                .map(port -> portOfStation(
                                        station,
                                        bodies.data().dockingLocations().get(port)))
                                .toList()))
                .put("image_url", station.imageUrl());
    }

    private ObjectNode stationStart(Row.SpaceStation station) {
        return bodies.identity(Endpoints.SPACE_STATIONS, station)
                .put("name", station.name())
                .set("status", Json.choice(station.status()))
                .set("type", Json.choice(station.type()))
                .put("founded", Json.text(station.founded()))
                .put("deorbited", Json.text(station.deorbited()));
    }

    private JsonNode owners(Row.SpaceStation station, boolean detailed) {
        return Json.array(station.owners().stream()
                .map(bodies.data().agencies()::get)
                .map(owner -> detailed
                        ? new MakerBodies(bodies).agency(owner)
                        : bodies.identity(Endpoints.AGENCIES, owner)
                                .put("name", owner.name())
                                .put("abbrev", owner.abbrev()))
                .toList());
    }

    private ObjectNode portOfStation(Row.SpaceStation station, Row.DockingLocation port) {
        Row.DockingEvent docked = bodies.data().relations().dockedAt(station.id(), port.id(), bodies.now());
        return bodies.dockingLocation(port).set("docked", docked == null ? null : dockedEvent(docked));
    }

    /// LL2 leaves destination and end of the mission out here.
    private ObjectNode dockedEvent(Row.DockingEvent event) {
        Row.Flight flight = bodies.data().flights().get(event.flightVehicle());
        return bodies.identity(Endpoints.DOCKING_EVENTS, event)
                .put("docking", Json.text(event.docking()))
                .put("departure", Json.text(event.departure()))
                .set(
                        "flight_vehicle",
                        bodies.identity(Endpoints.FLIGHTS, flight)
                                .set("spacecraft", bodies.craft(flight, true))
                                .putNull("launch"));
    }
}
