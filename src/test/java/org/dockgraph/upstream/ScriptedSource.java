package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.dockgraph.TestClock;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.upstream.Errand.Purpose;
import org.jspecify.annotations.Nullable;

/// A source that answers whatever a test has written down, byte for byte, down to half an answer and a connection
/// that breaks. Each connection carries one request, unless the source keeps them.
public final class ScriptedSource implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore closed = new Semaphore(0);
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean isKeeping;
    private volatile Script limit =
            (_, connection) -> connection.getOutputStream().write(answer("404 Not Found", "<h1>Not Found</h1>"));

    private ScriptedSource(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /// What happens on a connection once its request has been read.
    @FunctionalInterface
    public interface Script {
        /// Writes the answer, or fails to.
        ///
        /// @param target path and query of the request
        void answer(String target, Socket connection) throws IOException;
    }

    /// A source on any free port.
    public static ScriptedSource that(Script script) {
        try {
            var source = new ScriptedSource(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
            source.threads.execute(source::accept);
            return source;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A source that gives the same answer to everything.
    public static ScriptedSource answering(byte[] answer) {
        return that((_, connection) -> connection.getOutputStream().write(answer));
    }

    /// A source that reads requests and never answers.
    public static ScriptedSource hanging() {
        return that((_, connection) -> connection.getInputStream().read());
    }

    /// A whole answer with the length of its body.
    ///
    /// @param status such as `200 OK`
    /// @param headers lines such as `Retry-After: 30`
    public static byte[] answer(String status, byte[] body, String... headers) {
        var head = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        return joined(head.toString().getBytes(ISO_8859_1), body);
    }

    /// The same with a body of text.
    public static byte[] answer(String status, String body, String... headers) {
        return answer(status, body.getBytes(UTF_8), headers);
    }

    /// A JSON answer with status 200.
    public static byte[] ok(String json) {
        return answer("200 OK", json, "Content-Type: application/json");
    }

    static byte[] gzipped(byte[] plain) {
        try (var bytes = new ByteArrayOutputStream()) {
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(plain);
            }
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    /// Where it stands in place of Launch Library 2.
    public URI baseAddress() {
        return URI.create("http://localhost:" + server.getLocalPort() + "/2.0.0/");
    }

    /// Has this source tell its limit in `api-throttle/`. It has no such thing otherwise.
    ScriptedSource tellingItsLimit(Script limit) {
        this.limit = limit;
        return this;
    }

    /// The same with one answer.
    ScriptedSource tellingItsLimit(byte[] answer) {
        return tellingItsLimit((_, connection) -> connection.getOutputStream().write(answer));
    }

    /// Has it read one request after the other from each connection, until the client or a script closes it.
    ScriptedSource keepingConnections() {
        isKeeping = true;
        return this;
    }

    /// Settings with time-outs that no test reaches, and with calls for all of them.
    public static UpstreamProperties generous() {
        return settings(Duration.ofSeconds(30), null);
    }

    static UpstreamProperties settings(Duration timeout, @Nullable ApiKey key) {
        return new UpstreamProperties(null, key, Duration.ofSeconds(5), timeout, timeout, 1_000_000, null, 1_000_000);
    }

    /// A client of this source with generous settings, and with a clock that stands still.
    public Ll2Client client() {
        return client(generous());
    }

    Ll2Client client(UpstreamProperties settings) {
        return client(settings, new TestClock(TestClock.NEW_YEAR_2026));
    }

    Ll2Client client(UpstreamProperties settings, Clock clock) {
        return new Ll2Client(baseAddress(), settings, "Dockgraph/test", clock, null, _ -> {});
    }

    /// How often its limit was asked for.
    int readings() {
        return readings.get();
    }

    /// How many connections were made to it.
    int connections() {
        return connections.get();
    }

    /// Waits until so many more connections are closed, by whomever.
    boolean awaitClosed(int more) throws InterruptedException {
        return closed.tryAcquire(more, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Path and query of every request so far, save those for its limit, which are not counted.
    public List<String> targets() {
        return targets;
    }

    /// Waits until a script has ended, which for a hanging one means that its client has hung up.
    boolean awaitEndOfScript() throws InterruptedException {
        return hungUp.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        connections.incrementAndGet();
        try (connection) {
            do {
                answer(readRequest(connection.getInputStream()), connection);
            } while (isKeeping && !connection.isClosed());
        } catch (IOException _) {
            hungUp.countDown(); // the client hung up first, as some tests want it to
        } finally {
            closed.release();
        }
    }

    private void answer(String target, Socket connection) throws IOException {
        if (target.endsWith("/api-throttle/")) {
            readings.incrementAndGet();
            limit.answer(target, connection);
            return;
        }
        targets.add(target);
        script.answer(target, connection);
        hungUp.countDown();
    }

    private static String readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request came");
            }
            head.append((char) next);
        }
        return head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A call that somebody waits for.
    ///
    /// @param attempts how often it may be tried: once or twice
    static Errand errand(Duration patience, int attempts) {
        return new Errand(Purpose.QUERY, patience, () -> attempts > 1 ? Purpose.QUERY : null);
    }

    /// A server of the JDK's own with TLS, on any free port. The JDK reads settings for its servers once, and the
    /// replica makes one of them, so that the replica's class comes first.
    static HttpsServer withTls(SSLContext certificate) throws IOException, IllegalAccessException {
        MethodHandles.lookup().ensureInitialized(ReplicaServer.class);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return server;
    }
}
