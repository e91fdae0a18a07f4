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
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The distinct connections mode of graphql-sse as a client sees it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStreamIT {

    private static final String EVENTS = "text/event-stream";
    private static final String MIXED = "application/graphql-response+json, application/json, text/event-stream";
    private static final String CHANGES = "subscription { dockingEventChanged { kind } }";

    private final LiveGateway gateway = new LiveGateway();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    void close() {
        http.shutdownNow();
        gateway.close();
    }

    private HttpRequest post(String accept, String body) {
        return HttpRequest.newBuilder(gateway.endpoint("http"))
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    private static String query(String document) {
        return "{\"query\":\"" + document + "\"}";
    }

    private static String withoutKeepAlives(String body) {
        return body.replace("\n:\n", "\n").replaceFirst("^:\n\n", "");
    }

    @Test
    void aQueryHasOneResponse() throws Exception {
        HttpResponse<String> answer = send(post(EVENTS, query("{ __typename }")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(withoutKeepAlives(answer.body())).isEqualTo("""
                        event: next
                        data: {"data":{"__typename":"Query"}}

                        event: complete
                        data:

                        """);
    }

    @Test
    void aDocumentMayStandInTheAddress() throws Exception {
        URI address = URI.create(
                gateway.endpoint("http") + "?query=" + URLEncoder.encode("{ __typename }", StandardCharsets.UTF_8));

        assertThat(send(HttpRequest.newBuilder(address).header("Accept", EVENTS).build())
                        .body())
                .contains("event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\nevent: complete\ndata:\n\n");
    }

    @Test
    void whatCannotBeRunIsToldInTheStream() throws Exception {
        HttpResponse<String> answer = send(post(EVENTS, query("{ nonsense }")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(withoutKeepAlives(answer.body()))
                .startsWith("event: next\ndata: {\"errors\":[{\"message\":")
                .contains("GRAPHQL_VALIDATION_FAILED")
                .endsWith("event: complete\ndata:\n\n");
    }

    @Test
    void whoAsksForTheHeadAloneDoesNotListen() throws Exception {
        URI address =
                URI.create(gateway.endpoint("http") + "?query=" + URLEncoder.encode(CHANGES, StandardCharsets.UTF_8));

        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(address).HEAD().header("Accept", EVENTS).build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    }

    @Test
    void aBodyThatIsNoRequestIsRefusedInJson() throws Exception {
        HttpResponse<String> answer = send(post(EVENTS, "[]"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, MIXED, "application/json, text/event-stream;q=0.1"})
    void changesAreToldAsTheyCome(String accept) throws Exception {
        gateway.change(1);
        HttpResponse<Stream<String>> answer = http.send(post(accept, query(CHANGES)), BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (Stream<String> body = answer.body()) {
            Iterator<String> lines = body.filter(line -> !line.isEmpty()).iterator();
            assertThat(lines.next()).isEqualTo(":"); // it listens
            for (int i = 0; i < 3; i++) {
                gateway.change(1);

                assertThat(lines.next()).isEqualTo("event: next");
                assertThat(lines.next())
                        .isEqualTo("data: {\"data\":{\"dockingEventChanged\":{\"kind\":\"CORRECTION\"}}}");
            }
        }
    }

    @Test
    void whoTakesBothGetsASingleResponseAsJson() throws Exception {
        HttpResponse<String> answer = send(post(MIXED, query("{ __typename }")));

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/graphql-response+json"));
        assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/graphql-response+json", "*/*"})
    void whoTakesASingleResponseIsToldHowToSubscribe(String accept) throws Exception {
        HttpResponse<String> answer = send(post(accept, query(CHANGES)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("A subscription has many answers. Accept text/event-stream, or ask over a WebSocket.");
    }
}
