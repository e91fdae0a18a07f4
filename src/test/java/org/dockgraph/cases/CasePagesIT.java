package org.dockgraph.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dockgraph.Gateway;
import org.dockgraph.upstream.ScriptedSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs every page under `cases/`: each against a gateway of its own that holds nothing.
class CasePagesIT {

    private static final Path CASES = Path.of("src/test/resources/cases");

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

    private static void run(CasePage page) throws InterruptedException {
        List<String> settings =
                new ArrayList<>(page.settings().stream().map("--"::concat).toList());
        if (page.source() == null) {
            try (Gateway gateway = Gateway.start(settings.toArray(String[]::new))) {
                run(page, gateway, gateway::callsSinceLastLook);
            }
            return;
        }
        settings.add("--dockgraph.upstream.timeout=1s");
        try (ScriptedSource source = failing(page.source());
                Gateway gateway = Gateway.startBehind(_ -> source.baseAddress(), settings.toArray(String[]::new))) {
            run(page, gateway, () -> {
                List<String> calls = List.copyOf(source.targets());
                source.targets().clear();
                return calls;
            });
        }
    }

    private static void run(CasePage page, Gateway gateway, Supplier<List<String>> callsSinceLastLook)
            throws InterruptedException {
        CaseRun run = new CaseRun(gateway, callsSinceLastLook);
        for (CasePage.Step step : page.steps()) {
            run.take(step);
        }
    }

    private static ScriptedSource failing(String how) {
        return switch (how) {
            case "throttled" ->
                ScriptedSource.answering(ScriptedSource.answer("429 Too Many Requests", "{}", "Retry-After: 40"));
            case "dated" ->
                ScriptedSource.answering(ScriptedSource.answer(
                        "429 Too Many Requests",
                        "{}",
                        "Date: Thu, 01 Jan 2026 01:00:00 GMT",
                        "Retry-After: Thu, 01 Jan 2026 01:00:40 GMT"));
            case "broken" -> ScriptedSource.answering(ScriptedSource.answer("502 Bad Gateway", "<html>sorry</html>"));
            case "garbled" -> ScriptedSource.answering(ScriptedSource.ok("<html>maintenance</html>"));
            case "silent" -> ScriptedSource.hanging();
            default -> throw new IllegalArgumentException("No source fails in this way: " + how);
        };
    }
}
