package org.dockgraph.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Compares a response with what a page expects of it, key by key and entry by entry.
public final class ExpectedJson {

    /// The last entry of an expected list, or the key of an expected object, whose further entries do not matter;
    /// or a part of an expected text that does not matter.
    private static final String AND_SO_ON = "…";

    /// A text that is not told but named, for a later question to use: `‹here›`.
    private static final Pattern NAME = Pattern.compile("‹[^›]+›");

    private final Map<String, String> named;
    private final List<String> differences = new ArrayList<>();

    private ExpectedJson(Map<String, String> named) {
        this.named = named;
    }

    /// Where the two differ, in words; empty if they do not.
    ///
    /// @param named takes the texts that the expectation names, by name
    public static List<String> difference(JsonNode expected, JsonNode seen, Map<String, String> named) {
        ExpectedJson comparison = new ExpectedJson(named);
        comparison.compare("$", expected, seen);
        return comparison.differences;
    }

    private void compare(String path, JsonNode expected, JsonNode seen) {
        if (expected.isObject() && seen.isObject()) {
            Set<String> names = new LinkedHashSet<>(expected.propertyNames());
            if (!names.remove(AND_SO_ON)) {
                names.addAll(seen.propertyNames());
            }
            names.forEach(name -> compare(path + "." + name, expected.path(name), seen.path(name)));
        } else if (expected.isArray() && seen.isArray()) {
            compareLists(path, expected, seen);
        } else if (expected.isString() && seen.isString()) {
            compareTexts(path, expected.asString(), seen.asString());
        } else if (!expected.equals(seen)) {
            differences.add(path + ": expected " + expected + " but was " + seen);
        }
    }

    private void compareLists(String path, JsonNode expected, JsonNode seen) {
        boolean isOpen = !expected.isEmpty()
                && AND_SO_ON.equals(expected.get(expected.size() - 1).asString(""));
        int named = isOpen ? expected.size() - 1 : expected.size();
        if (isOpen ? seen.size() <= named : seen.size() != named) {
            differences.add(path + ": expected " + (isOpen ? "more than " : "") + named + " entries but there were "
                    + seen.size());
        }
        for (int i = 0; i < Math.min(named, seen.size()); i++) {
            compare(path + "[" + i + "]", expected.get(i), seen.get(i));
        }
    }

    private void compareTexts(String path, String expected, String seen) {
        if (NAME.matcher(expected).matches()) {
            named.put(expected, seen);
            return;
        }
        String pattern = Pattern.compile(AND_SO_ON, Pattern.LITERAL)
                .splitAsStream(expected + " ") // keeps what is empty at the end
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        Matcher match = Pattern.compile(pattern, Pattern.DOTALL).matcher(seen + " ");
        if (!match.matches()) {
            differences.add(path + ": expected \"" + expected + "\" but was \"" + seen + "\"");
        }
    }
}
