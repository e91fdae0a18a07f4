package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Which pages of other origins may ask.
class CrossOriginIT {

    private static final String PAGE = "https://board.example";

    @Test
    void noneMayByDefault() throws Exception {
        try (Gateway gateway = Gateway.serving()) {
            assertThat(preflight(gateway, PAGE).headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(asked(gateway, PAGE).headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void anAllowedOneMayAskAndReadWhatItNeeds() throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.cors.allowed-origins=http://localhost:3000," + PAGE)) {
            HttpResponse<String> before = preflight(gateway, PAGE);
            HttpResponse<String> answer = asked(gateway, PAGE);

            assertThat(before.statusCode()).isEqualTo(200);
            assertThat(before.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(PAGE);
            assertThat(before.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("content-type, dockgraph-report");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(PAGE);
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                    .hasValue("ETag, Retry-After");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void anotherOneIsToldWhatToDo() throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.cors.allowed-origins=" + PAGE)) {
            HttpResponse<String> answer = asked(gateway, "https://other.example");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(new JsonMapper()
                            .readTree(answer.body())
                            .at("/errors/0/message")
                            .asString())
                    .contains("dockgraph.cors.allowed-origins");
        }
    }

    @Test
    void evenIfAllMayNobodysCredentialsAreTaken() throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.cors.allowed-origins=*")) {
            HttpResponse<String> answer = asked(gateway, PAGE);

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("*");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"board.example", "https://board.example/", "https://*.example", "null"})
    void whatNoBrowserSendsAsAnOriginIsRefusedAtTheStart(String origin) {
        assertThatThrownBy(() -> new CorsProperties(List.of(origin)))
                .hasMessage("dockgraph.cors.allowed-origins has '" + origin
                        + "', but must have origins such as https://example.org, without a path, or *.");
    }

    private static HttpResponse<String> preflight(Gateway gateway, String origin) throws Exception {
        return send(HttpRequest.newBuilder(gateway.endpoint())
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,dockgraph-report"));
    }

    private static HttpResponse<String> asked(Gateway gateway, String origin) throws Exception {
        return send(HttpRequest.newBuilder(gateway.endpoint())
                .POST(BodyPublishers.ofString("{\"query\": \"{ __typename }\"}"))
                .header("Content-Type", "application/json")
                .header("Origin", origin));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
