package org.dockgraph.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dockgraph.GatewayProcess;
import org.dockgraph.replica.Fault;
import org.dockgraph.replica.Refusal;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole application is killed, as by `kill -9`, at moments that nobody chose.
class KilledApplicationIT {

    private static final int ALLOWED = 15; // calls in an hour, which no test takes

    private static final List<String> QUESTIONS = List.of(
            "{ dockingEvents(first: 5) { nodes { ll2Id docking flightVehicle { spacecraft { name } } } } }",
            "{ dockingEvents(first: 3, filter: { docked: true }) { nodes { ll2Id spaceStation { name } } } }",
            "{ spaceStation(id: \"4\") { name } }");

    private final Random random = new Random(9);
    private final ReplicaServer replica = ReplicaServer.start(ReplicaDataset.bundled(), Clock.systemUTC());

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        replica.close();
    }

    @Test
    void whatWasAnsweredBeforeAKillIsAnsweredAfterItWithoutTheSource() throws Exception {
        Map<String, JsonNode> answers = firstAnswers();
        for (int kill = 1; kill <= 3; kill++) {
            try (GatewayProcess gateway = restartedWithoutSource(answers)) {
                replica.faults()
                        .replace(List.of(
                                Fault.status(502).and(Fault.html()).times(1),
                                Fault.close().times(1)));
                underLoadUntilKilled(gateway);
            }
        }
        try (GatewayProcess gateway = restartedWithoutSource(answers)) {
            gateway.askToEnd();
            gateway.awaitEnd();
        }
        assertThat(replica.requests()).hasSizeBetween(5, ALLOWED);
    }

    @Test
    void tenKilledGatewaysSendFifteenRequestsInAllWithAMirrorOrWithout() throws Exception {
        try (ReplicaServer other = ReplicaServer.start(ReplicaDataset.bundled(), Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> with = threads.submit(killedTenTimes(replica, true));
            Future<?> without = threads.submit(killedTenTimes(other, false));
            with.get();
            without.get();

            assertThat(replica.requests()).hasSizeBetween(10, ALLOWED);
            assertThat(other.requests()).hasSizeBetween(10, ALLOWED);
        }
    }

    /// Lets a gateway answer, and end in order, so that all of it is on the disk.
    private Map<String, JsonNode> firstAnswers() throws Exception {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        try (GatewayProcess gateway = start(replica, "snapshot", true)) {
            for (String question : QUESTIONS) {
                JsonNode response = gateway.ask(question);
                assertThat(response.has("errors")).as("%s", response).isFalse();
                answers.put(question, response.path("data"));
            }
            gateway.askToEnd();
            gateway.awaitEnd();
        }
        return answers;
    }

    private GatewayProcess restartedWithoutSource(Map<String, JsonNode> answers) throws Exception {
        try (Refusal _ = replica.refuseConnections()) {
            GatewayProcess gateway = start(replica, "snapshot", true);
            for (Map.Entry<String, JsonNode> before : answers.entrySet()) {
                JsonNode response = gateway.ask(before.getKey());
                assertThat(response.has("errors")).as("%s", response).isFalse();
                assertThat(response.path("data")).isEqualTo(before.getValue());
                assertThat(response.at("/extensions/upstream/calls").asInt(-1)).isZero();
            }
            return gateway;
        }
    }

    /// Kills it about when it writes what has changed, which it does every five seconds.
    private void underLoadUntilKilled(GatewayProcess gateway) throws Exception {
        Queue<JsonNode> failed = new ConcurrentLinkedQueue<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String question : QUESTIONS) {
                Future<?> _ = clients.submit(() -> askUntilKilled(gateway, question, failed));
            }
            Future<?> _ = clients.submit(() -> {
                gateway.refresh();
                return null;
            });
            gateway.runOn(4_500 + random.nextInt(1_000));
            gateway.kill();
        }
        assertThat(failed).isEmpty();
    }

    private static void askUntilKilled(GatewayProcess gateway, String question, Queue<JsonNode> failed) {
        try {
            while (true) {
                JsonNode response = gateway.ask(question);
                if (response.has("errors")) {
                    failed.add(response);
                }
            }
        } catch (IOException _) {
            // killed
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Callable<?> killedTenTimes(ReplicaServer source, boolean mirror) {
        Random moments = new Random(mirror ? 1 : 2);
        return () -> {
            source.faults()
                    .replace(List.of(Fault.close().times(2), Fault.status(503).times(2)));
            for (int number = 0; number < 30; number += 3) {
                int first = number;
                try (GatewayProcess gateway = start(source, "mirror-" + mirror, mirror);
                        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                    gateway.ask(flight(first));
                    Future<?> _ = clients.submit(() -> gateway.ask(flight(first + 1)));
                    Future<?> _ = clients.submit(() -> gateway.ask(flight(first + 2)));
                    gateway.runOn(moments.nextInt(200));
                    gateway.kill();
                }
            }
            return null;
        };
    }

    /// Costs a call, since a flight with such a number is not held.
    private static String flight(int number) {
        return "{ flightVehicle(id: " + (90_000 + number) + ") { destination } }";
    }

    private GatewayProcess start(ReplicaServer source, String file, boolean mirror) {
        return GatewayProcess.start(
                "--dockgraph.upstream.base-url=" + source.baseAddress(),
                "--dockgraph.mirror.enabled=" + mirror,
                "--dockgraph.mirror.file=" + directory.resolve(file));
    }
}
