package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of requests when there are more than the gateway can do, or than a client may send.
class OverloadIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LIGHT = "{ __typename }";

    /// 8,000 dockings, 130,000 fields.
    private static final String LARGE =
            "{ dockingEvents(first: 80) { nodes { spaceStation { dockingEvents(first: 100) {"
                    + " nodes { id docking departure flightVehicle { id destination spacecraft { id name serialNumber"
                    + " status { name } spacecraftConfig { id name agency { id name } } } } } } } } } }";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void oneOperationTooManyIsToldSoAtOnceAndOnlyWhileItIs() throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.operations=1")) {
            gateway.playFaults("docking_event/633/ hang");
            CompletableFuture<HttpResponse<String>> first = http.sendAsync(
                    question(gateway, "{ dockingEvent(id: \"633\") { docking } }")
                            .build(),
                    BodyHandlers.ofString());
            while (gateway.replica().requests().isEmpty()) {
                Thread.onSpinWait();
            }

            HttpResponse<String> second = ask(gateway, LIGHT);

            assertThat(first).isNotDone();
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(second.body()).contains("\"OVERLOADED\"", "1 operation");

            gateway.playFaults("");
            assertThat(first.get().statusCode()).isEqualTo(200);
            while (ask(gateway, LIGHT).statusCode() != 200) { // once the first answer is wholly sent
                Thread.onSpinWait();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "stream"})
    void operationsOfEveryTransportShareThePlacesAndSubscriptionsLeaveThem(String transport) throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.operations=1");
                SocketClient socket = SocketClient.opened(
                        URI.create(gateway.endpoint().toString().replace("http:", "ws:")))) {
            socket.say(subscribe("changes", "subscription { dockingEventChanged { kind } }"));
            socket.say("{\"type\":\"ping\"}");
            assertThat(socket.hear()).isEqualTo("{\"type\":\"pong\"}");
            gateway.playFaults("docking_event/633/ hang");
            String held = "{ dockingEvent(id: \"633\") { docking } }";
            CompletableFuture<HttpResponse<String>> stream = null;
            if (transport.equals("socket")) {
                socket.say(subscribe("held", held));
            } else {
                stream = http.sendAsync(
                        question(gateway, held)
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofString());
            }
            while (gateway.replica().requests().isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(ask(gateway, LIGHT).statusCode()).isEqualTo(503);
            socket.say(subscribe("light", LIGHT));
            assertThat(socket.hear()).contains("\"id\":\"light\"", "\"type\":\"error\"", "\"OVERLOADED\"");
            assertThat(refusals(gateway, "operations-under-way")).isEqualTo(2);

            gateway.playFaults("");
            if (stream == null) {
                assertThat(socket.hear()).contains("\"id\":\"held\"", "\"type\":\"next\"");
                assertThat(socket.hear()).contains("\"id\":\"held\"", "\"type\":\"complete\"");
            } else {
                assertThat(stream.get().body()).contains("event: next", "event: complete");
            }
            while (ask(gateway, LIGHT).statusCode() != 200) {
                Thread.onSpinWait();
            }
        }
    }

    private static String subscribe(String id, String document) {
        return JSON.writeValueAsString(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", document)));
    }

    private static double refusals(Gateway gateway, String limit) {
        return gateway.bean(MeterRegistry.class)
                .get("dockgraph.limits")
                .tag("limit", limit)
                .counter()
                .count();
    }

    @Test
    void operationsOnASocketCountAsRequestsOfItsClient() throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.requests-per-minute=1");
                SocketClient socket = SocketClient.opened(
                        URI.create(gateway.endpoint().toString().replace("http:", "ws:")))) {
            socket.say(subscribe("1", LIGHT));
            assertThat(socket.hear()).contains("\"type\":\"next\"");
            assertThat(socket.hear()).contains("\"type\":\"complete\"");

            socket.say(subscribe("2", LIGHT));

            assertThat(socket.hear()).contains("\"type\":\"error\"", "\"RATE_LIMITED\"");
            assertThat(refusals(gateway, "requests-per-minute")).isEqualTo(1);
        }
    }

    @Test
    void whoReadsSlowlyKeepsThePlace() throws Exception {
        try (Gateway gateway = Gateway.serving(
                        "--dockgraph.http.operations=1",
                        "--dockgraph.limits.cost=1000000",
                        "--dockgraph.limits.values=1000000",
                        "--dockgraph.limits.answer=100000000");
                RawSocket slow = new RawSocket(gateway.endpoint())) {
            String body = JSON.writeValueAsString(Map.of("query", LARGE));
            slow.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            slow.awaitText("\r\n\r\n");

            assertThat(ask(gateway, LIGHT).statusCode()).isEqualTo(503);

            assertThat(slow.rest()).endsWith("}");
            while (ask(gateway, LIGHT).statusCode() != 200) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void answersForWhichThereIsNoRoomUntilTheyAreReadAreRefused() throws Exception {
        String longAnswer = "{ __typename here_it_is_once_more: __typename }"; // of 60 bytes
        try (Gateway gateway = Gateway.serving("--dockgraph.http.unread-answers=40B");
                SocketClient socket = SocketClient.opened(
                        URI.create(gateway.endpoint().toString().replace("http:", "ws:")))) {
            assertThat(ask(gateway, LIGHT).statusCode()).isEqualTo(200);

            HttpResponse<String> refused = ask(gateway, longAnswer);
            socket.say(subscribe("1", longAnswer));
            HttpResponse<String> stream = http.send(
                    question(gateway, longAnswer)
                            .header("Accept", "text/event-stream")
                            .build(),
                    BodyHandlers.ofString());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("\"OVERLOADED\"", "have not read yet");
            assertThat(socket.hear()).contains("\"type\":\"error\"", "\"OVERLOADED\"");
            assertThat(stream.body()).contains("event: next", "\"OVERLOADED\"", "event: complete");
            assertThat(refusals(gateway, "unread-answers")).isEqualTo(3);
            assertThat(ask(gateway, LIGHT).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void manyLargeOperationsAtOnceAreAllAnsweredAndASmallOneMeanwhile() throws Exception {
        try (Gateway gateway = Gateway.serving(
                "--dockgraph.limits.cost=1000000",
                "--dockgraph.limits.values=1000000",
                "--dockgraph.limits.answer=100000000")) {
            HttpResponse<String> alone = ask(gateway, LARGE);
            assertThat(alone.body()).startsWith("{\"data\":").doesNotContain("\"errors\"");
            List<CompletableFuture<HttpResponse<String>>> large = IntStream.range(0, 10)
                    .mapToObj(_ -> http.sendAsync(question(gateway, LARGE).build(), BodyHandlers.ofString()))
                    .toList();

            assertThat(ask(gateway, LIGHT).statusCode()).isEqualTo(200);

            for (CompletableFuture<HttpResponse<String>> answer : large) {
                assertThat(answer.get().body()).isEqualTo(alone.body());
            }
        }
    }

    @Test
    void aClientMayBeHeldToSomeRequestsAMinute() throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.requests-per-minute=2")) {
            assertThat(ask(gateway, LIGHT).statusCode()).isEqualTo(200);
            assertThat(ask(gateway, LIGHT).statusCode()).isEqualTo(200);

            HttpResponse<String> third = ask(gateway, LIGHT);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 30));
            assertThat(third.body()).contains("\"RATE_LIMITED\"", "2 requests a minute");
        }
    }

    @Test
    void clientsCanBeToldApartByAHeader() throws Exception {
        try (Gateway gateway =
                Gateway.serving("--dockgraph.http.requests-per-minute=1", "--dockgraph.http.client-header=X-Client")) {
            for (String client : List.of("one", "other")) {
                HttpRequest request =
                        question(gateway, LIGHT).header("X-Client", client).build();
                assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
                assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(429);
            }
        }
    }

    private HttpResponse<String> ask(Gateway gateway, String query) throws Exception {
        return http.send(question(gateway, query).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder question(Gateway gateway, String query) {
        return HttpRequest.newBuilder(gateway.endpoint())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
    }
}
