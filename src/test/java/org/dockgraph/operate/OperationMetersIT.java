package org.dockgraph.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/// What is told of operations, by meters and in the log.
@ExtendWith(OutputCaptureExtension.class)
class OperationMetersIT {

    private static final String COUNT = "dockgraph_operations_seconds_count{";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gateway gateway = Gateway.serving();

    @AfterEach
    void stop() {
        gateway.close();
        http.close();
    }

    @Test
    void operationsAreCountedByNameTypeAndOutcome() throws Exception {
        ask("query Newest { dockingEvents(first: 1) { nodes { docking } } }");
        ask("query Newest { dockingEvents(first: 1) { nodes { docking } } }");
        ask("{ dockingEvents(first: 1) { nodes { docking } } }");
        ask("query Part { a: dockingEvent(id: \"633\") { docking } b: dockingEvent(id: \"no\") { docking } }");
        ask("query Nothing { dockings }");

        assertThat(meters().lines())
                .contains(
                        COUNT + "name=\"Newest\",outcome=\"whole\",type=\"query\"} 2",
                        COUNT + "name=\"anonymous\",outcome=\"whole\",type=\"query\"} 1",
                        COUNT + "name=\"Part\",outcome=\"part\",type=\"query\"} 1",
                        COUNT + "name=\"anonymous\",outcome=\"nothing\",type=\"none\"} 1",
                        "dockgraph_errors_total{code=\"BAD_USER_INPUT\"} 1.0",
                        "dockgraph_errors_total{code=\"GRAPHQL_VALIDATION_FAILED\"} 1.0");
    }

    @Test
    void anOperationBeyondALimitIsCountedByItsNameAndTheLimit() throws Exception {
        ask("query Greedy { a: dockingEvents(first: 100) { ...Flights } b: dockingEvents(last: 100) { ...Flights } }"
                + " fragment Flights on DockingEventConnection {"
                + " nodes { flightVehicle { dockingEvents(first: 100) { nodes { ll2Id spaceStation {"
                + " dockingEvents(first: 100) { nodes { ll2Id } } } } } } } }");

        assertThat(meters().lines())
                .contains(
                        COUNT + "name=\"Greedy\",outcome=\"nothing\",type=\"query\"} 1",
                        "dockgraph_limits_total{limit=\"cost\"} 1.0",
                        "dockgraph_errors_total{code=\"QUERY_TOO_COMPLEX\"} 1.0");
    }

    @Test
    void manyErrorsOfACodeInAnAnswerCountOnce() throws Exception {
        ask("{ a: dockingEvent(id: \"no\") { docking } b: dockingEvent(id: \"neither\") { docking } }");

        assertThat(meters().lines()).contains("dockgraph_errors_total{code=\"BAD_USER_INPUT\"} 1.0");
    }

    @Test
    void whatIsRefusedBeforeItIsAnOperationIsCountedByCodeAndStatus() throws Exception {
        post(request().header("Content-Type", "text/plain"), "{}");
        post(request().header("Content-Type", "application/json"), " ".repeat(1 << 19));
        post(request().header("Content-Type", "application/json"), "{\"documentId\": \"unknown\"}");

        Meters meters = meters();
        assertThat(meters.lines())
                .contains(
                        "dockgraph_errors_total{code=\"BAD_USER_INPUT\"} 1.0",
                        "dockgraph_errors_total{code=\"DOCUMENT_TOO_LARGE\"} 1.0",
                        "dockgraph_errors_total{code=\"PERSISTED_QUERY_NOT_FOUND\"} 1.0");
        assertThat(meters.text())
                .contains("status=\"415\",uri=\"/graphql\"} 1")
                .contains("status=\"413\",uri=\"/graphql\"} 1")
                .doesNotContain(COUNT);
    }

    @Test
    void aClientThatAsksTooOftenShowsToo() throws Exception {
        try (Gateway strict = Gateway.serving("--dockgraph.http.requests-per-minute=1")) {
            for (int i = 0; i < 3; i++) {
                post(HttpRequest.newBuilder(strict.endpoint()), "{}");
            }

            String meters = Meters.of(strict.endpoint()).text();
            assertThat(meters)
                    .contains("dockgraph_errors_total{code=\"RATE_LIMITED\"} 2.0")
                    .contains("status=\"429\",uri=\"/graphql\"} 2");
        }
    }

    @Test
    void whatIsOnlyExplainedIsNoOperation() throws Exception {
        post(
                request().header("Content-Type", "application/json").header("Dockgraph-Explain", "true"),
                "{\"query\": \"query Explained { dockingEvents { totalCount } }\"}");

        assertThat(meters().text()).doesNotContain("Explained");
    }

    @Test
    void slowOperationsAreLoggedByNameWithWhatTheyTookAndNothingOfTheirs(CapturedOutput output) throws Exception {
        try (Gateway slow = Gateway.serving("--dockgraph.query.slow=0s")) {
            slow.ask("query Sluggish($id: ID!) { renamed: dockingEvent(id: $id) { docking } }", Map.of("id", "633"));
        }

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("slow"))
                .singleElement()
                .asString()
                .containsPattern("An operation was slow; name=Sluggish type=query outcome=whole tookMillis=\\d+ cost=1"
                        + " conditions=0 calls=1$")
                .doesNotContain("633", "renamed");
    }

    @Test
    void ordinaryOperationsAreNotLogged(CapturedOutput output) throws Exception {
        ask("query Quick { __typename }");

        assertThat(output.getAll()).doesNotContain("Quick");
    }

    private void ask(String query) throws Exception {
        post(
                request().header("Content-Type", "application/json"),
                new JsonMapper().writeValueAsString(Map.of("query", query)));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(gateway.endpoint());
    }

    private void post(HttpRequest.Builder request, String body) throws Exception {
        http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private Meters meters() throws Exception {
        return Meters.of(gateway.endpoint());
    }
}
