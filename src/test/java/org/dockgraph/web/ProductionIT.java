package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/// What the switch for the open internet changes.
@ExtendWith(OutputCaptureExtension.class)
@ActiveProfiles("production")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "dockgraph.replica.port=0", "dockgraph.mirror.enabled=false"})
class ProductionIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    /// For the tests after this one: the format is kept where nobody takes it back.
    @AfterAll
    static void logInTextAgain() {
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
    }

    @Test
    void whatIsForTheOperatorIsOnAPortOfItsOwn() throws Exception {
        for (String path : new String[] {"/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/mirror"}) {
            assertThat(get(port, path).statusCode()).as(path).isEqualTo(404);
            assertThat(get(managementPort, path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void whetherItIsAliveAndReadyIsToldToAllWithoutDetails() throws Exception {
        assertThat(get(port, "/livez").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get(port, "/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void theLogIsJson(CapturedOutput output) {
        LoggerFactory.getLogger("org.dockgraph.Test").info("A line");

        assertThat(output.getOut()).contains("\"message\":\"A line\"");
    }

    private HttpResponse<String> get(int at, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + at + path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
