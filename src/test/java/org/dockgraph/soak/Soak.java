package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.dockgraph.GatewayProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Puts the packaged gateway under all kinds of traffic, one after the other, again and again. What it takes of the
/// machine after the first round it may take after the last one, and hardly more. All the while a light query is
/// answered, and answered soon.
///
/// `-Dsoak.rounds=20` soaks for longer than the few minutes of two rounds.
class Soak {

    private static final int ROUNDS = Integer.getInteger("soak.rounds", 2);
    private static final long GROWTH = 20L << 20; // bytes of live objects, from the first round to the last
    private static final int FEW = 5; // threads or descriptors more or less
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(40); // a ping in 12 s, its answer in 12 more

    private static final List<String> COMMAND = List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx" + Journal.HEAP + "m",
            "-jar",
            "target/dockgraph.jar",
            "--server.port=0",
            "--dockgraph.replica.port=0",
            "--dockgraph.subscriptions.connections=" + Listeners.LIMIT,
            // Enough to read everything anew whenever something was changed at the source, which must not say that
            // it allows fewer.
            "--dockgraph.upstream.calls-per-hour=3600",
            "--dockgraph.replica.faults=api-throttle/ status=404");

    private static final Pattern REPLICA = Pattern.compile("address=(\\S+)");

    @Test
    @Timeout(3600)
    void nothingIsLeftBehindAndNobodyWaits() throws Exception {
        try (GatewayProcess gateway = started();
                Watch watch = new Watch(gateway)) {
            Journal journal = new Journal(gateway, watch);
            try {
                soak(gateway, journal);
            } finally {
                System.out.println(journal);
            }
            assertThat(journal.broken()).isEmpty();
        }
    }

    /// One that holds everything, and so needs no calls.
    private static GatewayProcess started() throws Exception {
        GatewayProcess gateway = GatewayProcess.start(COMMAND);
        try (Client client = new Client(gateway.endpoint())) {
            await("a complete mirror")
                    .atMost(SETTLED_WITHIN)
                    .until(() -> client.ask("{ upstream { mirror { complete } } }")
                            .text()
                            .contains("true"));
            return gateway;
        } catch (Exception failure) {
            gateway.close();
            throw failure;
        }
    }

    private static void soak(GatewayProcess gateway, Journal journal) throws Exception {
        Vitals cold = journal.note("0 none", Duration.ZERO, Traffic.Outcome.of("started"));
        Vitals first = round(1, cold.sockets(), gateway, journal);
        Vitals last = first;
        for (int round = 2; round <= ROUNDS; round++) {
            last = round(round, cold.sockets(), gateway, journal);
        }
        journal.promise(
                last.live() - first.live() < GROWTH,
                "From the first round to the last, live objects grew by " + last.growthSince(first));
        journal.promise(last.threads() <= first.threads() + FEW, "More threads than after the first round");
        journal.promise(
                last.virtualThreads() <= first.virtualThreads() + FEW,
                "More virtual threads than after the first round");
        journal.promise(last.descriptors() <= first.descriptors() + FEW, "More descriptors than after the first round");
        journal.promise(last.listeners() == 0, "Listeners are left, though all have gone");
        gateway.log().stream().filter(line -> line.contains(" ERROR ")).forEach(line -> journal.promise(false, line));
    }

    /// @param sockets that are open when nobody is there
    /// @return what is taken once all have gone
    private static Vitals round(int round, int sockets, GatewayProcess gateway, Journal journal) throws Exception {
        for (Map.Entry<String, Traffic> traffic : traffics(gateway).entrySet()) {
            String name = round + " " + traffic.getKey();
            long start = System.nanoTime();
            Traffic.Outcome outcome;
            try {
                outcome = traffic.getValue().at(gateway.endpoint());
            } catch (AssertionError failure) {
                outcome = Traffic.Outcome.of("a promise was broken");
                journal.promise(false, name + ": " + failure.getMessage());
            }
            journal.note(name, since(start), outcome);
        }
        long start = System.nanoTime();
        try {
            await().atMost(SETTLED_WITHIN).until(() -> Vitals.sockets(gateway.pid()) <= sockets + FEW);
        } catch (ConditionTimeoutException _) {
            journal.promise(false, round + ": sockets are left, though all have gone");
        }
        return journal.note(round + " none", since(start), Traffic.Outcome.of("all have gone"));
    }

    private static Map<String, Traffic> traffics(GatewayProcess gateway) throws Exception {
        Map<String, Traffic> traffics = new LinkedHashMap<>();
        traffics.put("good", new GoodTraffic(Duration.ofSeconds(6)));
        traffics.put("in a circle", new Circle());
        traffics.put("hostile", new HostileDocuments(Duration.ofSeconds(10)));
        traffics.put("heavy", new HeavyQueries(Duration.ofSeconds(8)));
        traffics.put("slow", new SlowClients());
        traffics.put("listening", new Listeners(gateway, replica(gateway)));
        traffics.put("rude", new RudeClients(Duration.ofSeconds(6)));
        return traffics;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static URI replica(GatewayProcess gateway) {
        return gateway.log().stream()
                .map(REPLICA::matcher)
                .filter(Matcher::find)
                .map(line -> URI.create(line.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
