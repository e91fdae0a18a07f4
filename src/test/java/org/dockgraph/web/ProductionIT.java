package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.dockgraph.GatewayProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.json.JsonMapper;

/// What the switch for the open internet changes.
@ActiveProfiles("production")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "dockgraph.replica.port=0",
            "dockgraph.mirror.enabled=false",
            "logging.structured.format.console=" // or all tests after this one would log in JSON too
        })
class ProductionIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Test
    void whatIsForTheOperatorIsOnAPortOfItsOwn() throws Exception {
        for (String path : new String[] {"/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/mirror"}) {
            assertThat(get(port, path).statusCode()).as(path).isEqualTo(404);
            assertThat(get(managementPort, path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(refresh(port).statusCode()).isEqualTo(404);
        assertThat(refresh(managementPort).statusCode()).isEqualTo(200);
    }

    @Test
    void whetherItIsAliveAndReadyIsToldToAllWithoutDetails() throws Exception {
        assertThat(get(port, "/livez").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get(port, "/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void whatItIsMadeOfIsToldToTheOperatorAlone() throws Exception {
        String path = "/actuator/sbom/application";

        assertThat(get(port, path).statusCode()).isEqualTo(404);
        assertThat(get(managementPort, path).body()).contains("pkg:maven/com.graphql-java/graphql-java@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/nothing", "/nothing", "/actuator/health?a[]=%"})
    void answersToTheOperatorAreAsSafeAsAllOthers(String path) throws Exception {
        RawAnswer answer = RawAnswer.to(
                URI.create("http://localhost:" + managementPort),
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer.head())
                .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff")
                .doesNotContain("Strict-Transport-Security");
        assertThat(answer.body()).doesNotContain("Tomcat", "<html");
    }

    /// By a process of its own: how a JVM logs is settled once for all that runs in it.
    @Test
    void theLogIsJsonLineByLine() {
        try (GatewayProcess gateway = GatewayProcess.start(
                "--spring.profiles.active=production",
                "--management.server.port=0",
                "--dockgraph.replica.port=0",
                "--dockgraph.mirror.enabled=false")) {
            assertThat(gateway.log())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(
                                    JSON.readTree(line).path("message").asString())
                            .isNotEmpty())
                    .anySatisfy(line -> assertThat(
                                    JSON.readTree(line).path("message").asString())
                            .startsWith("Ready after"));
        }
    }

    private HttpResponse<String> refresh(int at) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + at + "/actuator/mirror"))
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(int at, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + at + path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
