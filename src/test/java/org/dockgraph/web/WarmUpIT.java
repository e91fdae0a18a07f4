package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.dockgraph.Gateway;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.operate.Meters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway asks itself before it lets anybody in.
@ExtendWith(OutputCaptureExtension.class)
class WarmUpIT {

    private static final String FAILED = "An example that warms the gateway up has failed";

    @Test
    void allExamplesButTheLiveOneAreAsked() throws Exception {
        JsonMapper json = new JsonMapper();
        List<JsonNode> queries = Examples.queries().stream().map(json::readTree).toList();

        assertThat(queries)
                .extracting(query -> query.path("query").asString().replaceAll("(?s).*\\nquery (\\w+).*", "$1"))
                .containsExactly("NewestDockings", "DockedNow", "StationHistory", "OneDockingInFull");
        assertThat(queries.get(2).path("variables").path("station").asString()).isEqualTo("4");
    }

    @Test
    void itLeavesNoTrace(CapturedOutput output) throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.requests-per-minute=1")) {
            Fetcher fetcher = gateway.bean(Fetcher.class);

            assertThat(gateway.callsSinceLastLook()).isEmpty();
            assertThat(gateway.store().holdings().version()).isZero();
            assertThat(fetcher.status().lastSuccessAt()).isNull();
            assertThat(fetcher.status().budget().remaining())
                    .isEqualTo(fetcher.status().budget().limit());
            assertThat(counts(gateway)).isNotEmpty().allMatch(line -> line.matches(".* 0(\\.0)?"));
        }
        assertThat(output).doesNotContain("WARN", "ERROR");
    }

    @Test
    void anExampleThatFailsIsLoggedAndNothingElse(CapturedOutput output) throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.limits.depth=3")) {
            assertThat(output).contains(FAILED).contains("QUERY_TOO_DEEP");
            assertThat(counts(gateway)).isNotEmpty().allMatch(line -> line.matches(".* 0(\\.0)?"));
        }
    }

    @Test
    void examplesThatAreRefusedAtTheEdgeAreNotCountedEither(CapturedOutput output) throws Exception {
        try (Gateway gateway = Gateway.serving("--dockgraph.http.unread-answers=40B")) {
            assertThat(output).contains(FAILED).contains("OVERLOADED");
            assertThat(counts(gateway)).isNotEmpty().allMatch(line -> line.matches(".* 0(\\.0)?"));
        }
    }

    /// The meters that count what was asked, answered, loaded, refused or kept. Once it is ready the gateway asks how
    /// many calls are left, which is none.
    private static List<String> counts(Gateway gateway) throws Exception {
        return Meters.of(gateway.endpoint()).lines().stream()
                .filter(line -> Stream.of(
                                "dockgraph_operations",
                                "dockgraph_errors",
                                "dockgraph_limits",
                                "dockgraph_answers",
                                "dockgraph_loader",
                                "dockgraph_upstream_calls",
                                "dockgraph_upstream_refused",
                                "dockgraph_mirror_events",
                                "cache_",
                                "http_server_requests")
                        .anyMatch(line::startsWith))
                .filter(line -> !line.contains("_bucket") && !line.contains("path=\"api-throttle/\""))
                .toList();
    }
}
