package org.dockgraph.replica;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A look-alike of Launch Library 2.0.0 behind a real port.
///
/// *Threads:* safe. Requests run side by side, each on a virtual thread.
public final class ReplicaServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaServer.class);

    static {
        // Without it the JDK's server leaves Nagle's algorithm on, and each answer in two segments waits 40 ms for the
        // client's delayed acknowledgement. The server reads this once, before it is first made.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;
    private final Throttle throttle;
    private final RequestLog requests = new RequestLog();
    private final AtomicReference<ReplicaDataset> dataset;
    private final AtomicReference<Hold> hold = new AtomicReference<>(released());

    private ReplicaServer(HttpServer http, ReplicaDataset dataset, Clock clock, Throttle throttle) {
        this.http = http;
        this.dataset = new AtomicReference<>(dataset);
        this.clock = clock;
        this.throttle = throttle;
    }

    /// Starts a replica as the settings say.
    ///
    /// @throws ReplicaStartException if its port is taken
    public static ReplicaServer start(ReplicaProperties settings, Clock clock) {
        ReplicaDataset dataset =
                settings.dataset() == null ? ReplicaDataset.bundled() : ReplicaDataset.read(settings.dataset());
        return start(dataset, new InetSocketAddress(settings.address(), settings.port()), clock, settings.throttle());
    }

    /// Starts a replica on any free port of the loopback address, without a throttle.
    public static ReplicaServer start(ReplicaDataset dataset, Clock clock) {
        return start(dataset, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clock, false);
    }

    /// Starts a replica.
    ///
    /// @param address port 0 takes any free one
    /// @param clock decides who is docked now, and when a throttled caller may call again
    /// @param throttle whether calls beyond 15 in a rolling hour are refused
    /// @throws ReplicaStartException if the port is taken
    public static ReplicaServer start(
            ReplicaDataset dataset, InetSocketAddress address, Clock clock, boolean throttle) {
        HttpServer http;
        try {
            http = HttpServer.create(address, 0);
        } catch (IOException failure) {
            throw new ReplicaStartException(address, failure);
        }
        var server = new ReplicaServer(http, dataset, clock, new Throttle(throttle));
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        LOG.info("Replica of Launch Library 2 started; address={} throttle={}", server.baseAddress(), throttle);
        return server;
    }

    /// The version's root on this machine, such as `http://localhost:8081/2.0.0/`.
    public URI baseAddress() {
        return URI.create(origin() + Route.ROOT);
    }

    /// Answers from this data set from now on; a request that came before is answered from the one before, even if
    /// its answer is held back.
    public void serve(ReplicaDataset changed) {
        dataset.set(changed);
    }

    /// Every request so far in the order in which they came, save those to `api-throttle/`, which cost nothing.
    /// Only the latest 10,000 are kept.
    public List<ReceivedRequest> requests() {
        return requests.all();
    }

    /// Empties [#requests].
    public void forgetRequests() {
        requests.clear();
    }

    /// Holds back the answers to all requests that come from now on, save those to `api-throttle/`.
    ///
    /// @throws IllegalStateException if answers are being held back already
    public Hold holdAnswers() {
        Hold next = new Hold();
        Hold before = hold.getAndUpdate(current -> current.isReleased() ? next : current);
        if (!before.isReleased()) {
            throw new IllegalStateException("Answers are being held back already. Release the first hold.");
        }
        return next;
    }

    /// Stops at once: answers held back are let go, open connections are closed.
    @Override
    public void close() {
        hold.get().release();
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        ReplicaResponse response;
        try {
            response = answer(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return; // the server is stopping
        } catch (RuntimeException bug) {
            LOG.error("The replica failed to answer; target={}", exchange.getRequestURI(), bug);
            response = Wire.failure();
        }
        Wire.send(exchange, response);
    }

    private ReplicaResponse answer(HttpExchange exchange) throws InterruptedException {
        ReplicaRequest request = Wire.request(exchange, origin());
        if (Route.of(request.path()) instanceof Route.ApiThrottle) {
            return answer(exchange, request);
        }
        requests.add(Wire.received(exchange, request));
        ReplicaResponse response = answer(exchange, request);
        hold.get().pass();
        return response;
    }

    private ReplicaResponse answer(HttpExchange exchange, ReplicaRequest request) {
        String caller = exchange.getRemoteAddress().getAddress().getHostAddress();
        Instant now = clock.instant();
        Throttle.Use use = ReplicaApi.counts(request) ? throttle.take(caller, now) : throttle.look(caller, now);
        return ReplicaApi.answer(request, dataset.get(), now, use);
    }

    private String origin() {
        InetSocketAddress address = http.getAddress();
        InetAddress host = address.getAddress();
        String name = host.isLoopbackAddress() || host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
        return "http://%s:%d".formatted(name.contains(":") ? "[" + name + "]" : name, address.getPort());
    }

    private static Hold released() {
        Hold none = new Hold();
        none.release();
        return none;
    }
}
