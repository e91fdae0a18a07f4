package org.dockgraph.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One behaviour, written for people: a Markdown page whose title is the claim. It tells one or several questions
/// that are put one after the other to a gateway that holds nothing at first. Each is
/// 1. a `graphql` block with the query,
/// 2. optionally a `json variables` block,
/// 3. a line `Upstream calls: N`, optionally followed by a list of the N requests,
/// 4. a `json` block with the response, in which a list may end with `"…"` for entries that do not matter, and `…`
///    stands for any part of a text. A text such as `"‹here›"`, in angle quotes, is any text, which the variables
///    of later questions can use under this name: cursors are opaque.
///
/// A line `Source: throttled`, `broken`, `garbled` or `silent` puts the gateway over a source that does nothing
/// else.
///
/// @param source how the source fails; null for the replica
record CasePage(Path file, String title, @Nullable String source, List<Step> steps) {

    private static final Pattern SOURCE = Pattern.compile("^Source: (\\w+)$", Pattern.MULTILINE);

    private static final JsonMapper JSON = new JsonMapper();

    /// A block with its info string, a line that counts calls, or a listed call.
    private static final Pattern PART = Pattern.compile(
            "^```(?<info>[^\\n]*)\\n(?<block>.*?)^```$|^Upstream calls: (?<calls>\\d+)$|^- `GET (?<call>[^`]+)`$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /// One question.
    ///
    /// @param requests expected ones, in any order; empty where the page only counts them
    record Step(String query, Map<String, Object> variables, int calls, List<String> requests, JsonNode response) {

        /// The variables, with the texts that earlier responses have named.
        ///
        /// @param named by name with its angle quotes
        Map<String, Object> variablesWith(Map<String, String> named) {
            Map<String, Object> all = new HashMap<>(variables);
            all.replaceAll(
                    (_, value) -> value instanceof String text && text.startsWith("‹") ? meant(text, named) : value);
            return all;
        }

        private static String meant(String name, Map<String, String> named) {
            String text = named.get(name);
            if (text == null) {
                throw new IllegalArgumentException("No earlier response names " + name);
            }
            return text;
        }
    }

    /// Reads a page.
    static CasePage read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!text.startsWith("# ")) {
            throw new IllegalArgumentException(file + " must begin with its claim as a title");
        }
        String title = text.substring(2, text.indexOf('\n'));
        Builder builder = new Builder(file);
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            builder.add(parts);
        }
        Matcher source = SOURCE.matcher(text);
        return new CasePage(file, title, source.find() ? source.group(1) : null, builder.steps());
    }

    private static final class Builder {

        private final Path file;
        private final List<Step> steps = new ArrayList<>();
        private @Nullable String query;
        private Map<String, Object> variables = Map.of();
        private @Nullable Integer calls;
        private List<String> requests = new ArrayList<>();

        Builder(Path file) {
            this.file = file;
        }

        @SuppressWarnings("unchecked")
        void add(Matcher part) {
            String block = part.group("block");
            if (part.group("calls") instanceof String count) {
                calls = Integer.parseInt(count);
            } else if (part.group("call") instanceof String call) {
                requests.add(call);
            } else {
                switch (part.group("info")) {
                    case "graphql" -> query = block;
                    case "json variables" -> variables = JSON.readValue(block, Map.class);
                    case "json" -> finish(JSON.readTree(block));
                    case String other -> throw new IllegalArgumentException(file + " has a block of kind " + other);
                }
            }
        }

        private void finish(JsonNode response) {
            if (query == null || calls == null) {
                throw new IllegalArgumentException(
                        file + " has a response before which a query or its upstream calls are missing");
            }
            steps.add(new Step(query, variables, calls, List.copyOf(requests), response));
            query = null;
            variables = Map.of();
            calls = null;
            requests = new ArrayList<>();
        }

        List<Step> steps() {
            if (steps.isEmpty() || query != null) {
                throw new IllegalArgumentException(file + " must end with the response to its last query");
            }
            return List.copyOf(steps);
        }
    }
}
