package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The schema as tools fetch it.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"dockgraph.replica.port=0", "dockgraph.mirror.enabled=false"})
class SchemaEndpointIT {

    @LocalServerPort
    private int port;

    @Test
    void givesTheContractAndWhatFederationAdds() throws Exception {
        HttpResponse<String> answer = send("GET");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.body())
                .isEqualTo(Files.readString(Path.of("schema.graphqls")) + "\n"
                        + Files.readString(Path.of("src/main/resources/graphql/federation.graphqls")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void whoHasItIsToldThatNothingHasChanged(String method) throws Exception {
        String etag = send(method).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(method, "If-None-Match", "\"other\", " + etag);

        assertThat(etag).startsWith("\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).contains(etag);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void whoHasAnotherIsGivenIt() throws Exception {
        assertThat(send("GET", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql/schema"))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
