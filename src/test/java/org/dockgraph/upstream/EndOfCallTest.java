package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.upstream.ScriptedSource.answer;
import static org.dockgraph.upstream.ScriptedSource.gzipped;
import static org.dockgraph.upstream.ScriptedSource.ok;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockgraph.TestClock;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way in which a call can end.
class EndOfCallTest {

    private static final Call PAGE =
            new Call.Page(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), 0, Mode.DETAILED);
    private static final Call SINGLE = new Call.Single(new EntityRef(Kind.DOCKING_EVENT, 633));
    private static final String EMPTY_PAGE = "{\"count\": 0, \"next\": null, \"previous\": null, \"results\": []}";
    private static final String THROTTLED =
            "{\"detail\": \"Request was throttled. Expected available in 2429 seconds.\"}";
    private static final TestClock CLOCK = new TestClock(TestClock.NEW_YEAR_2026);
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    @Test
    void aPageIsFound() {
        assertThat(ask(PAGE, ok(EMPTY_PAGE))).isInstanceOf(Answer.Found.class);
    }

    @Test
    void tooManyCallsIsThrottledForAsLongAsTheSourceSays() {
        assertThat(ask(PAGE, answer("429 Too Many Requests", THROTTLED, "Retry-After: 2429")))
                .isEqualTo(new Answer.Throttled(Duration.ofSeconds(2429)));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 301, 302, 307, 400, 401, 403, 405, 408, 500, 502, 503, 504, 525, 599})
    void everyOtherStatusIsUnavailable(int status) {
        byte[] answer = answer(status + " Whatever", "<html><h1>Bad gateway</h1></html>", "Content-Type: text/html");

        assertThat(ask(PAGE, answer))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).startsWith("status " + status));
    }

    @Test
    void aRefusedKeyAndAMovedSourceTellTheSettingToLookAt() {
        assertThat(((Answer.Unavailable) ask(PAGE, answer("401 Unauthorized", ""))).reason())
                .contains("dockgraph.upstream.api-key");
        assertThat(((Answer.Unavailable) ask(PAGE, answer("301 Moved", "", "Location: https://example.org/"))).reason())
                .contains("dockgraph.upstream.base-url");
    }

    @Test
    void anEntityThatIsNotFoundIsMissing() {
        assertThat(ask(SINGLE, answer("404 Not Found", "{\"detail\": \"Not found.\"}")))
                .isEqualTo(new Answer.Missing());
    }

    /// Something in front of the source, or another server altogether, says nothing about the entity.
    @ParameterizedTest
    @ValueSource(strings = {"", "<h1>Not Found</h1>", "[]", "\"detail\"", "{\"message\": \"no route\"}"})
    void anEntityThatSomebodyElseDoesNotFindIsUnavailableAndTellsTheSettingToLookAt(String body) {
        assertThat(ask(SINGLE, answer("404 Not Found", body)))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        answer -> assertThat(answer.reason()).contains("dockgraph.upstream.base-url"));
    }

    @Test
    void anEntityThatIsNotFoundIsMissingInACompressedAnswerToo() {
        byte[] packed = gzipped("{\"detail\": \"No DockingEvent matches the given query.\"}".getBytes(UTF_8));

        assertThat(ask(SINGLE, answer("404 Not Found", packed, "Content-Encoding: gzip")))
                .isEqualTo(new Answer.Missing());
    }

    @Test
    void aListThatIsNotFoundIsUnavailableAndTellsTheSettingToLookAt() {
        assertThat(ask(PAGE, answer("404 Not Found", "<h1>Not Found</h1>")))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        answer -> assertThat(answer.reason()).contains("dockgraph.upstream.base-url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<!DOCTYPE html><html><body>We are down</body></html>",
                "{",
                "{\"count\": 1, \"results\": [{\"id\": 633,",
                "null",
                "true",
                "633",
                "\"busy\"",
                "[]",
                "{}",
                "{\"detail\": \"Request was throttled.\"}",
                "{\"count\": 1}",
                "{\"results\": []}",
                "{\"count\": null, \"results\": []}",
                "{\"count\": \"1\", \"results\": []}",
                "{\"count\": 1.5, \"results\": []}",
                "{\"count\": 99999999999, \"results\": []}",
                "{\"count\": -1, \"results\": []}",
                "{\"count\": 2147483647, \"results\": []}",
                "{\"count\": 0, \"results\": null}",
                "{\"count\": 0, \"results\": {}}",
                "{\"count\": 0, \"results\": \"none\"}",
                "{\"count\": 3, \"results\": [null, 633, \"633\"]}",
                "{\"count\": 0, \"results\": []} and more",
                "\u0000\u0001\u0002"
            })
    void anAnswerThatIsNoPageIsMalformed(String body) {
        assertThat(ask(PAGE, ok(body))).isInstanceOf(Answer.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "633",
                "{\"id\": 633}",
                "{\"id\": \"633\", \"docking\": \"2025-11-25T07:50:00Z\"}",
                "{\"id\": 632, \"docking\": \"2025-11-25T07:50:00Z\"}",
                "{\"id\": 633, \"docking\": null}",
                "{\"id\": 633, \"docking\": \"in autumn\"}"
            })
    void anAnswerThatIsNotTheEntityIsMalformed(String body) {
        assertThat(ask(SINGLE, ok(body))).isInstanceOf(Answer.Malformed.class);
    }

    @Test
    void jsonNestedTooDeeplyIsMalformed() {
        assertThat(ask(PAGE, ok("[".repeat(1_000_000)))).isInstanceOf(Answer.Malformed.class);
        assertThat(ask(PAGE, ok("{\"results\":".repeat(100_000)))).isInstanceOf(Answer.Malformed.class);
    }

    @Test
    void nobodyThereIsUnavailable() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        try (Ll2Client client = client(URI.create("http://localhost:" + port + "/2.0.0/"))) {
            assertThat(ask(PAGE, client)).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void anUnknownHostIsUnavailable() {
        try (Ll2Client client = client(URI.create("http://nowhere.invalid/2.0.0/"))) {
            assertThat(ask(PAGE, client)).isInstanceOf(Answer.Unavailable.class);
        }
    }

    /// The system's queue of connections is filled, so that it drops all further attempts.
    @Test
    void aConnectionThatIsNeverMadeTimesOut() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                var connection = new Socket();
                waiting.add(connection);
                try {
                    connection.connect(deaf.getLocalSocketAddress(), 100);
                } catch (SocketTimeoutException _) {
                    break; // the queue is full
                }
            }
            Duration patience = Duration.ofMillis(200);
            Duration longer = Duration.ofSeconds(30);
            var settings = new UpstreamProperties(null, null, patience, longer, longer, null, null, 3);
            URI base = URI.create("http://localhost:" + deaf.getLocalPort() + "/2.0.0/");
            try (Ll2Client client = client(base, settings)) {
                assertThat(ask(PAGE, client)).isEqualTo(new Answer.TimedOut(patience));
            }
        } finally {
            for (Socket connection : waiting) {
                connection.close();
            }
        }
    }

    @Test
    void aSourceThatHangsTimesOutAndIsHungUpOn() throws Exception {
        Duration patience = Duration.ofMillis(200);
        try (var source = ScriptedSource.hanging();
                Ll2Client client = source.client(ScriptedSource.settings(patience, null))) {
            assertThat(ask(PAGE, client)).isEqualTo(new Answer.TimedOut(patience));
            assertThat(source.awaitEndOfScript()).isTrue();
        }
    }

    @Test
    void aBodyThatNeverEndsTimesOut() {
        Duration patience = Duration.ofMillis(300);
        try (var source = ScriptedSource.that((_, connection) -> {
                    connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n{\"count\":".getBytes(UTF_8));
                    connection.getInputStream().read();
                });
                Ll2Client client = source.client(ScriptedSource.settings(patience, null))) {
            assertThat(ask(PAGE, client)).isEqualTo(new Answer.TimedOut(patience));
        }
    }

    @Test
    void anAnswerThatDoesNotBeginIsNotWaitedForAsLongAsOneThatDoes() {
        Duration forHead = Duration.ofMillis(200);
        Duration forWhole = Duration.ofMillis(600);
        var settings = new UpstreamProperties(null, null, forWhole, forHead, forWhole, null, null, 3);
        try (var silent = ScriptedSource.hanging();
                var stuck = ScriptedSource.that((_, connection) -> {
                    connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n{".getBytes(UTF_8));
                    connection.getInputStream().read();
                });
                Ll2Client ofSilent = silent.client(settings);
                Ll2Client ofStuck = stuck.client(settings)) {
            assertThat(ask(PAGE, ofSilent)).isEqualTo(new Answer.TimedOut(forHead));
            assertThat(ask(PAGE, ofStuck)).isEqualTo(new Answer.TimedOut(forWhole));
        }
    }

    @Test
    void aConnectionThatEndsBeforeTheAnswerIsUnavailable() {
        try (var source = ScriptedSource.that((_, _) -> {})) {
            assertThat(ask(PAGE, source)).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void aConnectionResetInMidBodyIsUnavailable() {
        byte[] whole = ok(EMPTY_PAGE);
        try (var source = ScriptedSource.that((_, connection) -> {
            connection.getOutputStream().write(Arrays.copyOf(whole, whole.length - 20));
            connection.setSoLinger(true, 0); // closing sends a reset
        })) {
            assertThat(ask(PAGE, source)).isInstanceOf(Answer.Unavailable.class);
            assertThat(source.targets()).as("requests for one call").hasSize(1);
        }
    }

    @Test
    void aBodyShorterThanItsLengthIsUnavailable() {
        byte[] whole = ok(EMPTY_PAGE);

        assertThat(ask(PAGE, Arrays.copyOf(whole, whole.length - 20))).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void aChunkThatNeverComesIsUnavailable() {
        byte[] chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"count\":\r\n".getBytes(UTF_8);

        assertThat(ask(PAGE, chunked)).isInstanceOf(Answer.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 two hundred\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: tea\r\nConnection: upgrade\r\n\r\n",
                "\u0000\u0000\u0000\r\n\r\n"
            })
    void whatIsNotHttpIsUnavailable(String garbage) {
        assertThat(ask(PAGE, garbage.getBytes(UTF_8))).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void headersWithoutEndAreUnavailable() {
        try (var source = ScriptedSource.that((_, connection) -> {
            var out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            byte[] header = ("X-More: " + "x".repeat(1000) + "\r\n").getBytes(UTF_8);
            for (int i = 0; i < 100_000; i++) {
                out.write(header);
            }
        })) {
            assertThat(ask(PAGE, source)).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void aPageUpToTheBoundIsRead() {
        String page = EMPTY_PAGE + " ".repeat(MAX_BYTES - EMPTY_PAGE.length());

        assertThat(ask(PAGE, ok(page))).isInstanceOf(Answer.Found.class);
    }

    @Test
    void aPageOverTheBoundIsMalformed() {
        String page = EMPTY_PAGE + " ".repeat(MAX_BYTES + 1 - EMPTY_PAGE.length());

        assertThat(ask(PAGE, ok(page))).isInstanceOf(Answer.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Packed: no", "Content-Encoding: gzip"})
    void twoHundredMegabytesAreNotReadToTheirEnd(String header) throws Exception {
        int length = 200 * 1024 * 1024;
        var written = new AtomicInteger();
        try (var source = ScriptedSource.that((_, connection) -> {
            String head = "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: " + length + "\r\n\r\n";
            connection.getOutputStream().write(head.getBytes(UTF_8));
            byte[] some = " ".repeat(64 * 1024).getBytes(UTF_8);
            while (written.addAndGet(some.length) <= length) {
                connection.getOutputStream().write(some);
            }
        })) {
            assertThat(ask(PAGE, source)).isInstanceOf(Answer.Malformed.class);
            assertThat(source.awaitEndOfScript()).isTrue();
            assertThat(written.get()).isLessThan(length / 4);
        }
    }

    @Test
    void aPageWithoutEndIsMalformed() {
        try (var source = ScriptedSource.that((_, connection) -> {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            byte[] spaces = " ".repeat(1024 * 1024).getBytes(UTF_8);
            while (true) {
                connection.getOutputStream().write(spaces);
            }
        })) {
            assertThat(ask(PAGE, source)).isInstanceOf(Answer.Malformed.class);
        }
    }

    @Test
    void aCompressedPageIsFound() {
        byte[] packed = gzipped(EMPTY_PAGE.getBytes(UTF_8));

        assertThat(ask(PAGE, answer("200 OK", packed, "Content-Encoding: gzip")))
                .isInstanceOf(Answer.Found.class);
        assertThat(ask(PAGE, answer("200 OK", packed, "Content-Encoding: GZIP")))
                .isInstanceOf(Answer.Found.class);
    }

    @Test
    void aCompressedPageThatIsCutOffOrDamagedIsMalformed() {
        byte[] packed = gzipped(EMPTY_PAGE.getBytes(UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 12);
        byte[] damaged = packed.clone();
        Arrays.fill(damaged, 12, 24, (byte) 0x55);

        assertThat(ask(PAGE, answer("200 OK", cut, "Content-Encoding: gzip"))).isInstanceOf(Answer.Malformed.class);
        assertThat(ask(PAGE, answer("200 OK", damaged, "Content-Encoding: gzip")))
                .isInstanceOf(Answer.Malformed.class);
        assertThat(ask(PAGE, answer("200 OK", EMPTY_PAGE, "Content-Encoding: gzip")))
                .isInstanceOf(Answer.Malformed.class);
        assertThat(ask(PAGE, answer("200 OK", "", "Content-Encoding: gzip"))).isInstanceOf(Answer.Malformed.class);
        assertThat(ask(PAGE, answer("200 OK", packed, "Content-Encoding: br"))).isInstanceOf(Answer.Malformed.class);
    }

    /// 64 kB that unpack to 64 MB.
    @Test
    void aCompressedPageThatUnpacksToMoreThanTheBoundIsMalformed() {
        byte[] bomb = gzipped(new byte[64 * 1024 * 1024]);

        assertThat(bomb.length).isLessThan(100_000);
        assertThat(ask(PAGE, answer("200 OK", bomb, "Content-Encoding: gzip"))).isInstanceOf(Answer.Malformed.class);
    }

    /// The largest number of objects that fits into the bound: each of them takes many times its two letters.
    @Test
    void aPageOfMillionsOfEntriesIsMalformed() {
        String entries = "{},".repeat((MAX_BYTES - 100) / 3);
        String page = "{\"count\": 5, \"results\": [" + entries + "{}]}";

        assertThat(ask(PAGE, ok(page))).isInstanceOf(Answer.Malformed.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void damagedBytesEndInAnAnswer(long seed) {
        var random = new Random(seed);
        byte[] page =
                "{\"count\": 1, \"results\": [{\"id\": 1, \"docking\": \"2025-11-25T07:50:00Z\", \"url\": \"x?y\"}]}"
                        .getBytes(UTF_8);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = page.clone();
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(new Ll2Decoder().decode(PAGE, damaged))
                    .isInstanceOfAny(Answer.Found.class, Answer.Malformed.class);
        }
    }

    @Test
    void aClosedClientIsUnavailable() {
        try (var source = ScriptedSource.answering(ok(EMPTY_PAGE))) {
            Ll2Client client = source.client();
            client.close();

            assertThat(ask(PAGE, client)).isInstanceOf(Answer.Unavailable.class);
            assertThat(source.targets()).isEmpty();
        }
    }

    @Test
    void closingEndsACallInFlight() throws Exception {
        var asked = new CountDownLatch(1);
        try (var source = ScriptedSource.that((_, connection) -> {
            asked.countDown();
            connection.getInputStream().read();
        })) {
            Ll2Client client = source.client();
            var answers = new ArrayList<Answer>();
            Thread asking = Thread.ofVirtual().start(() -> answers.add(ask(PAGE, client)));
            asked.await();
            client.close();
            asking.join();

            assertThat(answers).singleElement().isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void anInterruptedCallIsUnavailableAndTheThreadStaysInterrupted() {
        try (var source = ScriptedSource.hanging();
                Ll2Client client = source.client()) {
            Thread.currentThread().interrupt();

            assertThat(ask(PAGE, client)).isInstanceOf(Answer.Unavailable.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Answer ask(Call call, byte[] answer) {
        try (var source = ScriptedSource.answering(answer)) {
            return ask(call, source);
        }
    }

    private static Answer ask(Call call, ScriptedSource source) {
        try (Ll2Client client = source.client()) {
            return ask(call, client);
        }
    }

    /// One request: what comes of a second one is another matter.
    private static Answer ask(Call call, Ll2Client client) {
        return client.ask(call, ScriptedSource.errand(Duration.ofSeconds(10), 1))
                .answer();
    }

    private static Ll2Client client(URI base) {
        return client(base, ScriptedSource.generous());
    }

    private static Ll2Client client(URI base, UpstreamProperties settings) {
        return new Ll2Client(base, settings, "Dockgraph/test", CLOCK, null, _ -> {});
    }
}
