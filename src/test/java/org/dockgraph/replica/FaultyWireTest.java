package org.dockgraph.replica;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a client sees on the wire when a replica breaks, delays or refuses connections.
class FaultyWireTest {

    private static final String TARGET = "docking_event/?limit=5";

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @Test
    void aClosedConnectionHasCarriedNothing() throws IOException {
        replica.server().faults().add(Fault.close());

        assertThat(everythingSent()).isEmpty();
    }

    @Test
    void aResetComesInTheMiddleOfTheBody() throws IOException {
        String whole = everythingSent();
        replica.server().faults().add(Fault.reset());

        assertThat(body(everythingSent())).isNotEmpty().isEqualTo(half(body(whole)));
        assertThatThrownBy(() -> replica.client()
                        .send(HttpRequest.newBuilder(replica.address(TARGET)).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aHungRequestGetsNothingUntilTheFaultIsCleared() throws Exception {
        replica.server().faults().add(Fault.hang());
        try (Socket socket = asked()) {
            replica.server().faults().awaitWaiting(1);

            assertThat(socket.getInputStream().available()).isZero();
            assertThat(replica.server().requests()).hasSize(1);
            replica.server().faults().clear();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStalledAnswerStopsInTheMiddleOfTheBodyUntilTheFaultIsCleared() throws Exception {
        String whole = everythingSent();
        replica.server().faults().add(Fault.stall());
        try (Socket socket = asked()) {
            String seen =
                    read(socket, whole.indexOf("\r\n\r\n") + 4 + body(whole).length() / 2);
            replica.server().faults().awaitWaiting(1);

            assertThat(seen).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(body(seen)).isEqualTo(half(body(whole)));
            assertThat(socket.getInputStream().available()).isZero();
            replica.server().faults().clear();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aSlowAnswerIsTheHonestOne() throws Exception {
        String honest = replica.get(TARGET).body();
        replica.server().faults().add(Fault.slow(Duration.ofHours(1)));
        CompletableFuture<HttpResponse<String>> answer = ask();
        replica.server().faults().awaitWaiting(1);
        assertThat(answer).isNotDone();

        replica.server().faults().clear();

        assertThat(answer.get(10, SECONDS).body()).isEqualTo(honest);
    }

    @Test
    void aSlowAnswerComesByItself() {
        replica.server().faults().add(Fault.slow(Duration.ofMillis(50)).and(Fault.status(503)));
        long start = System.nanoTime();

        assertThat(replica.get(TARGET).statusCode()).isEqualTo(503);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void aHugeBodyIsTheHonestOneBehindBlanks() throws Exception {
        String honest = replica.get(TARGET).body();
        replica.server().faults().add(Fault.huge(200));

        HttpResponse<InputStream> answer = replica.client()
                .send(HttpRequest.newBuilder(replica.address(TARGET)).build(), BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        try (InputStream body = answer.body()) {
            body.skipNBytes(200_000_000);
            assertThat(new String(body.readAllBytes(), US_ASCII)).isEqualTo(honest);
        }
    }

    @Test
    void aClientThatGivesUpOnAHugeBodyLeavesTheReplicaWell() throws Exception {
        replica.server().faults().add(Fault.huge(10_000).times(1));
        replica.client()
                .send(HttpRequest.newBuilder(replica.address(TARGET)).build(), BodyHandlers.ofInputStream())
                .body()
                .close();

        assertThat(replica.get(TARGET).statusCode()).isEqualTo(200);
    }

    @Test
    void connectionsAreRefusedUntilTheReplicaListensAgainOnTheSamePort() {
        Refusal refusal = replica.server().refuseConnections();
        assertThatThrownBy(this::everythingSent).isInstanceOf(ConnectException.class);
        try (Refusal _ = replica.server().refuseConnections()) {
            refusal.close();
            assertThatThrownBy(this::everythingSent).isInstanceOf(ConnectException.class);
        }

        assertThat(replica.get(TARGET).statusCode()).isEqualTo(200);
        refusal.close();
        assertThat(replica.get(TARGET).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedPortIsGivenToNobodyElse() throws IOException {
        try (Refusal _ = replica.server().refuseConnections()) {
            int port = replica.server().baseAddress().getPort();
            assertThatThrownBy(() -> new Socket().bind(new InetSocketAddress(loopback(), port)))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void aScriptedRefusalBeginsWithTheRequestThatMeetsItAndEndsWhenCleared() throws Exception {
        replica.server().faults().add(Fault.refuse(Duration.ofHours(1)).times(1));
        assertThat(everythingSent()).isEmpty();
        replica.server().faults().awaitWaiting(1);
        assertThatThrownBy(this::everythingSent).isInstanceOf(ConnectException.class);

        replica.server().faults().clear();

        assertThat(sentOnceAccepted()).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void aScriptedRefusalEndsByItself() throws Exception {
        replica.server().faults().add(Fault.refuse(Duration.ofMillis(50)).times(1));
        assertThat(everythingSent()).isEmpty();
        replica.server().faults().awaitWaiting(1);

        assertThat(sentOnceAccepted()).startsWith("HTTP/1.1 200 OK\r\n");
    }

    /// Closing returns only when no thread is left, so that this test would hang.
    @Test
    void aClosedReplicaLeavesNobodyHanging() throws Exception {
        replica.server().faults().add(Fault.hang().times(1));
        replica.server().faults().add(Fault.stall().times(1));
        replica.server().faults().add(Fault.slow(Duration.ofHours(1)).times(1));
        replica.server().faults().add(Fault.refuse(Duration.ofHours(1)).times(1));
        var answers = Stream.generate(this::ask).limit(3).toList();
        replica.server().faults().awaitWaiting(3);
        everythingSent();
        replica.server().faults().awaitWaiting(4);

        replica.server().close();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer).failsWithin(10, SECONDS);
        }
    }

    private CompletableFuture<HttpResponse<String>> ask() {
        return replica.client()
                .sendAsync(HttpRequest.newBuilder(replica.address(TARGET)).build(), BodyHandlers.ofString());
    }

    private Socket asked() throws IOException {
        Socket socket = new Socket(loopback(), replica.server().baseAddress().getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("GET /2.0.0/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .formatted(TARGET)
                        .getBytes(US_ASCII));
        return socket;
    }

    /// What comes over a connection of its own until it is closed.
    private String everythingSent() throws IOException {
        try (Socket socket = asked()) {
            return read(socket, Integer.MAX_VALUE);
        }
    }

    private String sentOnceAccepted() throws IOException {
        long deadline = System.nanoTime() + SECONDS.toNanos(10);
        while (true) {
            try {
                return everythingSent();
            } catch (ConnectException refused) {
                if (System.nanoTime() > deadline) {
                    throw refused;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
