package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Which ports a station lists, and who is docked at them.
class SpaceStationPortsTest {

    private static final int TIANHE_FORWARD = 33;

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 | [1, 2, 3, 12, 13, 14, 15, 17, 18, 19, 20, 21, 30]
            5 | [5, 6, 7, 8, 10, 11, 22, 29, 37]
            6 | [28]
            7 | [34]
            8 | [31]
            9 | [27]
            10 | []
            11 | [26]
            12 | [25]
            13 | [22]
            14 | [4, 9]
            15 | [22, 27]
            16 | []
            18 | [32, 33, 41]
            """)
    void aStationListsItsPortsAndThoseItSharesWithOthers(int station, String ports) {
        JsonNode listed = replica.json("spacestation/" + station + "/").get("docking_location");

        assertThat(StreamSupport.stream(listed.spliterator(), false)
                        .map(port -> port.get("id").asInt())
                        .toList())
                .hasToString(ports);
    }

    @Test
    void aPortShowsTheEventThatIsThereNow() {
        assertThat(dockedAt(TIANHE_FORWARD).get("id").asInt()).isEqualTo(633);
    }

    @Test
    void aPortIsFreeBeforeTheDocking() {
        replica.clock.set(Instant.parse("2025-11-25T07:49:59Z"));

        assertThat(dockedAt(TIANHE_FORWARD).isNull()).isTrue();
    }

    @Test
    void aPortIsFreeFromTheDepartureOn() {
        replica.server().serve(ReplicaDataset.bundled().with(departing("2025-12-01T12:00:00Z")));

        assertThat(dockedAt(TIANHE_FORWARD).isNull()).isTrue();
    }

    @Test
    void aPortIsTakenUntilAPlannedDeparture() {
        replica.server().serve(ReplicaDataset.bundled().with(departing("2025-12-01T12:00:01Z")));

        assertThat(dockedAt(TIANHE_FORWARD).get("departure").asString()).isEqualTo("2025-12-01T12:00:01Z");
    }

    private static Row.DockingEvent departing(String departure) {
        return new Row.DockingEvent(
                633, null, Instant.parse("2025-11-25T07:50:00Z"), Instant.parse(departure), 900, TIANHE_FORWARD, 18);
    }

    private JsonNode dockedAt(int port) {
        JsonNode ports = replica.json("spacestation/18/").get("docking_location");
        return StreamSupport.stream(ports.spliterator(), false)
                .filter(listed -> listed.get("id").asInt() == port)
                .findFirst()
                .orElseThrow()
                .get("docked");
    }
}
