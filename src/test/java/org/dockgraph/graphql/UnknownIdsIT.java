package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.dockgraph.Gateway;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

/// What ids cost that LL2 does not have, once everything is held.
class UnknownIdsIT {

    private static final Gateway GATEWAY = Gateway.start("--dockgraph.upstream.calls-per-hour=1000");

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @BeforeEach
    void holdEverything() {
        GATEWAY.refreshAll();
        GATEWAY.callsSinceLastLook();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FLIGHT_VEHICLE", "SPACECRAFT"})
    void whereAllAreHeldTheyCostNothing(Kind kind) {
        assertThat(ask(lookup(kind, 99_001))).isEqualTo("NOT_FOUND");
        assertThat(ask(node(kind, 99_002))).isEqualTo("NOT_FOUND");
        assertThat(ask(nodes(kind, 99_003))).isEqualTo("NOT_FOUND");
        assertThat(ask(representation(kind, 99_004))).isEqualTo("NOT_FOUND");
        assertThat(GATEWAY.callsSinceLastLook()).isEmpty();

        GATEWAY.clock().advance(Duration.ofMinutes(30)); // what is news should be refreshed by now
        assertThat(ask(lookup(kind, 99_001))).isEqualTo("NOT_FOUND");
        assertThat(GATEWAY.callsSinceLastLook()).isEmpty();
    }

    /// There is no list of all vehicles and spacecraft: those that never docked are in none.
    @ParameterizedTest
    @EnumSource(names = {"FLIGHT_VEHICLE", "SPACECRAFT"})
    void whereAllCannotBeKnownEachCostsOneCallAnHour(Kind kind) {
        assertThat(ask(lookup(kind, 99_005))).isEqualTo("NOT_FOUND");
        assertThat(GATEWAY.callsSinceLastLook()).hasSize(1);

        GATEWAY.clock().advance(Duration.ofMinutes(59));
        assertThat(ask(lookup(kind, 99_005))).isEqualTo("NOT_FOUND");
        assertThat(ask(node(kind, 99_005))).isEqualTo("NOT_FOUND");
        assertThat(ask(nodes(kind, 99_005))).isEqualTo("NOT_FOUND");
        assertThat(ask(representation(kind, 99_005))).isEqualTo("NOT_FOUND");
        assertThat(GATEWAY.callsSinceLastLook()).isEmpty();

        GATEWAY.clock().advance(Duration.ofMinutes(1));
        assertThat(ask(lookup(kind, 99_005))).isEqualTo("NOT_FOUND");
        assertThat(GATEWAY.callsSinceLastLook()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spaceStation", "flightVehicle", "dockingLocation", "spacecraft", "spacecraftConfig", "agency"})
    void inFiltersTheyCostNothing(String member) {
        String filter = "{ dockingEvents(filter: { " + member + ": { in: [\"99006\", \"99007\"] } }) { totalCount } }";

        assertThat(response(filter).at("/data/dockingEvents/totalCount").asInt(-1))
                .isZero();
        assertThat(GATEWAY.callsSinceLastLook()).isEmpty();
    }

    @Test
    void belowAnyOtherThingThereIsNoneToAskFor() {
        String none =
                "{ spaceStation(id: \"4\") { dockingEvents(filter: { agency: { eq: \"99008\" } }) { totalCount } } }";

        assertThat(response(none)
                        .at("/data/spaceStation/dockingEvents/totalCount")
                        .asInt(-1))
                .isZero();
        assertThat(GATEWAY.callsSinceLastLook()).isEmpty();
    }

    private static String lookup(Kind kind, int id) {
        return "{ " + StringUtils.uncapitalize(kind.typeName()) + "(id: \"" + id + "\") { id } }";
    }

    private static String node(Kind kind, int id) {
        return "{ node(id: \"" + GlobalId.of(new EntityRef(kind, id)) + "\") { id } }";
    }

    private static String nodes(Kind kind, int id) {
        return "{ nodes(ids: [\"" + GlobalId.of(new EntityRef(kind, id)) + "\"]) { id } }";
    }

    private static String representation(Kind kind, int id) {
        return "{ _entities(representations: [{ __typename: \"" + kind.typeName() + "\", id: \""
                + GlobalId.of(new EntityRef(kind, id)) + "\" }]) { __typename } }";
    }

    private static String ask(String query) {
        JsonNode response = response(query);
        return response.at("/errors/0/extensions/code").asString(response.toString());
    }

    private static JsonNode response(String query) {
        JsonNode response = GATEWAY.response(query, Map.of());
        GATEWAY.awaitCalls();
        return response;
    }
}
