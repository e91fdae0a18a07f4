package org.dockgraph.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The query of a request: every parameter with all its values, in the order of the request.
record Query(Map<String, List<String>> values) {

    Query {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        values = Collections.unmodifiableMap(copy);
    }

    /// @param raw what stands after the question mark, still percent-encoded; empty for none
    static Query parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
            }
        }
        return new Query(values);
    }

    /// The last value of a parameter without blanks around it; empty if the parameter is absent or has no value,
    /// which LL2 treats alike.
    String last(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getLast().strip();
    }

    boolean has(String name) {
        return !last(name).isEmpty();
    }

    /// Each parameter once, with its last value, in the order of the request.
    Map<String, String> lastValues() {
        Map<String, String> last = new LinkedHashMap<>();
        values.forEach((name, all) -> last.put(name, all.getLast()));
        return last;
    }

    Query with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new Query(changed);
    }

    Query without(String name) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return new Query(changed);
    }

    /// The query as LL2 writes it into `next` and `previous`: parameters by name, values encoded.
    String encoded() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .flatMap(parameter -> parameter.getValue().stream()
                                .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                        .collect(joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text; // such as "100%": LL2's framework takes it literally too
        }
    }
}
