package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that send a byte now and then, to have the gateway wait for them.
class SlowClientsIT {

    private static final int MANY = 200;

    private static final String HEAD =
            "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @ParameterizedTest
    @CsvSource({"'Content-Length: 9999\r\n\r\n{', ' '", "'Transfer-Encoding: chunked\r\n\r\n', '1\r\n \r\n'"})
    void bodiesThatDripInAreRefusedInTime(String start, String drop) throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.body-deadline=1s");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> slow = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                slow.add(clients.submit(() -> DrippingClient.status(gateway.endpoint(), HEAD + start, drop)));
            }
            assertAnswered(gateway);
            for (Future<Integer> client : slow) {
                assertThat(client.get()).isEqualTo(408);
            }
        }
    }

    @Test
    void aBodyThatDoesNotComeAtAllIsRefused() throws Exception {
        try (Gateway gateway = Gateway.serving("--server.tomcat.connection-timeout=500ms")) {
            RawAnswer answer = RawAnswer.to(gateway.endpoint(), HEAD + "Content-Length: 9999\r\n\r\n{");

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("The request was not here in time.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /graphiql", "POST /nothing", "PUT /graphql/schema"})
    void aBodyThatNobodyReadsIsNotWaitedFor(String request) throws Exception {
        try (Gateway gateway = Gateway.serving("--server.tomcat.connection-timeout=500ms");
                Socket socket = connected(gateway)) {
            socket.setSoTimeout(60_000);
            String head = request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readAllBytes())
                    .startsWith("HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void headersThatDripInHarmNobody() throws Exception {
        try (Gateway gateway = Gateway.serving()) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                Socket socket = connected(gateway);
                sockets.add(socket);
                socket.getOutputStream().write((HEAD + "X: ").getBytes(StandardCharsets.US_ASCII));
            }
            for (int round = 0; round < 20; round++) {
                for (Socket socket : sockets) {
                    socket.getOutputStream().write('x');
                }
                assertAnswered(gateway);
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket connected(Gateway gateway) throws IOException {
        return new Socket(gateway.endpoint().getHost(), gateway.endpoint().getPort());
    }

    private static void assertAnswered(Gateway gateway) throws IOException {
        String body = "{\"query\": \"{ __typename }\"}";
        RawAnswer answer =
                RawAnswer.to(gateway.endpoint(), HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }
}
