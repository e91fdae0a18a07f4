package org.dockgraph.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.dockgraph.Dockgraph;
import org.dockgraph.Gateway;
import org.dockgraph.TestClock;
import org.dockgraph.replica.Fault;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.replica.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an operator sees and does, over HTTP.
class OperateIT {

    private static final ReplicaDataset BUNDLED = ReplicaDataset.bundled();

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final ReplicaServer replica = ReplicaServer.start(BUNDLED, clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;

    OperateIT(@TempDir Path directory) {
        // The mirror works on demand only, so that the calls are known.
        application = new SpringApplicationBuilder(Dockgraph.class)
                .initializers(Gateway.clockOf(clock))
                .run(
                        "--server.port=0",
                        "--logging.level.root=warn",
                        "--dockgraph.mirror.enabled=false",
                        "--dockgraph.mirror.file=" + directory.resolve("snapshot"),
                        "--dockgraph.upstream.base-url=" + replica.baseAddress());
    }

    @AfterEach
    void stop() {
        application.close();
        replica.close();
        http.close();
    }

    @Test
    void aRefreshReadsEverythingAndTellsWhatCameOfIt() throws Exception {
        JsonNode outcome = post("/actuator/mirror");

        assertThat(outcome.path("calls").asInt()).isEqualTo(7);
        assertThat(outcome.path("callsLeftToMake").asInt()).isZero();
        assertThat(outcome.path("because").isNull()).isTrue();
        assertThat(outcome.path("complete").asBoolean()).isTrue();
        assertThat(outcome.path("events").asInt()).isEqualTo(238);
        assertThat(outcome.path("added").asInt()).isEqualTo(238);
        assertThat(replica.requests()).hasSize(7);
        assertThat(get("/actuator/mirror").path("events").asInt()).isEqualTo(238);
    }

    @Test
    void aRefreshNoticesWhatIsNewWhatHasChangedAndWhatIsGone() throws Exception {
        post("/actuator/mirror");
        Row.DockingEvent newest = Objects.requireNonNull(BUNDLED.dockingEvent(633));
        Instant departure = Instant.parse("2025-12-20T00:00:00Z");
        replica.serve(BUNDLED.without(row -> row instanceof Row.DockingEvent && (row.id() == 633 || row.id() == 52))
                .with(
                        new Row.DockingEvent(
                                633,
                                newest.launchId(),
                                newest.docking(),
                                departure,
                                newest.flightVehicle(),
                                newest.dockingLocation(),
                                newest.spaceStation()),
                        new Row.DockingEvent(
                                700,
                                null,
                                Instant.parse("2025-12-25T00:00:00Z"),
                                null,
                                newest.flightVehicle(),
                                newest.dockingLocation(),
                                newest.spaceStation())));
        clock.advance(Duration.ofMinutes(61));

        JsonNode outcome = post("/actuator/mirror");

        assertThat(outcome.path("added").asInt()).isEqualTo(1);
        assertThat(outcome.path("changed").asInt()).isEqualTo(1);
        assertThat(outcome.path("removed").asInt()).isEqualTo(1);
        assertThat(ask("{ dockingEvents(first: 2) { totalCount nodes { ll2Id departure } } }"))
                .isEqualTo("{\"dockingEvents\":{\"totalCount\":238,\"nodes\":[{\"ll2Id\":700,\"departure\":null},"
                        + "{\"ll2Id\":633,\"departure\":\"2025-12-20T00:00:00Z\"}]}}");
        assertThat(ask("{ dockingEvent(id: \"52\") { ll2Id } }")).isEqualTo("{\"dockingEvent\":null}");
    }

    /// A query that needs no detail reads pages without it.
    @Test
    void allEventsAreHeldOnlyOnceTheyAreHeldInDetail() throws Exception {
        ask("{ dockingEvents(filter: { agency: { eq: \"121\" } }) { totalCount } }");
        assertThat(replica.requests()).hasSize(3);
        assertThat(get("/actuator/mirror").path("complete").asBoolean()).isFalse();

        assertThat(post("/actuator/mirror").path("complete").asBoolean()).isTrue();
        assertThat(get("/actuator/mirror").path("complete").asBoolean()).isTrue();
    }

    @Test
    void aRefreshLeavesTheReserveAndSaysWhatItCouldNotDo() throws Exception {
        post("/actuator/mirror");
        JsonNode outcome = post("/actuator/mirror");

        assertThat(outcome.path("calls").asInt()).isEqualTo(4);
        assertThat(outcome.path("callsLeftToMake").asInt()).isEqualTo(3);
        assertThat(outcome.path("because").asString()).startsWith("No call is spare. Try again in ");
        assertThat(replica.requests()).hasSize(11);
    }

    @Test
    void itIsHealthyWhateverTheSourceDoes() throws Exception {
        replica.faults().add(Fault.status(503));
        assertThat(post("/actuator/mirror").path("because").asString())
                .isEqualTo("The source cannot be reached, or fails.");

        assertThat(get("/actuator/health").path("status").asString()).isEqualTo("UP");
        assertThat(get("/actuator/health/readiness").path("status").asString()).isEqualTo("UP");
        JsonNode details =
                get("/actuator/health").path("components").path("upstream").path("details");
        assertThat(details.path("callsRemaining").asInt()).isEqualTo(14);
        assertThat(details.path("events").asInt()).isZero();
    }

    @Test
    void metersTellCallsBudgetBreakerAnswersAgesAndTheMirror() throws Exception {
        post("/actuator/mirror");
        ask("{ dockingEvents(first: 2) { nodes { docking } } }");
        clock.advance(Duration.ofMinutes(20));
        replica.faults().add(Fault.status(502));
        ask("{ dockingEvent(id: \"633\") @freshness(maxAge: \"PT1M\") { docking } }");

        String meters = send(HttpRequest.newBuilder(address("/actuator/prometheus")));

        assertThat(meters.lines())
                .contains(
                        "dockgraph_upstream_calls_seconds_count{outcome=\"found\",path=\"docking_event/\"} 3",
                        "dockgraph_upstream_calls_seconds_count{outcome=\"unavailable\",path=\"docking_event/\"} 2",
                        "dockgraph_upstream_budget_limit 15.0",
                        "dockgraph_upstream_budget_remaining 6.0",
                        "dockgraph_upstream_breaker{state=\"CLOSED\"} 1.0",
                        "dockgraph_upstream_stale 1.0",
                        "dockgraph_answers_total{freshness=\"fresh\"} 1.0",
                        "dockgraph_answers_total{freshness=\"stale\"} 1.0",
                        "dockgraph_answers_total{freshness=\"failed\"} 0.0",
                        "dockgraph_mirror_complete 1.0",
                        "dockgraph_mirror_events 238.0",
                        "dockgraph_mirror_age_seconds 1200.0",
                        "dockgraph_data_oldest_age_seconds 1200.0");
    }

    private JsonNode get(String path) throws Exception {
        return new JsonMapper().readTree(send(HttpRequest.newBuilder(address(path))));
    }

    private JsonNode post(String path) throws Exception {
        return new JsonMapper()
                .readTree(send(HttpRequest.newBuilder(address(path)).POST(BodyPublishers.noBody())));
    }

    private String ask(String query) throws Exception {
        String body = new JsonMapper().writeValueAsString(Map.of("query", query));
        String answer = send(HttpRequest.newBuilder(address("/graphql"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        return new JsonMapper().readTree(answer).path("data").toString();
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private URI address(String path) {
        var server = Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer());
        return URI.create("http://localhost:" + server.getPort() + path);
    }
}
