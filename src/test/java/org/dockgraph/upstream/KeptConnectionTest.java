package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.upstream.ScriptedSource.gzipped;

import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.dockgraph.TestClock;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.dockgraph.replica.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which connections are used again, and that no request is ever sent twice. Each client reads the source's limit
/// before its first call.
class KeptConnectionTest {

    private static final Call PAGE =
            new Call.Page(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), 0, Mode.DETAILED);
    private static final String EMPTY_PAGE = "{\"count\": 0, \"next\": null, \"previous\": null, \"results\": []}";
    private static final byte[] FOUND = keptAnswer("200 OK", EMPTY_PAGE.getBytes(UTF_8));
    private static final byte[] UNKNOWN = keptAnswer("404 Not Found", new byte[0]);

    @Test
    void callsShortlyAfterEachOtherUseOneConnection() {
        try (var source =
                        keeping((_, connection) -> connection.getOutputStream().write(FOUND));
                Ll2Client client = source.client()) {
            assertFound(client);
            assertFound(client);

            assertThat(source.targets()).hasSize(2);
            assertThat(source.readings()).isEqualTo(1);
            assertThat(source.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionWithTlsIsUsedAgain(@TempDir Path directory) throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "localhost");
        Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
        HttpsServer server = ScriptedSource.withTls(certificate.shown());
        server.createContext("/", exchange -> {
            clients.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(200, EMPTY_PAGE.length());
            exchange.getResponseBody().write(EMPTY_PAGE.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(certificate.trusted());
        URI base = URI.create("https://localhost:" + server.getAddress().getPort() + "/2.0.0/");
        var clock = new TestClock(TestClock.NEW_YEAR_2026);
        try (var client = new Ll2Client(base, ScriptedSource.generous(), "Dockgraph/test", clock, null, _ -> {})) {
            assertFound(client);
            assertFound(client);

            assertThat(clients).hasSize(1);
        } finally {
            SSLContext.setDefault(before);
            server.stop(0);
        }
    }

    @Test
    void anAnswerThatCannotBeUnpackedIsReadToItsEndAllTheSame() {
        byte[] damaged = gzipped(EMPTY_PAGE.getBytes(UTF_8));
        damaged[12] ^= 0x55;
        byte[] answer = keptAnswer("200 OK", damaged, "Content-Encoding: gzip");
        try (var source = keeping(first(answer));
                Ll2Client client = source.client()) {
            assertThat(ask(client)).isInstanceOf(Answer.Malformed.class);
            assertFound(client);

            assertThat(source.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatTheSourceHasClosedWithoutAWordIsNotUsedAgain(boolean isReset) throws Exception {
        try (var source = ScriptedSource.that((_, connection) -> {
                            connection.getOutputStream().write(FOUND);
                            connection.setSoLinger(isReset, 0); // if so, closing sends a reset
                        })
                        .tellingItsLimit(UNKNOWN);
                Ll2Client client = source.client()) {
            assertFound(client);
            assertThat(source.awaitClosed(2)).isTrue();
            assertFound(client);
            assertThat(source.awaitClosed(1)).isTrue();
            assertFound(client);

            assertThat(source.targets()).hasSize(3);
            assertThat(source.connections()).isEqualTo(1 + 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n", "\r\n", "}"})
    void aConnectionOnWhichSomethingHasComeThatNobodyAskedForIsNotUsedAgain(String unasked) {
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(FOUND);
        answer.writeBytes(unasked.getBytes(UTF_8));
        try (var source = keeping(first(answer.toByteArray()));
                Ll2Client client = source.client()) {
            assertFound(client);
            assertFound(client);

            assertThat(source.targets()).hasSize(2);
            assertThat(source.connections()).isEqualTo(2);
        }
    }

    /// It takes some seconds.
    @Test
    void aConnectionThatNobodyUsesIsClosed() throws Exception {
        try (var source =
                        keeping((_, connection) -> connection.getOutputStream().write(FOUND));
                Ll2Client client = source.client()) {
            assertFound(client);
            assertThat(source.awaitClosed(1)).isTrue();
            assertFound(client);

            assertThat(source.targets()).hasSize(2);
            assertThat(source.connections()).isEqualTo(2);
        }
    }

    @Test
    void theConnectionOfAnAnswerThatIsTooLongIsClosed() throws Exception {
        byte[] spaces = " ".repeat(64 * 1024).getBytes(UTF_8);
        String length = "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n";
        String chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5f5e100\r\n";
        for (String head : new String[] {length, chunks}) {
            var answered = new AtomicInteger();
            try (var source = keeping((_, connection) -> {
                        OutputStream out = connection.getOutputStream();
                        if (answered.getAndIncrement() > 0) {
                            out.write(FOUND);
                            return;
                        }
                        out.write(head.getBytes(UTF_8));
                        while (true) {
                            out.write(spaces);
                        }
                    });
                    Ll2Client client = source.client()) {
                assertThat(ask(client)).isInstanceOf(Answer.Malformed.class);
                assertThat(source.awaitClosed(1)).isTrue();
                assertFound(client);

                assertThat(source.connections()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"})
    void theConnectionOfAnAnswerThatStallsIsClosed(String begun) throws Exception {
        var answered = new AtomicInteger();
        try (var source = keeping((_, connection) -> {
                    if (answered.getAndIncrement() > 0) {
                        connection.getOutputStream().write(FOUND);
                        return;
                    }
                    connection.getOutputStream().write(begun.getBytes(UTF_8));
                    if (connection.getInputStream().read() < 0) {
                        connection.close();
                    }
                });
                Ll2Client client = source.client(ScriptedSource.settings(Duration.ofMillis(500), null))) {
            assertThat(ask(client)).isInstanceOf(Answer.TimedOut.class);
            assertThat(source.awaitClosed(1)).isTrue();
            assertFound(client);

            assertThat(source.connections()).isEqualTo(2);
        }
    }

    /// Whether the source has counted it, nobody can tell.
    @Test
    void aRequestThatAKeptConnectionDiesUnderIsNotSentAgain() {
        var answered = new AtomicInteger();
        try (var source = keeping((_, connection) -> {
                    if (answered.getAndIncrement() > 0) {
                        connection.close();
                    } else {
                        connection.getOutputStream().write(FOUND);
                    }
                });
                Ll2Client client = source.client()) {
            assertFound(client);
            assertThat(ask(client)).isInstanceOf(Answer.Unavailable.class);

            assertThat(source.targets()).hasSize(2);
            assertThat(source.connections()).isEqualTo(1);
        }
    }

    private static ScriptedSource keeping(ScriptedSource.Script script) {
        return ScriptedSource.that(script).tellingItsLimit(UNKNOWN).keepingConnections();
    }

    /// One answer, and then good ones.
    private static ScriptedSource.Script first(byte[] answer) {
        var answered = new AtomicInteger();
        return (_, connection) -> connection.getOutputStream().write(answered.getAndIncrement() == 0 ? answer : FOUND);
    }

    private static byte[] keptAnswer(String status, byte[] body, String... headers) {
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length + "\r\n").getBytes(UTF_8));
        for (String header : headers) {
            answer.writeBytes((header + "\r\n").getBytes(UTF_8));
        }
        answer.writeBytes("\r\n".getBytes(UTF_8));
        answer.writeBytes(body);
        return answer.toByteArray();
    }

    private static void assertFound(Ll2Client client) {
        assertThat(ask(client)).isInstanceOf(Answer.Found.class);
    }

    /// One request.
    private static Answer ask(Ll2Client client) {
        Reply reply = client.ask(PAGE, ScriptedSource.errand(Duration.ofSeconds(10), 1));
        assertThat(reply.requests()).isEqualTo(1);
        return reply.answer();
    }
}
