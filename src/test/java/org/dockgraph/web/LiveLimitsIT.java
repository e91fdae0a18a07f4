package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import org.dockgraph.operate.Meters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of those who listen badly, of too many, and of all when the gateway stops.
@Timeout(120)
class LiveLimitsIT {

    private static final String CHANGES = "subscription { dockingEventChanged { kind } }";
    /// No signs of life, and answers that are large enough to fill what a client does not read.
    private static final String[] PATIENT = {
        "--dockgraph.subscriptions.keep-alive=1h",
        "--dockgraph.limits.tokens=100000",
        "--dockgraph.limits.aliases=100000",
        "--dockgraph.limits.fields=100000",
        "--dockgraph.limits.event-values=100000"
    };

    /// A subscription whose every response has 45 kB.
    private static String longChanges() {
        StringBuilder document = new StringBuilder("subscription { dockingEventChanged {");
        IntStream.range(0, 1500).forEach(i -> document.append(" a").append(i).append(": __typename"));
        return document.append(" } }").toString();
    }

    private static String subscribe(String document) {
        return "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + document + "\"}}";
    }

    @Test
    void whoReadsTooSlowlyIsDroppedAndHarmsNobody() throws Exception {
        try (LiveGateway gateway = new LiveGateway(PATIENT);
                RawSocket slow = RawSocket.opened(gateway.endpoint("ws"));
                SocketClient other = SocketClient.opened(gateway.endpoint("ws"))) {
            gateway.change(500);
            slow.say(subscribe(longChanges()));
            slow.say("{\"type\":\"ping\"}");
            assertThat(slow.hear()).isEqualTo("{\"type\":\"pong\"}");
            changeTooMuchForOneWhoDoesNotRead(gateway, other);

            String heard = slow.hear();
            while (heard.startsWith("{")) {
                heard = slow.hear();
            }
            assertThat(heard).isEqualTo("4420 Subscriber too slow");
        }
    }

    @Test
    void aStreamThatIsReadTooSlowlyIsEnded() throws Exception {
        try (LiveGateway gateway = new LiveGateway(PATIENT);
                RawSocket slow = new RawSocket(gateway.endpoint("http"));
                SocketClient other = SocketClient.opened(gateway.endpoint("ws"))) {
            gateway.change(500);
            String body = "{\"query\":\"" + longChanges() + "\"}";
            slow.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Accept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);
            slow.awaitText("\r\n:\n\n");
            changeTooMuchForOneWhoDoesNotRead(gateway, other);

            assertThat(slow.rest()).contains("\"code\":\"SUBSCRIBER_TOO_SLOW\"", "event: complete\ndata:\n\n");
            assertThat(Meters.of(gateway.endpoint("http")).lines())
                    .contains("dockgraph_errors_total{code=\"SUBSCRIBER_TOO_SLOW\"} 1.0");
        }
    }

    /// Twice as many changes as are kept, each of which another one hears.
    private static void changeTooMuchForOneWhoDoesNotRead(LiveGateway gateway, SocketClient other) {
        other.say(subscribe(CHANGES)).say("{\"type\":\"ping\"}");
        assertThat(other.hear()).isEqualTo("{\"type\":\"pong\"}");
        for (int round = 0; round < 4; round++) {
            gateway.change(500);
            for (int i = 0; i < 500; i++) {
                assertThat(other.hear()).contains("CORRECTION");
            }
        }
    }

    @Test
    void aSocketThatIsNotOpenedInTimeIsClosed() {
        try (LiveGateway gateway = new LiveGateway("--dockgraph.subscriptions.init-timeout=100ms");
                SocketClient client = new SocketClient(gateway.endpoint("ws"))) {
            assertThat(client.hear()).isEqualTo("4408 Connection initialisation timeout");
        }
    }

    @Test
    void aSocketThatAnswersPingsStaysAndAnotherIsClosed() throws Exception {
        try (LiveGateway gateway = new LiveGateway("--dockgraph.subscriptions.keep-alive=500ms");
                SocketClient alive = SocketClient.opened(gateway.endpoint("ws"));
                RawSocket dead = RawSocket.opened(gateway.endpoint("ws"))) {
            assertThat(dead.hear()).isEqualTo("ping");
            assertThat(dead.hear()).isEqualTo("4420 Ping not answered");

            for (int i = 0; i < 4; i++) {
                assertThat(alive.hear()).isEqualTo("ping");
            }
        }
    }

    @Test
    void socketsAndStreamsShareALimit() throws Exception {
        try (LiveGateway gateway = new LiveGateway(
                        "--dockgraph.subscriptions.connections=1", "--dockgraph.subscriptions.keep-alive=50ms");
                HttpClient http = HttpClient.newHttpClient()) {
            try (InputStream stream = listen(gateway, http).body()) {
                try (SocketClient second = new SocketClient(gateway.endpoint("ws"))) {
                    assertThat(second.hear()).isEqualTo("1013 Try again later");
                }
                assertThat(listened(gateway, http)).isEqualTo(503);
                assertThat(stream.read()).isEqualTo(':');
            }

            // That the first one has gone is noticed by its next signs of life.
            while (listened(gateway, http) != 200) {
                Thread.onSpinWait();
            }
        }
    }

    /// Tries to listen, and gives the status.
    private static int listened(LiveGateway gateway, HttpClient http) throws Exception {
        HttpResponse<InputStream> answer = listen(gateway, http);
        answer.body().close();
        return answer.statusCode();
    }

    private static HttpResponse<InputStream> listen(LiveGateway gateway, HttpClient http) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.endpoint("http"))
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + CHANGES + "\"}"))
                .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    @Test
    void allAreToldThatTheGatewayStopsAndNobodyIsWaitedFor() throws Exception {
        LiveGateway gateway = new LiveGateway(PATIENT);
        try (SocketClient socket = SocketClient.opened(gateway.endpoint("ws"));
                HttpClient http = HttpClient.newHttpClient();
                InputStream stream = listen(gateway, http).body()) {
            assertThat(stream.read()).isEqualTo(':');

            gateway.close();

            assertThat(socket.hear()).isEqualTo("1001 Going away");
            assertThat(stream.readAllBytes()).asString().isEqualTo("\n\n");
        }
    }
}
