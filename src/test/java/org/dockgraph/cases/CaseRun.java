package org.dockgraph.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dockgraph.Gateway;
import org.dockgraph.cases.CasePage.Question;
import org.dockgraph.fetch.Client;
import org.dockgraph.replica.Hold;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets happen what a page tells, step by step, and compares.
final class CaseRun {

    private static final JsonMapper JSON = new JsonMapper();

    private final Gateway gateway;
    private final Supplier<List<String>> callsSinceLastLook;
    private final Map<String, String> named = new HashMap<>();
    private int waiting;

    CaseRun(Gateway gateway, Supplier<List<String>> callsSinceLastLook) {
        this.gateway = gateway;
        this.callsSinceLastLook = callsSinceLastLook;
    }

    void take(CasePage.Step step) throws InterruptedException {
        switch (step) {
            case CasePage.Pause(Duration time) -> gateway.clock().advance(time);
            case CasePage.Faults(String script) -> {
                gateway.playFaults(script);
                waiting = 0;
            }
            case Question question -> compare(question, response(question));
        }
    }

    /// The response, once the question's calls have come to where the page says.
    private String response(Question question) throws InterruptedException {
        return switch (question.when()) {
            case BEFORE -> {
                String response = ask(question);
                gateway.awaitCalls();
                yield response;
            }
            case IN_BACKGROUND -> {
                String response;
                try (Hold _ = gateway.replica().holdAnswers()) {
                    response = ask(question);
                }
                gateway.awaitCalls();
                yield response;
            }
            case WITH_THE_FAULTS -> {
                String response = ask(question);
                waiting += question.calls();
                gateway.replica().faults().awaitWaiting(waiting);
                yield response;
            }
        };
    }

    private String ask(Question question) {
        HttpHeaders headers = new HttpHeaders();
        question.headers().forEach(headers::set);
        return gateway.response(new Client(question.client()), question.query(), question.variablesWith(named), headers)
                .toString();
    }

    private void compare(Question question, String response) {
        List<String> calls = callsSinceLastLook.get();
        String port = ":" + gateway.replica().baseAddress().getPort();
        JsonNode seen = JSON.readTree(response.replace(port, ":8081"));
        assertThat(ExpectedJson.difference(question.response(), seen, named))
                .as("response to%n%s%nwas%n%s", question.query(), seen.toPrettyString())
                .isEmpty();
        assertThat(calls).as("upstream calls of%n%s", question.query()).hasSize(question.calls());
        if (!question.requests().isEmpty()) {
            assertThat(calls).containsExactlyInAnyOrderElementsOf(question.requests());
        }
    }
}
