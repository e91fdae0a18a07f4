package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Who causes calls, over the wire: the same client over every transport, and others beside it.
class ClientSharesIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANN = "127.0.0.2";
    private static final String MALLORY = "127.0.0.3";

    private int unknown = 90_001;

    @Test
    void whoSpendsAllFromOneAddressDoesNotSpendItForAnother() throws Exception {
        try (Gateway gateway = Gateway.serving()) {
            assertThat(from(ANN, gateway, "{ spaceStations { totalCount } }")).contains("totalCount");
            for (int call = 0; call < 3; call++) {
                assertThat(from(MALLORY, gateway, next())).contains("NOT_FOUND");
            }
            for (int call = 0; call < 20; call++) {
                assertThat(from(MALLORY, gateway, next())).contains("You have caused 3 calls");
            }
            assertThat(gateway.callsSinceLastLook()).hasSize(4);

            assertThat(from(ANN, gateway, next())).contains("NOT_FOUND");
            assertThat(from(ANN, gateway, next())).contains("NOT_FOUND");
            assertThat(from(ANN, gateway, next())).as("that would be four").contains("You have caused 3 calls");
            assertThat(from("127.0.0.4", gateway, next())).contains("NOT_FOUND");
        }
    }

    @Test
    void aClientIsTheSameOverEveryTransport() throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.client-header=X-Client");
                HttpClient http = HttpClient.newHttpClient();
                SocketClient ann = SocketClient.opened(socket(gateway), "X-Client", "Ann");
                SocketClient mallory = SocketClient.opened(socket(gateway), "X-Client", "Mallory")) {
            assertThat(over(ann, "{ spaceStations { totalCount } }")).contains("totalCount");
            assertThat(over(mallory, next())).contains("NOT_FOUND");
            assertThat(by(http, "Mallory", gateway.endpoint(), "text/event-stream"))
                    .contains("NOT_FOUND");
            assertThat(by(http, "Mallory", gateway.endpoint(), "application/json"))
                    .contains("NOT_FOUND");

            assertThat(over(mallory, next())).contains("You have caused 3 calls");
            assertThat(by(http, "Mallory", gateway.endpoint(), "text/event-stream"))
                    .contains("You have caused 3 calls");
            assertThat(by(http, "Mallory", gateway.endpoint(), "application/json"))
                    .contains("You have caused 3 calls");
            assertThat(over(ann, next())).contains("NOT_FOUND");
        }
    }

    private static URI socket(Gateway gateway) {
        return URI.create("ws" + gateway.endpoint().toString().substring("http".length()));
    }

    /// A query that takes a call which brings nothing.
    private String next() {
        return "{ flightVehicle(id: \"" + unknown++ + "\") { destination } }";
    }

    /// Asks from one of the many addresses of the loopback, and gives the answer with its head.
    private static String from(String address, Gateway gateway, String query) throws Exception {
        byte[] body = JSON.writeValueAsBytes(Map.of("query", query));
        String head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket(
                InetAddress.ofLiteral("127.0.0.1"), gateway.endpoint().getPort(), InetAddress.ofLiteral(address), 0)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String by(HttpClient http, String client, URI endpoint, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Client", client)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", next()))))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /// Asks over a socket, and waits until all is said.
    private static String over(SocketClient socket, String query) {
        socket.say(JSON.writeValueAsString(Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", query))));
        String answer = socket.hear();
        assertThat(socket.hear()).contains("complete");
        return answer;
    }
}
