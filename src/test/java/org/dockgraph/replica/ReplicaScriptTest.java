package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Vehicles that dock and leave while the replica runs. Flight 900 is docked, flight 415 is not.
class ReplicaScriptTest {

    private static final String DEMO = "in 1m dock 415 at 19; in 2m undock 900";

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @Test
    void aDockingIsPlannedAtOnce() {
        replica.server().script().add(DEMO);

        JsonNode docked = newest();
        assertThat(docked.get("id").asInt()).isEqualTo(634);
        assertThat(docked.get("docking").asString()).isEqualTo("2025-12-01T12:01:00Z");
        assertThat(docked.get("departure").isNull()).isTrue();
        assertThat(docked.at("/flight_vehicle/id").asInt()).isEqualTo(415);
        assertThat(docked.at("/docking_location/name").asString()).isEqualTo("Harmony forward");
        assertThat(docked.at("/space_station/id").asInt()).isEqualTo(4);
        assertThat(dockedAt4()).isEmpty();
        replica.clock.advance(Duration.ofMinutes(1));
        assertThat(dockedAt4()).containsExactly(634);
    }

    @Test
    void aDepartureIsPlannedAtOnce() {
        replica.server().script().add(DEMO);

        assertThat(replica.json("docking_event/633/").get("departure").asString())
                .isEqualTo("2025-12-01T12:02:00Z");
    }

    @Test
    void whatHasDockedByAScriptCanLeave() {
        replica.server().script().add("in 2m undock 415; in 1m dock 415 at 19");

        assertThat(replica.json("docking_event/634/").get("departure").asString())
                .isEqualTo("2025-12-01T12:02:00Z");
    }

    @Test
    void whatIsLeftIsShownWithItsTime() {
        assertThat(ask("GET", "").body()).isEqualTo("# nothing is to happen\n");
        assertThat(ask("POST", DEMO).body()).isEqualTo("in 1m dock 415 at 19\nin 2m undock 900\n");
        replica.clock.advance(Duration.ofMillis(60_500));

        assertThat(ask("GET", "").body()).isEqualTo("in 1m undock 900\n");
    }

    @Test
    void aPutReplacesAndADeleteClearsButWhatHasHappenedStays() {
        ask("PUT", DEMO);
        replica.clock.advance(Duration.ofMinutes(1));
        ask("PUT", "in 1h undock 415");
        assertThat(ask("GET", "").body()).isEqualTo("in 1h undock 415\n");
        assertThat(replica.json("docking_event/633/").get("departure").isNull())
                .as("the plan that was replaced")
                .isTrue();

        ask("DELETE", "");

        assertThat(ask("GET", "").body()).isEqualTo("# nothing is to happen\n");
        assertThat(newest().get("id").asInt()).isEqualTo(634);
        assertThat(newest().get("departure").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dock 415 at 19          | 'dock 415 at 19' | Examples: in 1m dock 415 at 19
            in 1m dock 415          | 'in 1m dock 415' | Examples: in 1m dock 415 at 19
            in 1m dock 9999 at 19   | no flight 9999   | spacecraft/flight/
            in 1m dock 900 at 19    | by event 633     | Undock it before
            in 1m dock 415 at 999   | Port 999 is unknown | such as 19
            in 1m dock 415 at 3     | Port 3 is of no single station | such as 19
            in 1m undock 415        | Flight 415 cannot undock | such as 900
            in 1m undock 900; in 2m undock 900 | docked nowhere then | such as 900
            """)
    void aScriptThatCannotHappenIsRefusedAndChangesNothing(String script, String seen, String advice) {
        ask("PUT", "in 1h undock 900");
        HttpResponse<String> refused = ask("PUT", script);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(seen.replace("\"", "'"), advice, "Nothing was changed.");
        assertThat(ask("GET", "").body()).isEqualTo("in 1h undock 900\n");
    }

    @Test
    void aWrongScriptAmongTheSettingsStopsTheStart() {
        var settings = new ReplicaProperties(
                0, null, false, false, false, InetAddress.getLoopbackAddress(), null, "in 1m undock 415");

        assertThatThrownBy(() -> ReplicaServer.start(settings, replica.clock))
                .isInstanceOf(ReplicaStartException.class)
                .hasMessageContainingAll("dockgraph.replica.script", "Flight 415 cannot undock");
    }

    /// The ids of the events that occupy a port of the ISS.
    private List<Integer> dockedAt4() {
        return StreamSupport.stream(
                        replica.json("spacestation/4/").get("docking_location").spliterator(), false)
                .filter(port -> !port.get("docked").isNull())
                .map(port -> port.at("/docked/id").asInt())
                .toList();
    }

    private JsonNode newest() {
        return replica.json("docking_event/?mode=detailed&limit=1&ordering=-docking")
                .at("/results/0");
    }

    private HttpResponse<String> ask(String method, String script) {
        return replica.send(
                HttpRequest.newBuilder(replica.address("/script")).method(method, BodyPublishers.ofString(script)));
    }
}
