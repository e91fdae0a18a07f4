package org.dockgraph.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bundled data, and data sets made in code or read from files.
class ReplicaDatasetTest {

    private static final ReplicaDataset BUNDLED = ReplicaDataset.bundled();
    private static final String EMPTY = """
            {"docking_events": [], "flights": [], "spacecraft": [], "spacecraft_configs": [], "agencies": [],
             "space_stations": [], "docking_locations": []}
            """;

    @Test
    void theBundledDataHas238EventsAndWhatTheyReferTo() {
        assertThat(BUNDLED.rows(Row.DockingEvent.class)).hasSize(238);
        assertThat(BUNDLED.rows(Row.Flight.class)).hasSize(231);
        assertThat(BUNDLED.rows(Row.Spacecraft.class)).hasSize(180);
        assertThat(BUNDLED.rows(Row.SpacecraftConfig.class)).hasSize(12);
        assertThat(BUNDLED.rows(Row.Agency.class)).extracting(Row::id).containsExactly(17, 37, 44, 63, 115, 121, 257);
        assertThat(BUNDLED.rows(Row.SpaceStation.class)).hasSize(14);
        assertThat(BUNDLED.rows(Row.DockingLocation.class)).hasSize(33);
    }

    @Test
    void theBundledDataHas236EventsUpToMay2020AndTwoOf2025() {
        Instant june2020 = Instant.parse("2020-06-01T00:00:00Z");

        assertThat(BUNDLED.rows(Row.DockingEvent.class).stream()
                        .filter(event -> event.docking().isAfter(june2020)))
                .extracting(Row::id)
                .containsExactly(622, 633);
    }

    @ParameterizedTest
    @ValueSource(ints = {207, 234, 239, 240, 241, 242, 243, 615})
    void eventsThatWouldNeverDepartAreNotInTheBundledData(int id) {
        assertThat(BUNDLED.dockingEvent(id)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"209, 34", "210, 34", "211, 34", "212, 34", "213, 31", "45, 5", "9, 5", "223, 22"})
    void theEventsOfTiangong1And2AreAtTheirPortsOf2025AndAllOthersWhereTheyWere(int event, int port) {
        assertThat(BUNDLED.dockingEvent(event))
                .extracting(Row.DockingEvent::dockingLocation)
                .isEqualTo(port);
    }

    @Test
    void noImageOfTheBundledDataIsAPlaceholder() {
        assertThat(BUNDLED.rows(Row.SpaceStation.class))
                .extracting(Row.SpaceStation::imageUrl)
                .allMatch(url -> url == null || url.startsWith("https://"));
        assertThat(BUNDLED.rows(Row.Agency.class))
                .flatExtracting(Row.Agency::imageUrl, Row.Agency::logoUrl)
                .allMatch(url -> url == null || url.toString().startsWith("https://"));
    }

    @Test
    void addedRowsReplaceThoseOfTheSameKindAndId() {
        ReplicaDataset changed =
                BUNDLED.with(new Row.DockingLocation(33, "Tianhe front", 18), new Row.DockingLocation(99, "New", null));

        assertThat(changed.rows(Row.DockingLocation.class))
                .hasSize(34)
                .contains(new Row.DockingLocation(33, "Tianhe front", 18));
        assertThat(changed.rows(Row.DockingEvent.class)).hasSize(238);
        assertThat(BUNDLED.rows(Row.DockingLocation.class)).hasSize(33);
    }

    @Test
    void aReferenceToNothingIsRefused() {
        assertThatThrownBy(() -> BUNDLED.without(row -> row instanceof Row.Flight && row.id() == 900))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flight 900");
    }

    @Test
    void anIdGivenTwiceIsRefused() {
        var port = new Row.DockingLocation(1, "Unity nadir", null);

        assertThatThrownBy(() -> ReplicaDataset.of(List.of(port, port)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("docking location 1 twice");
    }

    @Test
    void anEmptyFileIsADataSetToo() {
        assertThat(read(EMPTY).rows()).isEmpty();
    }

    @Test
    void aMissingListIsRefused() {
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("docking_events");
    }

    @Test
    void aMisspelledColumnIsRefused() {
        assertThatThrownBy(() -> read(EMPTY.replace(
                        "\"docking_locations\": []",
                        "\"docking_locations\": [{\"id\": 1, \"name\": \"x\", \"space_staton\": 4}]")))
                .hasMessageContaining("space_staton");
    }

    @Test
    void aFileThatIsNotThereIsToldWithTheSetting() {
        assertThatThrownBy(() -> ReplicaDataset.read(Path.of("nowhere.json")))
                .hasMessageContaining("nowhere.json")
                .hasMessageContaining("dockgraph.replica.dataset");
    }

    private static ReplicaDataset read(String json) {
        return ReplicaDataset.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }
}
