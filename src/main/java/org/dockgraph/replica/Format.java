package org.dockgraph.replica;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// In which form an answer is wanted, by the parameter `format` or else by the header `Accept`.
enum Format {
    JSON,
    HTML,
    /// A value of `format` that LL2 does not know: 404.
    UNKNOWN,
    /// An `Accept` that neither form satisfies: 406.
    NOT_ACCEPTABLE;

    static Format of(Query query, String accept) {
        return switch (query.last("format")) {
            case "" -> of(accept);
            case "json" -> JSON;
            case "api" -> HTML;
            default -> UNKNOWN;
        };
    }

    /// Exact media types before `text/*` before `*/*`; JSON before HTML within each. Weights are not looked at:
    /// LL2's framework does not either.
    private static Format of(String accept) {
        if (accept.isBlank()) {
            return JSON;
        }
        Set<String> types = Arrays.stream(accept.split(",", -1))
                .map(type -> type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
                .collect(toSet());
        List<Predicate<String>> precedence =
                List.of(type -> !type.endsWith("/*"), type -> !type.startsWith("*"), type -> type.equals("*/*"));
        for (Predicate<String> level : precedence) {
            Set<String> wanted = types.stream().filter(level).collect(toSet());
            if (wanted.contains("application/json") || wanted.contains("application/*") || wanted.contains("*/*")) {
                return JSON;
            }
            if (wanted.contains("text/html") || wanted.contains("text/*")) {
                return HTML;
            }
        }
        return NOT_ACCEPTABLE;
    }
}
