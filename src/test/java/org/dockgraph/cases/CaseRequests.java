package org.dockgraph.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// What the pages of cases ask, for whoever asks it elsewhere.
public final class CaseRequests {

    private static final JsonMapper JSON = new JsonMapper();

    private CaseRequests() {}

    /// The bodies of all requests of the pages of a folder, in their order.
    public static List<String> of(Path folder) throws IOException {
        try (Stream<Path> pages = Files.list(folder)) {
            return pages.sorted(Comparator.naturalOrder())
                    .map(CasePage::read)
                    .flatMap(page -> page.steps().stream())
                    .filter(CasePage.Question.class::isInstance)
                    .map(CasePage.Question.class::cast)
                    .map(question -> JSON.writeValueAsString(
                            Map.of("query", question.query(), "variables", question.variables())))
                    .toList();
        }
    }
}
