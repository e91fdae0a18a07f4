package org.dockgraph.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
/// 1. optionally a line such as `Request header: Dockgraph-Report: true`, and `Client: Ann` for one of several who ask,
/// 2. a `graphql` block with the query,
/// 3. optionally a `json variables` block,
/// 4. a line `Upstream calls: N`, optionally followed by a list of the N requests,
/// 5. a `json` block with the response, in which a list may end with `"…"` for entries that do not matter, and `…`
///    stands for any part of a text. A text such as `"‹here›"`, in angle quotes, is any text, which the variables
///    of later questions can use under this name: cursors are opaque.
///
/// Behind the number of calls, `, in the background` says that the question was not kept waiting for them, and
/// `, still under way` that it was answered before they have ended; those end when the faults are cleared.
///
/// Between questions, `Time passes: 20 minutes` moves the clock, and `Faults:` says how the source misbehaves from
/// now on, in the words of the replica's script with `;` between its lines; `none` for not at all.
///
/// A line `Setting: dockgraph.query.deadline=1s` holds for the whole page. A line `Source: throttled`, `dated`,
/// `broken`, `garbled` or `silent` puts the gateway over a source that does nothing else.
///
/// @param source how the source fails; null for the replica
/// @param settings in Spring Boot's form, without the dashes
record CasePage(Path file, String title, @Nullable String source, List<String> settings, List<Step> steps) {

    private static final Pattern SOURCE = Pattern.compile("^Source: (\\w+)$", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("^Setting: (\\S+=\\S*)$", Pattern.MULTILINE);
    private static final Pattern TIME =
            Pattern.compile("(?<amount>\\d+) (?<unit>millisecond|second|minute|hour|day)s?");

    private static final JsonMapper JSON = new JsonMapper();

    /// A block with its info string, or a line that says something to the runner.
    private static final Pattern PART = Pattern.compile("""
            ^```(?<info>[^\\n]*)\\n(?<block>.*?)^```$\
            |^Upstream calls: (?<calls>\\d+)(, (?<when>in the background|still under way))?$\
            |^- `GET (?<call>[^`]+)`$\
            |^Request header: (?<header>[^:\\n]+): (?<value>[^\\n]+)$\
            |^Client: (?<client>\\w+)$\
            |^Time passes: (?<time>[^\\n]+)$\
            |^Faults: (?<faults>[^\\n]+)$""", Pattern.MULTILINE | Pattern.DOTALL);

    /// What happens on a page, in its order.
    sealed interface Step {}

    /// Time passes.
    record Pause(Duration time) implements Step {}

    /// The source misbehaves from now on.
    ///
    /// @param script empty for not at all
    record Faults(String script) implements Step {}

    /// Somebody asks.
    ///
    /// @param client who it is; `somebody` where that does not matter
    /// @param calls how many requests it causes
    /// @param when it is answered: after their end, or before
    /// @param requests expected ones, in any order; empty where the page only counts them
    record Question(
            String client,
            String query,
            Map<String, Object> variables,
            Map<String, String> headers,
            int calls,
            When when,
            List<String> requests,
            JsonNode response)
            implements Step {

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

    /// When the calls of a question end.
    enum When {
        /// Before it is answered.
        BEFORE,
        /// Some time after.
        IN_BACKGROUND,
        /// Not until the faults of the source are cleared.
        WITH_THE_FAULTS
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
        List<String> settings =
                SETTING.matcher(text).results().map(line -> line.group(1)).toList();
        return new CasePage(file, title, source.find() ? source.group(1) : null, settings, builder.steps());
    }

    private static final class Builder {

        private final Path file;
        private final List<Step> steps = new ArrayList<>();
        private String client = "somebody";
        private @Nullable String query;
        private Map<String, Object> variables = Map.of();
        private Map<String, String> headers = new HashMap<>();
        private @Nullable Integer calls;
        private When when = When.BEFORE;
        private List<String> requests = new ArrayList<>();

        Builder(Path file) {
            this.file = file;
        }

        @SuppressWarnings("unchecked")
        void add(Matcher part) {
            if (part.group("block") instanceof String block) {
                switch (part.group("info")) {
                    case "graphql" -> query = block;
                    case "json variables" -> variables = JSON.readValue(block, Map.class);
                    case "json" -> finish(JSON.readTree(block));
                    case String other -> throw new IllegalArgumentException(file + " has a block of kind " + other);
                }
            } else if (part.group("calls") instanceof String count) {
                calls = Integer.parseInt(count);
                when = when(part.group("when"));
            } else if (part.group("call") instanceof String call) {
                requests.add(call);
            } else if (part.group("header") instanceof String header) {
                headers.put(header, part.group("value"));
            } else if (part.group("client") instanceof String name) {
                client = name;
            } else if (part.group("time") instanceof String time) {
                steps.add(new Pause(duration(time)));
            } else {
                String faults = part.group("faults");
                steps.add(new Faults(faults.equals("none") ? "" : faults.replace("; ", "\n")));
            }
        }

        private static When when(@Nullable String words) {
            return words == null
                    ? When.BEFORE
                    : words.equals("in the background") ? When.IN_BACKGROUND : When.WITH_THE_FAULTS;
        }

        private Duration duration(String words) {
            Matcher time = TIME.matcher(words);
            if (!time.matches()) {
                throw new IllegalArgumentException(
                        file + " has a time that is not like `20 minutes` or `1 hour`: " + words);
            }
            ChronoUnit unit = switch (time.group("unit")) {
                case "millisecond" -> ChronoUnit.MILLIS;
                case "second" -> ChronoUnit.SECONDS;
                case "minute" -> ChronoUnit.MINUTES;
                case "hour" -> ChronoUnit.HOURS;
                default -> ChronoUnit.DAYS;
            };
            return Duration.of(Long.parseLong(time.group("amount")), unit);
        }

        private void finish(JsonNode response) {
            if (query == null || calls == null) {
                throw new IllegalArgumentException(
                        file + " has a response before which a query or its upstream calls are missing");
            }
            steps.add(new Question(client, query, variables, headers, calls, when, List.copyOf(requests), response));
            client = "somebody";
            query = null;
            variables = Map.of();
            headers = new HashMap<>();
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
