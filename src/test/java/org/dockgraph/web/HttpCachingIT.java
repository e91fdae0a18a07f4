package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What browsers and caches between them and the gateway are told of an answer.
class HttpCachingIT {

    private static final String NEWEST =
            "{ dockingEvents(first: 100) { nodes { ll2Id docking spaceStation { name } } } }";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// At the moment at which all of it was fetched.
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.serving();
    }

    @AfterAll
    static void end() {
        HTTP.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { dockingEvents { nodes { docking } } }      | 900
            { dockingEvent(id: "622") { docking } }      | 172800
            { dockingEvent(id: "633") { isDocked } }     | 900
            { spaceStations { nodes { name } } }         | 86400
            { flightVehicle(id: "900") { destination } } | 172800
            { dockingEvent(id: "622") { docking } spaceStations { nodes { name } } } | 86400
            query @freshness(maxAge: "PT1M") { spaceStations { nodes { name } } }    | 60
            """)
    void anAnswerMayBeKeptAsLongAsItsShortestLivedPart(String query, int seconds) {
        assertThat(cacheControl(send(get(gateway, query))))
                .isEqualTo("max-age=" + seconds + ", public, stale-while-revalidate=60");
    }

    @Test
    void whatIsLeftShrinksWithTimeUntilItIsReadAnew() {
        try (Gateway cold = Gateway.serving()) {
            send(get(cold, NEWEST));
            cold.clock().advance(Duration.ofMinutes(10));
            assertThat(cacheControl(send(get(cold, NEWEST)))).startsWith("max-age=300,");
            cold.clock().advance(Duration.ofMinutes(10));
            assertThat(cacheControl(send(get(cold, NEWEST))))
                    .as("old, and refreshed for who asks next")
                    .isEqualTo("no-cache");
            cold.awaitCalls();
            assertThat(cacheControl(send(get(cold, NEWEST)))).startsWith("max-age=900,");
        }
    }

    @Test
    void anAnswerWithAnEventIsOverWhenAVehicleIsToLeave() {
        try (Gateway cold = Gateway.serving()) {
            cold.replica().script().add("in 5m undock 900");

            assertThat(cacheControl(send(get(cold, NEWEST)))).startsWith("max-age=300,");
            assertThat(cacheControl(send(get(cold, "{ spaceStations { nodes { name } } }"))))
                    .startsWith("max-age=86400,");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ upstream { budget { remaining } } spaceStations { nodes { name } } }",
                "{ __schema { description } }"
            })
    void whatHoldsForNoCertainTimeIsAskedForAgain(String query) {
        HttpResponse<byte[]> answer = send(get(gateway, query));

        assertThat(cacheControl(answer)).isEqualTo("no-cache");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ dockingEvent(id: \"9999\") { docking } spaceStations { nodes { name } } }",
                "{ nonsense }",
                "{"
            })
    void errorsAndAnswersInPartAreKeptByNobody(String query) {
        HttpResponse<byte[]> answer = send(get(gateway, query));

        assertThat(cacheControl(answer)).isEqualTo("no-store");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void anAnswerToOneWhoAskedForAReportIsKeptByNobody() {
        HttpResponse<byte[]> plain = send(get(gateway, NEWEST));
        HttpResponse<byte[]> reported = send(get(gateway, NEWEST).header("Dockgraph-Report", "true"));

        assertThat(cacheControl(reported)).isEqualTo("no-store");
        assertThat(plain.headers().firstValue("Vary"))
                .hasValue("Accept, Accept-Encoding, Dockgraph-Report, Dockgraph-Explain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "QUERY"})
    void whoHasTheAnswerIsToldSo(String method) {
        String tag = tag(send(request(gateway, method, NEWEST)));
        HttpResponse<byte[]> again = send(request(gateway, method, NEWEST).header("If-None-Match", "\"x\", W/" + tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(tag(again)).isEqualTo(tag);
        assertThat(cacheControl(again)).startsWith("max-age=");
        assertThat(again.headers().firstValue("Vary")).isPresent();
    }

    @Test
    void whoHasSomethingThatIsNoTagGetsTheAnswer() {
        assertThat(send(get(gateway, NEWEST).header("If-None-Match", "\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPostIsAnsweredWhole() {
        String tag = tag(send(get(gateway, NEWEST)));
        HttpResponse<byte[]> posted = send(request(gateway, "POST", NEWEST).header("If-None-Match", tag));

        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void eachMediaTypeAndCodingHasATagOfItsOwn() throws IOException {
        HttpResponse<byte[]> plain = send(get(gateway, NEWEST));
        HttpResponse<byte[]> packed = send(get(gateway, NEWEST).header("Accept-Encoding", "br, gzip;q=0.5"));
        HttpResponse<byte[]> graphql = send(get(gateway, NEWEST).header("Accept", "application/graphql-response+json"));

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(new String[] {tag(plain), tag(packed), tag(graphql)}).doesNotHaveDuplicates();
        assertThat(send(get(gateway, NEWEST).header("Accept-Encoding", "gzip").header("If-None-Match", tag(plain)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest.Builder get(Gateway gateway, String query) {
        return HttpRequest.newBuilder(
                URI.create(gateway.endpoint() + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    }

    private static HttpRequest.Builder request(Gateway gateway, String method, String query) {
        return method.equals("GET")
                ? get(gateway, query)
                : HttpRequest.newBuilder(gateway.endpoint())
                        .method(method, BodyPublishers.ofString("{\"query\": \"" + query + "\"}"))
                        .header("Content-Type", "application/json");
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static String cacheControl(HttpResponse<?> answer) {
        return answer.headers().firstValue("Cache-Control").orElseThrow();
    }
}
