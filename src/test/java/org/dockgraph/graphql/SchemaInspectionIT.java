package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockgraph.Dockgraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// A schema that says more than the code can answer does not start.
class SchemaInspectionIT {

    @TempDir
    private Path folder;

    @Test
    void theSchemaAndTheCodeFitTogether() {
        assertThatCode(() -> start("classpath:graphql/")).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource({
        "type Query {, type Query { weather: String, Query.weather",
        "type DockingEvent implements Node {, type DockingEvent implements Node { weather: String, DockingEvent.weather",
        "type Agency implements Node {, type Agency implements Node { weather: String, Agency.weather",
        "type SpacecraftStatus {, type SpacecraftStatus { weather: String, SpacecraftStatus.weather",
        "type PageInfo {, type PageInfo { weather: String, PageInfo.weather",
        "type AgencyEdge {, type AgencyEdge { weather: String, AgencyEdge.weather",
        "'dockingEvents(', 'dockingEvents( weather: String', Query.dockingEvents",
        "'spaceStations(', 'spaceStations( weather: String', Query.spaceStations",
        "'upstream: UpstreamStatus', 'upstream(weather: String): UpstreamStatus', Query.upstream"
    })
    void aFieldOrArgumentWithoutCodeFailsTheStart(String text, String changed, String named) throws IOException {
        Path schema = folder.resolve("schema.graphqls");
        Files.copy(Path.of("src/main/resources/graphql/federation.graphqls"), folder.resolve("federation.graphqls"));
        Files.writeString(schema, Files.readString(Path.of("schema.graphqls")).replace(text, changed));

        assertThatThrownBy(() -> start(folder.toUri().toString()))
                .rootCause()
                .hasMessageContaining("do not fit together")
                .hasMessageContaining(named);
    }

    private static void start(String schemaLocation) {
        new SpringApplicationBuilder(Dockgraph.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.graphql.schema.locations=" + schemaLocation,
                        "--dockgraph.replica.port=0",
                        "--logging.level.root=off")
                .close();
    }
}
