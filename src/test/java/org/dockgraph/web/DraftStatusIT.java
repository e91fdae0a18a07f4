package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The status codes of the newer draft of GraphQL over HTTP, for those who switch them on.
class DraftStatusIT {

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.serving("--dockgraph.http.draft-status=true");
    }

    @AfterAll
    static void end() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"query": "{ __typename }"}                                              | 200 | 200
            {"query": "{ dockingEvent(id: \\"9999\\") { id } __typename }"}          | 294 | 200
            {"query": "{ nonsense }"}                                                | 422 | 200
            {"query": "query A { __typename } query B { __typename }"}               | 422 | 200
            {"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {}}   | 422 | 200
            {"query": 1}                                                             | 422 | 400
            {"query": "{"}                                                           | 400 | 200
            {"query":                                                                | 400 | 400
            """)
    void tellWhatBecameOfARequestInGraphqlsOwnType(String body, int graphql, int json) throws Exception {
        assertThat(status(body, "application/graphql-response+json")).isEqualTo(graphql);
        assertThat(status(body, "application/json")).isEqualTo(json);
    }

    private static int status(String body, String accept) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(gateway.endpoint())
                                    .POST(BodyPublishers.ofString(body))
                                    .header("Content-Type", "application/json")
                                    .header("Accept", accept)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
