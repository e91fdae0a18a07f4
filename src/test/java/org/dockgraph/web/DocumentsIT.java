package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dockgraph.Dockgraph;
import org.dockgraph.replica.ReplicaServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Persisted and trusted documents as any HTTP client sees them.
class DocumentsIT {

    /// Escapes what is not ASCII, also what UTF-8 has no form for.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String PLAIN_JSON = "application/json";
    private static final Path TRUSTED = Path.of("src/test/resources/documents/trusted");

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InDevelopment {

        private final Running gateway = new Running("--dockgraph.documents.trusted=" + TRUSTED);

        @AfterAll
        void stop() {
            gateway.close();
        }

        @AfterEach
        void forgetCalls() {
            gateway.calls();
        }

        @ParameterizedTest
        @ValueSource(strings = {GRAPHQL, PLAIN_JSON})
        void aHashThatIsNotKnownGetsTheErrorThatMakesClientsSendTheText(String accept) {
            String hash = DocumentId.ofText("{ never: __typename }").value();

            for (HttpResponse<String> answer : List.of(
                    gateway.post(Map.of("extensions", persisted(hash)), accept),
                    gateway.get(Map.of("extensions", JSON.writeValueAsString(persisted(hash))), accept))) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body())
                        .isEqualTo("{\"errors\":[{\"message\":\"PersistedQueryNotFound\","
                                + "\"extensions\":{\"code\":\"PERSISTED_QUERY_NOT_FOUND\"}}]}");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            }
            assertThat(gateway.calls()).isEmpty();
        }

        @Test
        void aDocumentThatCameWithItsHashIsFoundByTheHashByEveryMethodAndWithOtherVariables() {
            String document = "query Registered($id: ID!) { spaceStation(id: $id) { ll2Id } }";
            Map<String, Object> extensions =
                    persisted(DocumentId.ofText(document).value());
            JsonNode first = json(gateway.post(
                    Map.of("query", document, "variables", Map.of("id", "4"), "extensions", extensions), GRAPHQL));
            assertThat(first.at("/data/spaceStation/ll2Id").asInt()).isEqualTo(4);

            JsonNode posted =
                    json(gateway.post(Map.of("variables", Map.of("id", "18"), "extensions", extensions), GRAPHQL));
            assertThat(posted.at("/data/spaceStation/ll2Id").asInt()).isEqualTo(18);

            JsonNode got = json(gateway.get(
                    Map.of("variables", "{\"id\":\"4\"}", "extensions", JSON.writeValueAsString(extensions)), GRAPHQL));
            assertThat(got).isEqualTo(first);
        }

        @Test
        void aDocumentIsRegisteredByGetAsWell() {
            String document = "{ byGet: __typename }";
            String extensions = JSON.writeValueAsString(
                    persisted(DocumentId.ofText(document).value()));
            gateway.get(Map.of("query", document, "extensions", extensions), GRAPHQL);

            assertThat(gateway.get(Map.of("extensions", extensions), GRAPHQL).body())
                    .isEqualTo("{\"data\":{\"byGet\":\"Query\"}}");
        }

        @Test
        void digitsOfAHashMayBeOfEitherCase() {
            String document = "{ upper: __typename }";
            String hash = DocumentId.ofText(document).value();
            gateway.post(Map.of("query", document, "extensions", persisted(hash.toUpperCase(Locale.ROOT))), GRAPHQL);

            assertThat(gateway.post(Map.of("extensions", persisted(hash)), GRAPHQL)
                            .body())
                    .isEqualTo("{\"data\":{\"upper\":\"Query\"}}");
        }

        @Test
        void aWrongHashIsRefusedAndNothingIsKept() {
            String document = "{ wrong: spaceStation(id: 4) { name } }";
            String wrong = DocumentId.ofText("{ other: __typename }").value();
            String right = DocumentId.ofText(document).value();

            HttpResponse<String> answer =
                    gateway.post(Map.of("query", document, "extensions", persisted(wrong)), GRAPHQL);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer, "BAD_USER_INPUT"))
                    .startsWith("provided sha does not match query")
                    .contains(right);
            for (String hash : List.of(wrong, right)) {
                assertThat(error(
                                gateway.post(Map.of("extensions", persisted(hash)), GRAPHQL),
                                "PERSISTED_QUERY_NOT_FOUND"))
                        .isEqualTo("PersistedQueryNotFound");
            }
            assertThat(gateway.calls()).isEmpty();
        }

        @Test
        void textsThatDifferOnlyWhereUtf8CannotTellHaveNoCommonHash() {
            String document = "{ node(id: \"?\") { id } }";
            Map<String, Object> extensions =
                    persisted(DocumentId.ofText(document).value());

            HttpResponse<String> answer =
                    gateway.post(Map.of("query", document.replace("?", "\ud83d"), "extensions", extensions), GRAPHQL);

            assertThat(error(answer, "BAD_USER_INPUT")).startsWith("query holds half of a surrogate pair");
            assertThat(error(gateway.post(Map.of("extensions", extensions), GRAPHQL), "PERSISTED_QUERY_NOT_FOUND"))
                    .isNotEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                "text"                             | is no object.
                {"sha256Hash": "abc"}              | has another version than 1, which is not known.
                {"version": 2, "sha256Hash": "a"}  | has another version than 1, which is not known.
                {"version": 1}                     | has no text as its sha256Hash.
                {"version": 1, "sha256Hash": 1}    | has no text as its sha256Hash.
                """)
        void aMalformedPersistedQueryIsRefused(String persistedQuery, String fault) {
            HttpResponse<String> answer = gateway.post(
                    Map.of(
                            "query",
                            "{ __typename }",
                            "extensions",
                            Map.of("persistedQuery", JSON.readTree(persistedQuery))),
                    GRAPHQL);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer, "BAD_USER_INPUT")).startsWith("extensions.persistedQuery " + fault);
        }

        @Test
        void aTrustedDocumentIsFoundByItsNameAndByHash() throws IOException {
            String written = Files.readString(TRUSTED.resolve("stations/station.gql"));
            String hash = DocumentId.ofText(written.strip()).value();
            for (String id : List.of("station", "sha256:" + hash, hash)) {
                assertThat(gateway.post(Map.of("documentId", id, "variables", Map.of("id", "18")), GRAPHQL)
                                .body())
                        .isEqualTo("{\"data\":{\"spaceStation\":{\"name\":\"Tiangong space station\"}}}");
                assertThat(gateway.get(Map.of("documentId", id, "variables", "{\"id\":\"18\"}"), GRAPHQL)
                                .body())
                        .isEqualTo("{\"data\":{\"spaceStation\":{\"name\":\"Tiangong space station\"}}}");
            }
            assertThat(gateway.post(
                                    Map.of("extensions", persisted("station"), "variables", Map.of("id", "18")),
                                    GRAPHQL)
                            .body())
                    .isEqualTo("{\"data\":{\"spaceStation\":{\"name\":\"Tiangong space station\"}}}");
        }

        @ParameterizedTest
        @CsvSource({GRAPHQL + ", 400", PLAIN_JSON + ", 200"})
        void anUnknownDocumentIdIsOneError(String accept, int status) {
            HttpResponse<String> answer = gateway.post(Map.of("documentId", "nothing"), accept);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(error(answer, "PERSISTED_QUERY_NOT_FOUND"))
                    .startsWith("No document is known by this documentId.");
        }

        @Test
        void twoDocumentsInOneRequestAreRefused() {
            HttpResponse<String> both =
                    gateway.post(Map.of("documentId", "docked", "query", "{ __typename }"), GRAPHQL);
            assertThat(both.statusCode()).isEqualTo(400);
            assertThat(error(both, "BAD_USER_INPUT"))
                    .isEqualTo("documentId comes with a query, which may be another document. Send one of them.");
            assertThat(error(
                            gateway.post(Map.of("documentId", "docked", "extensions", persisted("docked")), GRAPHQL),
                            "BAD_USER_INPUT"))
                    .startsWith("documentId comes with a persistedQuery");
        }

        @Test
        void freeTextIsRunBesideTrustedDocuments() {
            assertThat(gateway.post(Map.of("query", "{ __typename }"), GRAPHQL).body())
                    .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        }

        @Test
        void operationsMayBeDescribed() {
            assertThat(gateway.post(
                                    Map.of(
                                            "query",
                                            "\"\"\"Nothing much.\"\"\"\nquery Q(\"which\" $id: ID = \"4\") { a: node(id: $id) { __typename } b }"),
                                    GRAPHQL)
                            .body())
                    .contains("\"line\":2,\"column\":")
                    .contains("GRAPHQL_VALIDATION_FAILED")
                    .doesNotContain("GRAPHQL_PARSE_FAILED");
            assertThat(gateway.post(Map.of("query", "\"My type.\" query { __typename }"), GRAPHQL)
                            .body())
                    .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnlyTrusted {

        private final Running gateway =
                new Running("--dockgraph.documents.trusted=" + TRUSTED, "--dockgraph.documents.only-trusted=true");

        @AfterAll
        void stop() {
            gateway.close();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{ spaceStation(id: 4) { name } }",
                    "{ __schema { types { name } } }",
                    "query R($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
                    "no GraphQL"
                })
        void nothingElseIsRun(String document) {
            Map<String, Object> extensions =
                    persisted(DocumentId.ofText(document).value());
            for (Map<String, Object> request : List.<Map<String, Object>>of(
                    Map.of("query", document),
                    Map.of("query", document, "extensions", extensions), // which would register it
                    Map.of("extensions", extensions),
                    Map.of("documentId", "nothing"))) {
                HttpResponse<String> answer = gateway.post(request, GRAPHQL);
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(error(answer, "DOCUMENT_NOT_TRUSTED")).startsWith("Only trusted documents are run here");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");

                HttpResponse<String> inJson = gateway.post(request, PLAIN_JSON);
                assertThat(inJson.statusCode()).isEqualTo(200);
                assertThat(inJson.body()).isEqualTo(answer.body());
            }
            assertThat(error(gateway.get(Map.of("query", document), GRAPHQL), "DOCUMENT_NOT_TRUSTED"))
                    .isNotEmpty();
            assertThat(gateway.calls()).isEmpty();
        }

        @Test
        void trustedDocumentsAreRunByIdByHashAndByTheirOwnText() throws IOException {
            String text = Files.readString(TRUSTED.resolve("docked.graphql")).strip();
            Map<String, Object> extensions = persisted(DocumentId.ofText(text).value());

            for (Map<String, Object> request : List.<Map<String, Object>>of(
                    Map.of("documentId", "docked"),
                    Map.of("extensions", extensions),
                    Map.of("query", text),
                    Map.of("query", text + "\n", "operationName", "Docked"),
                    Map.of("query", text, "extensions", extensions))) {
                assertThat(gateway.post(request, GRAPHQL).body())
                        .isEqualTo("{\"data\":{\"dockingEvents\":{\"nodes\":[{\"ll2Id\":633}]}}}");
            }
        }
    }

    @Nested
    @ExtendWith(OutputCaptureExtension.class)
    class AtTheStart {

        @Test
        void aDocumentThatDoesNotFitTheSchemaStopsIt(@TempDir Path folder, CapturedOutput console) throws IOException {
            Files.writeString(folder.resolve("old.graphql"), "\"Of last year.\" query Old { moonBases { name } }");

            assertStopped("--dockgraph.documents.trusted=" + folder);

            assertThat(console)
                    .contains("APPLICATION FAILED TO START")
                    .contains(
                            "dockgraph.documents.trusted is " + folder + ", which holds documents that cannot be run.")
                    .contains("  old: ")
                    .contains("moonBases")
                    .doesNotContain("at org.dockgraph");
        }

        @Test
        void theSettingWithoutDocumentsStopsIt(CapturedOutput console) {
            assertStopped("--dockgraph.documents.only-trusted=true");

            assertThat(console)
                    .contains("APPLICATION FAILED TO START")
                    .contains("dockgraph.documents.only-trusted is true, but no document is trusted.");
        }

        private static void assertStopped(String setting) {
            assertThatThrownBy(() -> new Running(setting).close()).isInstanceOf(RuntimeException.class);
        }
    }

    private static Map<String, Object> persisted(String hash) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
    }

    /// The message of the answer's only error.
    private static String error(HttpResponse<String> answer, String code) {
        JsonNode response = json(answer);
        assertThat(response.path("errors")).hasSize(1);
        assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo(code);
        assertThat(response.has("data")).isFalse();
        return response.at("/errors/0/message").asString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /// The whole gateway over HTTP, with nothing held.
    private static final class Running implements AutoCloseable {

        private final ConfigurableApplicationContext application;
        private final HttpClient http = HttpClient.newHttpClient();

        Running(String... settings) {
            application = new SpringApplicationBuilder(Dockgraph.class)
                    .properties("server.port=0", "dockgraph.replica.port=0", "dockgraph.mirror.enabled=false")
                    .run(settings);
        }

        HttpResponse<String> post(Map<String, Object> body, String accept) {
            return send(request("", accept)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        }

        HttpResponse<String> get(Map<String, String> parameters, String accept) {
            return send(request(
                    parameters.entrySet().stream()
                            .map(parameter -> parameter.getKey() + "="
                                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&", "?", "")),
                    accept));
        }

        /// The requests that have reached the source since the last look.
        List<String> calls() {
            ReplicaServer replica = application.getBean(ReplicaServer.class);
            List<String> calls = replica.requests().stream()
                    .map(call -> call.target())
                    .filter(target -> !target.contains("api-throttle")) // the gateway's own look at the start
                    .toList();
            replica.forgetRequests();
            return calls;
        }

        private HttpRequest.Builder request(String parameters, String accept) {
            int port = Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                    .getPort();
            return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql" + parameters))
                    .header("Accept", accept);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), BodyHandlers.ofString());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public void close() {
            application.close();
            http.close();
        }
    }
}
