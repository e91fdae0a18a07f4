package org.dockgraph.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dockgraph.Gateway;
import org.dockgraph.upstream.ScriptedSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs every page under `cases/`: each against a gateway of its own that holds nothing.
class CasePagesIT {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> everyPageTellsTheTruth() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<CasePage> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted(Comparator.naturalOrder())
                    .map(CasePage::read)
                    .toList();
            return pages.stream()
                    .map(page -> DynamicTest.dynamicTest(
                            CASES.relativize(page.file()) + ": " + page.title(),
                            page.file().toUri(),
                            () -> run(page)));
        }
    }

    @Test
    void pagesAreFound() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))).hasSizeGreaterThan(20);
        }
    }

    private static void run(CasePage page) {
        if (page.source() == null) {
            try (Gateway gateway = Gateway.start()) {
                run(page, gateway, gateway::callsSinceLastLook);
            }
            return;
        }
        try (ScriptedSource source = failing(page.source());
                Gateway gateway = Gateway.startBehind(_ -> source.baseAddress(), "--dockgraph.upstream.timeout=1s")) {
            run(page, gateway, () -> {
                List<String> calls = List.copyOf(source.targets());
                source.targets().clear();
                return calls;
            });
        }
    }

    private static void run(CasePage page, Gateway gateway, Supplier<List<String>> callsSinceLastLook) {
        Map<String, String> named = new HashMap<>();
        String port = ":" + gateway.replica().baseAddress().getPort();
        for (CasePage.Step step : page.steps()) {
            String response =
                    gateway.response(step.query(), step.variablesWith(named)).toString();
            List<String> calls = callsSinceLastLook.get();
            JsonNode seen = JSON.readTree(response.replace(port, ":8081"));
            assertThat(ExpectedJson.difference(step.response(), seen, named))
                    .as("response to%n%s%nwas%n%s", step.query(), seen.toPrettyString())
                    .isEmpty();
            assertThat(calls).as("upstream calls of%n%s", step.query()).hasSize(step.calls());
            if (!step.requests().isEmpty()) {
                assertThat(calls).containsExactlyInAnyOrderElementsOf(step.requests());
            }
        }
    }

    private static ScriptedSource failing(String how) {
        return switch (how) {
            case "throttled" ->
                ScriptedSource.answering(ScriptedSource.answer("429 Too Many Requests", "{}", "Retry-After: 40"));
            case "broken" -> ScriptedSource.answering(ScriptedSource.answer("502 Bad Gateway", "<html>sorry</html>"));
            case "garbled" -> ScriptedSource.answering(ScriptedSource.ok("<html>maintenance</html>"));
            case "silent" -> ScriptedSource.hanging();
            default -> throw new IllegalArgumentException("No source fails in this way: " + how);
        };
    }
}
