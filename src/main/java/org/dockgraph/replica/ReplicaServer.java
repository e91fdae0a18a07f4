package org.dockgraph.replica;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
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

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;
    private final Throttle throttle;
    private final RequestLog requests = new RequestLog();
    private final ReplicaFaults faults = new ReplicaFaults();
    private final ReplicaScript script;
    private final Map<String, ScriptControl> controls;
    private final AtomicReference<Hold> hold = new AtomicReference<>(released());
    private final Port port;

    private ReplicaServer(
            ReplicaDataset dataset, InetSocketAddress address, @Nullable SSLContext tls, Clock clock, Throttle throttle)
            throws IOException {
        this.script = new ReplicaScript(dataset, clock);
        this.controls = Map.of("/faults", faults.control(), "/script", script.control()); // where LL2 has nothing
        this.clock = clock;
        this.throttle = throttle;
        this.port = Port.bind(address, tls);
    }

    /// Starts a replica as the settings say.
    ///
    /// @throws ReplicaStartException if its port is taken or one of its scripts is wrong
    public static ReplicaServer start(ReplicaProperties settings, Clock clock) {
        ReplicaDataset dataset =
                settings.dataset() == null ? ReplicaDataset.bundled() : ReplicaDataset.read(settings.dataset());
        List<Fault> faults = faults(settings);
        ReplicaServer server =
                start(dataset, new InetSocketAddress(settings.address(), settings.port()), clock, settings.throttle());
        server.faults.replace(faults);
        try {
            server.script.replace(Objects.requireNonNullElse(settings.script(), ""));
        } catch (IllegalArgumentException wrong) {
            server.close();
            throw new ReplicaStartException("dockgraph.replica.script", wrong);
        }
        LOG.info(
                "Replica of Launch Library 2 started; address={} throttle={}",
                server.baseAddress(),
                settings.throttle());
        return server;
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
        return start(dataset, address, null, clock, throttle);
    }

    /// Starts a replica that speaks HTTPS, on any free port of the loopback address and without a throttle.
    ///
    /// @param tls has the certificate to show, good or bad
    public static ReplicaServer start(ReplicaDataset dataset, Clock clock, SSLContext tls) {
        return start(dataset, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, clock, false);
    }

    private static ReplicaServer start(
            ReplicaDataset dataset,
            InetSocketAddress address,
            @Nullable SSLContext tls,
            Clock clock,
            boolean throttle) {
        ReplicaServer server;
        try {
            server = new ReplicaServer(dataset, address, tls, clock, new Throttle(throttle));
        } catch (IOException failure) {
            throw new ReplicaStartException(address, failure);
        }
        server.port.start(server::handle, server.threads);
        return server;
    }

    private static List<Fault> faults(ReplicaProperties settings) {
        try {
            return settings.faults() == null ? List.of() : FaultScript.parse(settings.faults());
        } catch (IllegalArgumentException wrong) {
            throw new ReplicaStartException("dockgraph.replica.faults", wrong);
        }
    }

    /// The version's root on this machine, such as `http://localhost:8081/2.0.0/`.
    public URI baseAddress() {
        return URI.create(origin() + Route.ROOT);
    }

    /// Answers from this data set from now on; a request that came before is answered from the one before, even if
    /// its answer is held back. What was to happen by the script is dropped.
    public void serve(ReplicaDataset changed) {
        script.serve(changed);
    }

    /// What is to happen in its data: nothing until it is added.
    public ReplicaScript script() {
        return script;
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

    /// How it misbehaves: not at all until faults are added.
    public ReplicaFaults faults() {
        return faults;
    }

    /// Closes all connections and refuses new ones from now until the refusal is closed.
    public Refusal refuseConnections() {
        return port.refuse();
    }

    /// Stops at once: answers held back or hanging are let go, open connections are closed. Returns when no thread of
    /// the replica is left.
    @Override
    public void close() {
        hold.get().release();
        faults.clear();
        port.close();
        threads.shutdownNow();
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            ReplicaRequest request = Wire.request(exchange, origin());
            ScriptControl control = controls.get(request.path());
            if (control != null) {
                Wire.send(exchange, control.answer(request.method(), Wire.body(exchange)));
            } else {
                answer(exchange, request);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server is stopping
        } catch (RuntimeException bug) {
            LOG.error("The replica failed to answer; target={}", exchange.getRequestURI(), bug);
            Wire.send(exchange, Wire.failure());
        }
    }

    private void answer(HttpExchange exchange, ReplicaRequest request) throws IOException, InterruptedException {
        Instant now = clock.instant();
        boolean counted = !(Route.of(request.path()) instanceof Route.ApiThrottle);
        if (counted) {
            requests.add(Wire.received(exchange, request, now));
        }
        ReplicaDataset data = script.data();
        Throttle.Use use = use(exchange, request, now);
        ReplicaFaults.Met met = faults.meet(request.relativeTarget());
        if (met == null) {
            ReplicaResponse response = ReplicaApi.answer(request, data, now, use);
            pass(counted);
            Wire.send(exchange, response);
        } else {
            ReplicaResponse response = FaultyAnswer.of(
                    met.fault(), request, now, (asked, time) -> ReplicaApi.answer(asked, data, time, use));
            pass(counted);
            send(exchange, response, met);
        }
    }

    private void pass(boolean counted) throws InterruptedException {
        if (counted) {
            hold.get().pass();
        }
    }

    private Throttle.Use use(HttpExchange exchange, ReplicaRequest request, Instant now) {
        String caller = exchange.getRemoteAddress().getAddress().getHostAddress();
        return ReplicaApi.counts(request) ? throttle.take(caller, now) : throttle.look(caller, now);
    }

    private void send(HttpExchange exchange, ReplicaResponse response, ReplicaFaults.Met met)
            throws IOException, InterruptedException {
        for (Trouble.Slow slow : met.fault().troubles(Trouble.Slow.class).toList()) {
            met.untilCleared().pass(slow.delay());
        }
        Trouble.Ending ending =
                met.fault().troubles(Trouble.Ending.class).findFirst().orElse(null);
        if (ending == null) {
            Wire.send(exchange, response);
            return;
        }
        FaultyWire.send(exchange, response, ending, met.untilCleared());
        if (ending instanceof Trouble.Refuse(Duration time)) {
            try (Refusal _ = port.refuse()) {
                met.untilCleared().pass(time);
            }
        }
    }

    private String origin() {
        InetSocketAddress address = port.address();
        InetAddress host = address.getAddress();
        String name = host.isLoopbackAddress() || host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
        return "%s://%s:%d".formatted(port.scheme(), name.contains(":") ? "[" + name + "]" : name, address.getPort());
    }

    private static Hold released() {
        Hold none = new Hold();
        none.release();
        return none;
    }
}
