package org.dockgraph.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.dockgraph.Dockgraph;
import org.dockgraph.operate.Meters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what is said of meters to what the gateway exports.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetersIT {

    private final Readme readme = Readme.read();
    private ConfigurableApplicationContext application;
    private Meters meters;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        application = new SpringApplicationBuilder(Dockgraph.class)
                .run(
                        "--server.port=0",
                        "--dockgraph.replica.port=0",
                        "--dockgraph.mirror.file=" + directory.resolve("snapshot"));
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://localhost:" + port + "/graphql");
            http.send(
                    HttpRequest.newBuilder(URI.create(address + "?query=%7B__typename%7D"))
                            .build(),
                    BodyHandlers.ofString());
            meters = Meters.of(address);
        }
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void metersOfTheGatewayAreAllInTheTable() {
        assertThat(meters.names())
                .filteredOn(name -> name.startsWith("dockgraph_") || name.startsWith("cache_"))
                .containsExactlyInAnyOrderElementsOf(
                        readme.table("meter").stream().map(List::getFirst).toList());
    }

    @Test
    void metersThatAreNamedExist() {
        assertThat(readme.all("`((?:dockgraph|cache|http_server|jvm|process|logback)_[a-z_]+)[`{]"))
                .hasSizeGreaterThan(25)
                .allSatisfy(name -> assertThat(
                                meters.names().contains(name) || meters.values().contains(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void theDashboardAsksForWhatExists() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(Path.of("src/main/grafana/dockgraph.json")));
        List<String> queries = dashboard.findValuesAsString("expr");
        assertThat(queries)
                .hasSizeGreaterThan(15)
                .allSatisfy(query -> assertThat(asked(query)).isNotEmpty().isSubsetOf(meters.values()));
    }

    /// The names of the values that a query asks for: all words that a selector follows.
    private static List<String> asked(String query) {
        return Pattern.compile("(\\w+)\\{")
                .matcher(query)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    @Test
    void theDashboardLooksWhereTheOperatorSays() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(Path.of("src/main/grafana/dockgraph.json")));
        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.path("uid").asString()).isEqualTo("${datasource}"));
    }
}
