package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dockgraph.GatewayProcess;
import org.dockgraph.replica.Hold;
import org.dockgraph.replica.Refusal;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What becomes of everybody when the process is asked to end.
@Timeout(180)
class ShutdownIT {

    private static final int ASKED_TO_END = 143; // how a JVM says that SIGTERM has ended it

    private static final String KNOWN = "{ flightVehicle(id: 900) { destination } }";
    private static final String KNOWN_AND_HELD = "query @callLimit(max: 0) " + KNOWN;
    private static final String UNKNOWN = "{ flightVehicle(id: 99999) { destination } }"; // which only a call can tell
    private static final String CHANGES = "{\"query\":\"subscription { dockingEventChanged { kind } }\"}";

    @TempDir
    private Path directory;

    @Test
    void whatIsUnderWayIsAnsweredAndListenersAreToldAndWhatIsHeldIsKept() throws Exception {
        try (ReplicaServer replica = ReplicaServer.start(ReplicaDataset.bundled(), Clock.systemUTC())) {
            JsonNode known = dataOfGatewayThatStopsUnderWay(replica);

            try (Refusal _ = replica.refuseConnections();
                    GatewayProcess restarted = start(replica)) {
                assertThat(restarted.ask(KNOWN_AND_HELD).path("data")).isEqualTo(known);
            }
        }
    }

    private JsonNode dataOfGatewayThatStopsUnderWay(ReplicaServer replica) throws Exception {
        try (GatewayProcess gateway = start(replica);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newHttpClient();
                SocketClient socket = SocketClient.opened(
                        URI.create("ws" + gateway.endpoint().toString().substring(4)));
                InputStream events = http.send(listening(gateway), BodyHandlers.ofInputStream())
                        .body()) {
            assertThat(events.read()).isEqualTo(':');
            JsonNode known = gateway.ask(KNOWN);
            assertThat(known.has("errors")).as("%s", known).isFalse();
            Future<JsonNode> answer;
            try (Hold _ = replica.holdAnswers()) {
                answer = threads.submit(() -> gateway.ask(UNKNOWN));
                while (replica.requests().stream()
                        .noneMatch(request -> request.target().contains("/99999/"))) {
                    Thread.onSpinWait();
                }

                gateway.askToEnd();

                assertThat(socket.hear()).isEqualTo("1001 Going away");
                assertThat(events.readAllBytes()).asString().doesNotContain("complete");
                while (isLetIn(gateway)) {
                    Thread.onSpinWait();
                }
            }
            assertThat(answer.get().at("/errors/0/extensions/code").asString()).isEqualTo("NOT_FOUND");
            assertThat(gateway.awaitEnd()).isEqualTo(ASKED_TO_END);
            return known.path("data");
        }
    }

    private static HttpRequest listening(GatewayProcess gateway) {
        return HttpRequest.newBuilder(gateway.endpoint())
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CHANGES))
                .build();
    }

    /// Whether a client that comes only now is served.
    private static boolean isLetIn(GatewayProcess gateway) throws InterruptedException {
        try (HttpClient newcomer = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = newcomer.send(
                    HttpRequest.newBuilder(gateway.endpoint().resolve("/graphql/schema"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isIn(200, 503);
            return answer.statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private GatewayProcess start(ReplicaServer replica) {
        return GatewayProcess.start(
                "--dockgraph.upstream.base-url=" + replica.baseAddress(),
                "--dockgraph.mirror.file=" + directory.resolve("snapshot"),
                "--dockgraph.query.deadline=1m");
    }
}
