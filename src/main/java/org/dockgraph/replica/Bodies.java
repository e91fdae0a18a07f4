package org.dockgraph.replica;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The entities as LL2 2.0.0 writes them: which keys, in which order, at which depth.
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

    private ObjectNode craft(Row.Flight flight, boolean detailed) {
        return spacecraft(data.spacecraft().get(flight.spacecraft()), detailed);
    }

    private ObjectNode spacecraft(Row.Spacecraft craft, boolean detailed) {
        Row.SpacecraftConfig config = data.spacecraftConfigs().get(craft.spacecraftConfig());
        return identity(Endpoints.SPACECRAFT, craft)
                .put("name", craft.name())
                .put("serial_number", craft.serialNumber())
                .set("status", Json.choice(craft.status()))
                .put("description", craft.description())
                .set("spacecraft_config", detailed ? spacecraftConfigDetailed(config) : configOfSpacecraft(config));
    }

    private ObjectNode configOfSpacecraft(Row.SpacecraftConfig config) {
        Row.Agency agency = data.agencies().get(config.agency());
        return identity(Endpoints.SPACECRAFT_CONFIGS, config)
                .put("name", config.name())
                .set("type", Json.choice(config.type()))
                .set(
                        "agency",
                        identity(Endpoints.AGENCIES, agency)
                                .put("name", agency.name())
                                .put("type", nameOf(agency.type())))
                .put("in_use", config.inUse())
                .put("image_url", config.imageUrl());
    }

    /// In a list of configurations; it has no type, but the whole agency.
    ObjectNode spacecraftConfig(Row.SpacecraftConfig config) {
        return identity(Endpoints.SPACECRAFT_CONFIGS, config)
                .put("name", config.name())
                .set("agency", agency(data.agencies().get(config.agency())))
                .put("in_use", config.inUse())
                .put("capability", config.capability())
                .put("maiden_flight", Json.text(config.maidenFlight()))
                .put("human_rated", config.humanRated())
                .put("crew_capacity", config.crewCapacity())
                .put("image_url", config.imageUrl())
                .put("nation_url", config.nationUrl())
                .put("wiki_link", config.wikiLink())
                .put("info_link", config.infoLink());
    }

    ObjectNode spacecraftConfigDetailed(Row.SpacecraftConfig config) {
        return identity(Endpoints.SPACECRAFT_CONFIGS, config)
                .put("name", config.name())
                .set("type", Json.choice(config.type()))
                .set("agency", agency(data.agencies().get(config.agency())))
                .put("in_use", config.inUse())
                .put("capability", config.capability())
                .put("history", config.history())
                .put("details", config.details())
                .put("maiden_flight", Json.text(config.maidenFlight()))
                .put("height", config.height())
                .put("diameter", config.diameter())
                .put("human_rated", config.humanRated())
                .put("crew_capacity", config.crewCapacity())
                .put("payload_capacity", config.payloadCapacity())
                .put("flight_life", config.flightLife())
                .put("image_url", config.imageUrl())
                .put("nation_url", config.nationUrl())
                .put("wiki_link", config.wikiLink())
                .put("info_link", config.infoLink());
    }

    ObjectNode agency(Row.Agency agency) {
        return agencyStart(agency).put("image_url", agency.imageUrl());
    }

    ObjectNode agencyDetailed(Row.Agency agency) {
        ObjectNode body = agencyStart(agency).put("launch_library_url", agency.launchLibraryUrl());
        putCounts(body, agency.launchCounts());
        return body.put("info_url", agency.infoUrl())
                .put("wiki_url", agency.wikiUrl())
                .put("logo_url", agency.logoUrl())
                .put("image_url", agency.imageUrl())
                .put("nation_url", agency.nationUrl())
                .set("launcher_list", Json.none())
                .set(
                        "spacecraft_list",
                        Json.array(data.relations().configsOfAgency(agency.id()).stream()
                                .map(this::spacecraftConfigDetailed)
                                .toList()));
    }

    private ObjectNode agencyStart(Row.Agency agency) {
        return identity(Endpoints.AGENCIES, agency)
                .put("name", agency.name())
                .put("featured", agency.featured())
                .put("type", nameOf(agency.type()))
                .put("country_code", agency.countryCode())
                .put("abbrev", agency.abbrev())
                .put("description", agency.description())
                .put("administrator", agency.administrator())
                .put("founding_year", agency.foundingYear())
                .put("launchers", agency.launchers())
                .put("spacecraft", agency.spacecraft())
                .put("parent", agency.parent());
    }

    private static void putCounts(ObjectNode body, Row.@Nullable LaunchCounts counts) {
        body.put("total_launch_count", counts == null ? null : counts.totalLaunchCount())
                .put("successful_launches", counts == null ? null : counts.successfulLaunches())
                .put("consecutive_successful_launches", counts == null ? null : counts.consecutiveSuccessfulLaunches())
                .put("failed_launches", counts == null ? null : counts.failedLaunches())
                .put("pending_launches", counts == null ? null : counts.pendingLaunches())
                .put("successful_landings", counts == null ? null : counts.successfulLandings())
                .put("failed_landings", counts == null ? null : counts.failedLandings())
                .put("attempted_landings", counts == null ? null : counts.attemptedLandings())
                .put("consecutive_successful_landings", counts == null ? null : counts.consecutiveSuccessfulLandings());
    }

    /// A normal list says `active_expedition`, everything else `active_expeditions`: LL2 has both.
    ObjectNode spaceStation(Row.SpaceStation station) {
        return stationStart(station)
                .put("description", station.description())
                .put("orbit", station.orbit())
                .set("owners", owners(station, false))
                .set("active_expedition", Json.none())
                .put("image_url", station.imageUrl());
    }

    ObjectNode spaceStationDetailed(Row.SpaceStation station) {
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
                        Json.array(data.relations().portsOfStation(station.id()).stream()
                                .map(port -> portOfStation(
                                        station, data.dockingLocations().get(port)))
                                .toList()))
                .put("image_url", station.imageUrl());
    }

    private ObjectNode stationStart(Row.SpaceStation station) {
        return identity(Endpoints.SPACE_STATIONS, station)
                .put("name", station.name())
                .set("status", Json.choice(station.status()))
                .set("type", Json.choice(station.type()))
                .put("founded", Json.text(station.founded()))
                .put("deorbited", Json.text(station.deorbited()));
    }

    private JsonNode owners(Row.SpaceStation station, boolean detailed) {
        return Json.array(station.owners().stream()
                .map(data.agencies()::get)
                .map(owner -> detailed
                        ? agency(owner)
                        : identity(Endpoints.AGENCIES, owner)
                                .put("name", owner.name())
                                .put("abbrev", owner.abbrev()))
                .toList());
    }

    private ObjectNode portOfStation(Row.SpaceStation station, Row.DockingLocation port) {
        Row.DockingEvent docked = data.relations().dockedAt(station.id(), port.id(), now);
        return dockingLocation(port).set("docked", docked == null ? null : dockedEvent(docked));
    }

    /// LL2 leaves destination and end of the mission out here.
    private ObjectNode dockedEvent(Row.DockingEvent event) {
        Row.Flight flight = data.flights().get(event.flightVehicle());
        return identity(Endpoints.DOCKING_EVENTS, event)
                .put("docking", Json.text(event.docking()))
                .put("departure", Json.text(event.departure()))
                .set(
                        "flight_vehicle",
                        identity(Endpoints.FLIGHTS, flight)
                                .set("spacecraft", craft(flight, true))
                                .putNull("launch"));
    }

    ObjectNode dockingLocation(Row.DockingLocation port) {
        return Json.object().put("id", port.id()).put("name", port.name());
    }

    private ObjectNode identity(Endpoint<?> endpoint, Row row) {
        return Json.object().put("id", row.id()).put("url", links.to(endpoint, row.id()));
    }

    private static @Nullable String nameOf(Row.@Nullable Choice choice) {
        return choice == null ? null : choice.name();
    }
}
