package org.dockgraph.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockgraph.Dockgraph;
import org.dockgraph.Gateway;
import org.dockgraph.TestClock;
import org.dockgraph.cases.ExpectedJson;
import org.dockgraph.readme.Readme.Question;
import org.dockgraph.replica.ReplicaServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// Runs what the README says against the gateway as its readers start it, and compares with what it shows.
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern COUNT = Pattern.compile("\\d+");

    private final Readme readme = Readme.read();
    private ConfigurableApplicationContext application;
    private String port;
    private String replicaPort;
    private String startReport;

    @BeforeAll
    void start(CapturedOutput output) {
        application = new SpringApplicationBuilder(Dockgraph.class)
                .initializers(Gateway.clockOf(new TestClock(TestClock.NEW_YEAR_2026)))
                .run("--server.port=0", "--dockgraph.replica.port=0");
        port = ":" + ((WebServerApplicationContext) application).getWebServer().getPort();
        replicaPort =
                ":" + application.getBean(ReplicaServer.class).baseAddress().getPort();
        startReport = output.getOut();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerIsTheGateways() {
        return readme.questions().stream()
                .map(question -> DynamicTest.dynamicTest(
                        Readme.FILE + ":" + question.asked().line(), () -> compare(question, ask(question))));
    }

    @Test
    void queriesAndCommandsAreFound() {
        assertThat(readme.questions().stream().map(question -> question.asked().language()))
                .filteredOn("graphql"::equals)
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(readme.questions().stream().map(question -> question.asked().language()))
                .filteredOn("sh"::equals)
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void onlyWhatNeedsDockerLl2OrMavenOrHasNoEndIsLeftOut() {
        assertThat(readme.blocks())
                .filteredOn(block -> block.isQuestion() && !block.isRunHere())
                .allSatisfy(block -> assertThat(block.content()).doesNotContain("curl"))
                .hasSize(8);
    }

    @Test
    void commandsGiveTheSameWithoutCurl() throws IOException, InterruptedException {
        for (Question question : readme.questions()) {
            if (question.asked().language().equals("sh")) {
                compare(question, command(question).send());
            }
        }
    }

    @Test
    void theConsoleShowsTheLinks() {
        List<String> shown = readme.blocks().stream()
                .filter(block -> block.content().startsWith("Ready after"))
                .flatMap(block -> block.content().lines().skip(1))
                .toList();
        assertThat(shown).hasSize(4);
        assertThat(startReport.lines())
                .containsSequence(shown.stream().map(this::atRealPorts).toList());
    }

    @TestFactory
    Stream<DynamicTest> queriesCostWhatTheTableSays() {
        return readme.table("query").stream()
                .map(row -> DynamicTest.dynamicTest(row.getFirst(), () -> {
                    try (Gateway gateway = Gateway.start()) {
                        for (String calls : row.subList(1, 3)) {
                            assertThat(calls).matches(COUNT);
                            assertThat(gateway.response(row.getFirst(), Map.of())
                                            .has("errors"))
                                    .isFalse();
                            assertThat(gateway.callsSinceLastLook()).hasSize(Integer.parseInt(calls));
                        }
                    }
                }));
    }

    private String ask(Question question) throws IOException, InterruptedException {
        if (question.asked().language().equals("graphql")) {
            return post(question.asked().content());
        }
        return CurlCommand.isInstalled()
                ? command(question).run()
                : command(question).send();
    }

    private CurlCommand command(Question question) {
        return CurlCommand.parse(atRealPorts(question.asked().content()));
    }

    private String post(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(atRealPorts("http://localhost:8080/graphql")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private String atRealPorts(String text) {
        return text.replace(":8080", port).replace(":8081", replicaPort);
    }

    private void compare(Question question, String response) {
        String seen = response.replace(port, ":8080").replace(replicaPort, ":8081");
        String expected = question.answer().content();
        if (question.answer().language().equals("json")) {
            assertThat(ExpectedJson.difference(JSON.readTree(expected), JSON.readTree(seen), new HashMap<>()))
                    .as("the answer was%n%s", seen)
                    .isEmpty();
        } else if (expected.endsWith("\n…\n")) {
            assertThat(seen).startsWith(expected.substring(0, expected.length() - 2));
        } else {
            assertThat(seen).isEqualTo(expected);
        }
    }
}
