package org.dockgraph.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/// The playground's examples.
final class Examples {

    private static final ClassPathResource FILE = new ClassPathResource("static/graphiql/examples.js");
    private static final Pattern EXAMPLE = Pattern.compile("query: `([^`]*)`,(?:\\s*variables: `([^`]*)`)?");
    private static final Pattern LIVE = Pattern.compile("(?m)^subscription ");

    private Examples() {}

    /// Those that have a single answer, each as the body of a request.
    static List<String> queries() throws IOException {
        JsonMapper json = new JsonMapper();
        return EXAMPLE.matcher(FILE.getContentAsString(StandardCharsets.UTF_8))
                .results()
                .filter(example -> !LIVE.matcher(example.group(1)).find())
                .map(example -> json.writeValueAsString(
                        Map.of("query", example.group(1), "variables", variables(json, example.group(2)))))
                .toList();
    }

    private static Object variables(JsonMapper json, @Nullable String text) {
        return json.readTree(Objects.requireNonNullElse(text, "{}"));
    }
}
