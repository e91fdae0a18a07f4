package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The playground is there, or there is nothing of it.
@ExtendWith(OutputCaptureExtension.class)
class PlaygroundIT {

    private static final String[] FILES = {
        "/graphiql", "/graphiql/index.html", "/graphiql/playground.js", "/graphql-ui/graphiql.min.js"
    };
    private static final String[] WAYS = {"/", "/graphiql/", "/graphql-ui/", "/graphql-ui/index.html", "/graphql"};

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void itIsServedAndAllWaysLeadToIt(CapturedOutput output) throws Exception {
        try (Gateway gateway = Gateway.serving("--logging.level.org.dockgraph=info")) {
            for (String file : FILES) {
                assertThat(get(gateway, file).statusCode()).as(file).isEqualTo(200);
            }
            for (String way : WAYS) {
                HttpResponse<String> answer = get(gateway, way);
                assertThat(answer.statusCode()).as(way).isBetween(300, 399);
                assertThat(answer.headers().firstValue("Location").orElseThrow())
                        .as(way)
                        .endsWith("/graphiql");
            }
            assertThat(output).contains("  Playground   ");
        }
    }

    @Test
    void whereItIsSwitchedOffNothingIsLeftOfIt(CapturedOutput output) throws Exception {
        try (Gateway gateway =
                Gateway.serving("--dockgraph.playground.enabled=false", "--logging.level.org.dockgraph=info")) {
            for (String file : FILES) {
                assertThat(get(gateway, file).statusCode()).as(file).isEqualTo(404);
            }
            for (String way : WAYS) {
                assertThat(get(gateway, way).statusCode()).as(way).isEqualTo(way.equals("/graphql") ? 406 : 404);
            }
            assertThat(output).contains("  GraphQL      ").doesNotContain("  Playground   ", "No mapping");
        }
    }

    /// Asks as a browser does that shows a page.
    private HttpResponse<String> get(Gateway gateway, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.endpoint().resolve(path))
                .header("Accept", "text/html")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
