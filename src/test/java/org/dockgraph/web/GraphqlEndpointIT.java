package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The endpoint as any HTTP client sees it. The audits of the specification run with the npm clients.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"dockgraph.replica.port=0", "dockgraph.mirror.enabled=false"})
class GraphqlEndpointIT {

    private static final String GRAPHQL = "application/graphql-response+json";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"POST", "QUERY"})
    void takesADocumentInTheBody(String method) throws Exception {
        HttpResponse<String> answer = send(request(method, "{\"query\": \"{ __typename }\"}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @Test
    void takesADocumentInTheAddress() throws Exception {
        HttpResponse<String> answer = send(get(
                "query",
                "query Q($id: ID!) { dockingEvent(id: $id) { ll2Id } }",
                "variables",
                "{\"id\": \"633\"}",
                "operationName",
                "Q"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"data\":{\"dockingEvent\":{\"ll2Id\":633}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void refusesOtherMethodsAndNamesThoseThatItTakes(String method) throws Exception {
        HttpResponse<String> answer = send(request(method, "{\"query\": \"{ __typename }\"}"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST, QUERY, OPTIONS");
        assertRefusal(answer, "The method is " + method + ", but must be GET, POST or QUERY.");
    }

    @Test
    void tellsItsMethods() throws Exception {
        HttpResponse<String> answer = send(request("OPTIONS", ""));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST, QUERY, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"query":                                       | The body is no JSON. Send an object such as {"query": "{ __typename }"}.
            {"query": "{ a }"} 1                            | The body is no JSON. Send an object such as {"query": "{ __typename }"}.
            [{"query": "{ __typename }"}]                   | The body is a list, but must be a JSON object with a query. Send one operation a request.
            {}                                              | query is missing. Send the text of a GraphQL document, or a documentId.
            {"query": 1}                                    | query is a number, but must be text, null or left out.
            {"documentId": 1}                               | documentId is a number, but must be text, null or left out.
            {"query": "{ a }", "operationName": true}       | operationName is true or false, but must be text, null or left out.
            {"query": "{ a }", "variables": "x"}            | variables is text, but must be an object, null or left out.
            {"query": "{ a }", "extensions": []}            | extensions is a list, but must be an object, null or left out.
            """)
    void refusesABodyThatIsNoRequest(String body, String message) throws Exception {
        HttpResponse<String> answer = send(request("POST", body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertRefusal(answer, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
                "application/json; charset=latin1",
                "?"
            })
    void refusesABodyThatIsNotDeclaredAsJson(String type) throws Exception {
        HttpResponse<String> answer =
                send(request("POST", "{\"query\": \"{ __typename }\"}").setHeader("Content-Type", type));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertRefusal(
                answer, "The body is not declared as JSON in UTF-8. Send it with Content-Type: application/json.");
    }

    @Test
    void refusesWhoTakesNeitherMediaType() throws Exception {
        HttpResponse<String> answer =
                send(request("POST", "{\"query\": \"{ __typename }\"}").setHeader("Accept", "image/png"));

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @ParameterizedTest
    @CsvSource({GRAPHQL + ", 400", "application/json, 200"})
    void aDocumentThatCannotBeRunIsToldByTheStatusInGraphqlsOwnType(String accept, int status) throws Exception {
        HttpResponse<String> answer =
                send(request("POST", "{\"query\": \"{ nonsense }\"}").setHeader("Accept", accept));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).has("data")).isFalse();
    }

    @Test
    void anErrorOfAFieldIsNoErrorOfTheRequest() throws Exception {
        HttpResponse<String> answer =
                send(request("POST", "{\"query\": \"{ dockingEvent(id: \\\"9999\\\") { ll2Id } }\"}")
                        .setHeader("Accept", GRAPHQL));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/errors/0/extensions/code").asString()).isEqualTo("NOT_FOUND");
    }

    private static void assertRefusal(HttpResponse<String> answer, String message) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(json(answer).at("/errors/0/message").asString()).isEqualTo(message);
        assertThat(json(answer).at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(json(answer).has("data")).isFalse();
    }

    private HttpRequest.Builder request(String method, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder get(String... parameters) {
        StringBuilder address = new StringBuilder("http://localhost:" + port + "/graphql");
        for (int i = 0; i < parameters.length; i += 2) {
            address.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(URI.create(address.toString()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }
}
