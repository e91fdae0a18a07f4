package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockgraph.killed.GatewayProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Puts the packaged gateway under all kinds of traffic, one after the other, again and again. What it takes of the
/// machine after the first round it may take after the last one, and hardly more. All the while a light query is
/// answered, and answered soon.
///
/// `-Dsoak.rounds=20` soaks for longer than the few minutes of three rounds.
class Soak {

    private static final int ROUNDS = Integer.getInteger("soak.rounds", 3);
    private static final long HEAP = 512; // MB
    private static final long BESIDE_HEAP = 300; // MB: code, classes, threads and buffers
    private static final long GROWTH = 20; // MB of live objects, from the first round to the last
    private static final int FEW = 5; // threads or descriptors more or less
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(40); // a ping in 12 s, its answer in 12 more
    private static final long SOON = 1_000; // milliseconds

    private static final List<String> COMMAND = List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx" + HEAP + "m",
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

    private final List<String> broken = new ArrayList<>();
    private final StringBuilder table = new StringBuilder(
            "| round | traffic | s | light query: asked | median ms | 99 % | worst | resident MB, most | at the end"
                    + " | live MB | threads | virtual | descriptors | listeners | what came of it |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");

    @Test
    @Timeout(3600)
    void nothingIsLeftBehindAndNobodyWaits() throws Exception {
        try (GatewayProcess gateway = started();
                Watch watch = new Watch(gateway)) {
            Vitals cold = look("0", "none yet", Duration.ZERO, "", gateway, watch);
            Vitals first = round(1, cold.sockets(), gateway, watch);
            Vitals last = first;
            for (int round = 2; round <= ROUNDS; round++) {
                last = round(round, cold.sockets(), gateway, watch);
            }
            compare(first, last);
            gateway.log().stream().filter(line -> line.contains(" ERROR ")).forEach(broken::add);
        } finally {
            System.out.println(table);
        }
        assertThat(broken).isEmpty();
    }

    private Map<String, Traffic> traffics(GatewayProcess gateway) throws Exception {
        Map<String, Traffic> traffics = new LinkedHashMap<>();
        traffics.put("good", new GoodTraffic(Duration.ofSeconds(6), 8));
        traffics.put("around the circle", new Circle());
        traffics.put("hostile", new HostileDocuments(Duration.ofSeconds(10)));
        traffics.put("heavy", new HeavyQueries(Duration.ofSeconds(8)));
        traffics.put("slow", new SlowClients());
        traffics.put("listening", new Listeners(gateway, replica(gateway)));
        traffics.put("rude", new RudeClients(Duration.ofSeconds(6)));
        return traffics;
    }

    /// @return what is taken once all have gone
    private Vitals round(int round, int sockets, GatewayProcess gateway, Watch watch) throws Exception {
        for (Map.Entry<String, Traffic> traffic : traffics(gateway).entrySet()) {
            long start = System.nanoTime();
            String outcome;
            try {
                outcome = traffic.getValue().at(gateway.address());
            } catch (AssertionError failure) {
                outcome = "BROKEN";
                broken.add(traffic.getKey() + ": " + failure.getMessage());
            }
            look(String.valueOf(round), traffic.getKey(), since(start), outcome, gateway, watch);
        }
        long start = System.nanoTime();
        while (Vitals.sockets(gateway.pid()) > sockets + FEW && since(start).compareTo(SETTLED_WITHIN) < 0) {
            Thread.sleep(100);
        }
        return look(String.valueOf(round), "none", since(start), "", gateway, watch);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Vitals look(
            String round, String traffic, Duration time, String outcome, GatewayProcess gateway, Watch watch)
            throws Exception {
        Vitals vitals = Vitals.of(gateway.pid());
        Watch.Report light = watch.report();
        table.append("| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s |%n"
                .formatted(
                        round,
                        traffic,
                        time.toSeconds(),
                        light.times().size(),
                        light.millis(0.5),
                        light.millis(0.99),
                        light.millis(1),
                        light.mostResident() / 1024,
                        vitals.resident() / 1024,
                        vitals.live() >> 20,
                        vitals.threads(),
                        vitals.virtualThreads(),
                        vitals.descriptors(),
                        vitals.listeners(),
                        outcome));
        light.wrong().forEach(wrong -> broken.add("The light query, with " + traffic + ": " + wrong));
        promise(light.millis(1) < SOON, "The light query took " + light.millis(1) + " ms, with " + traffic);
        promise(
                light.mostResident() >> 10 < HEAP + BESIDE_HEAP,
                "Resident were " + (light.mostResident() >> 10) + " MB, with " + traffic);
        return vitals;
    }

    private void compare(Vitals first, Vitals last) {
        promise(
                last.live() - first.live() < GROWTH << 20,
                "From the first round to the last, live objects grew by " + last.growthSince(first));
        promise(last.threads() <= first.threads() + FEW, "More threads than after the first round");
        promise(
                last.virtualThreads() <= first.virtualThreads() + FEW,
                "More virtual threads than after the first round");
        promise(last.descriptors() <= first.descriptors() + FEW, "More descriptors than after the first round");
        promise(last.listeners() == 0, last.listeners() + " listeners are left, though all have gone");
    }

    private void promise(boolean isKept, String otherwise) {
        if (!isKept) {
            broken.add(otherwise);
        }
    }

    /// One that holds everything, and so needs no calls.
    private static GatewayProcess started() throws Exception {
        GatewayProcess gateway = GatewayProcess.start(COMMAND);
        long start = System.nanoTime();
        try (Client client = new Client(gateway.address())) {
            while (!client.ask("{ upstream { mirror { complete } } }").text().contains("true")) {
                assertThat(since(start)).as("the mirror's way to completeness").isLessThan(SETTLED_WITHIN);
                Thread.sleep(100);
            }
            return gateway;
        } catch (Exception | AssertionError failure) {
            gateway.close();
            throw failure;
        }
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
