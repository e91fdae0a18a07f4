package org.dockgraph.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Compares a response with what a page expects of it, key by key and entry by entry.
public final class ExpectedJson {

    /// The last entry of an expected list, or the key of an expected object, whose further entries do not matter.
    private static final String AND_SO_ON = "…";

    private ExpectedJson() {}

    /// Where the two differ, in words; empty if they do not.
    public static List<String> difference(JsonNode expected, JsonNode seen) {
        List<String> differences = new ArrayList<>();
        compare("$", expected, seen, differences);
        return differences;
    }

    private static void compare(String path, JsonNode expected, JsonNode seen, List<String> differences) {
        if (expected.isObject() && seen.isObject()) {
            Set<String> names = new LinkedHashSet<>(expected.propertyNames());
            if (!names.remove(AND_SO_ON)) {
                names.addAll(seen.propertyNames());
            }
            names.forEach(name -> compare(path + "." + name, expected.path(name), seen.path(name), differences));
        } else if (expected.isArray() && seen.isArray()) {
            compareLists(path, expected, seen, differences);
        } else if (!expected.equals(seen)) {
            differences.add(path + ": expected " + expected + " but was " + seen);
        }
    }

    private static void compareLists(String path, JsonNode expected, JsonNode seen, List<String> differences) {
        boolean isOpen = !expected.isEmpty()
                && AND_SO_ON.equals(expected.get(expected.size() - 1).asString(""));
        int named = isOpen ? expected.size() - 1 : expected.size();
        if (isOpen ? seen.size() <= named : seen.size() != named) {
            differences.add(path + ": expected " + (isOpen ? "more than " : "") + named + " entries but there were "
                    + seen.size());
        }
        for (int i = 0; i < Math.min(named, seen.size()); i++) {
            compare(path + "[" + i + "]", expected.get(i), seen.get(i), differences);
        }
    }
}
