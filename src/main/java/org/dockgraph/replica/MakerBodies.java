package org.dockgraph.replica;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Spacecraft configurations and the agencies that make them, as LL2 2.0.0 writes them.
record MakerBodies(Bodies bodies) {

    /// In a spacecraft that is not asked for in detail.
    ObjectNode ofSpacecraft(Row.SpacecraftConfig config) {
        Row.Agency agency = bodies.data().agencies().get(config.agency());
        return bodies.identity(Endpoints.SPACECRAFT_CONFIGS, config)
                .put("name", config.name())
                .set("type", Json.choice(config.type()))
                .set(
                        "agency",
                        bodies.identity(Endpoints.AGENCIES, agency)
                                .put("name", agency.name())
                                .put("type", nameOf(agency.type())))
                .put("in_use", config.inUse())
                .put("image_url", config.imageUrl());
    }

    /// In a list of configurations; it has no type, but the whole agency.
    ObjectNode normal(Row.SpacecraftConfig config) {
        return bodies.identity(Endpoints.SPACECRAFT_CONFIGS, config)
                .put("name", config.name())
                .set("agency", agency(bodies.data().agencies().get(config.agency())))
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

    ObjectNode detailed(Row.SpacecraftConfig config) {
        return bodies.identity(Endpoints.SPACECRAFT_CONFIGS, config)
                .put("name", config.name())
                .set("type", Json.choice(config.type()))
                .set("agency", agency(bodies.data().agencies().get(config.agency())))
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
                        Json.array(bodies.data().relations().configsOfAgency(agency.id()).stream()
                                .map(this::detailed)
                                .toList()));
    }

    private ObjectNode agencyStart(Row.Agency agency) {
        return bodies.identity(Endpoints.AGENCIES, agency)
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

    private static @Nullable String nameOf(Row.@Nullable Choice choice) {
        return choice == null ? null : choice.name();
    }
}
