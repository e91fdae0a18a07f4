package org.dockgraph.replica;

import java.util.stream.Stream;

/// Which requests a fault meets: those to one path whatever their query, or, with a `*` at the end, those whose path
/// and query begin so.
///
/// | text | requests |
/// | --- | --- |
/// | `docking_event/` | the list of dockings |
/// | `docking_event/633/` | one docking |
/// | `docking_event/*` | the list and every single docking |
/// | `docking_event/?limit=100*` | lists asked for with `?limit=100` first |
/// | `*` | everything save `api-throttle/` |
///
/// @param text relative to the version's root, such as `docking_event/`
record FaultPath(String text) {

    static final FaultPath EVERYTHING = new FaultPath("*");

    FaultPath {
        text = text.startsWith(Route.ROOT) ? text.substring(Route.ROOT.length()) : text;
        if (text.isEmpty() || !isAsked(text)) {
            throw new IllegalArgumentException(
                    "A path is one of LL2's, such as docking_event/ or docking_event/633/, or what it begins with and a *, such as docking_event/*; but this is %s."
                            .formatted(text));
        }
    }

    /// @param target relative to the version's root, with its query
    boolean matches(String target) {
        if (text.equals("*")) {
            return !path(target).equals("api-throttle/");
        }
        return text.endsWith("*")
                ? target.startsWith(prefix(text))
                : path(target).equals(text);
    }

    /// Whether a request can match: a misspelt path would do nothing, silently.
    private static boolean isAsked(String text) {
        if (!text.endsWith("*")) {
            return isKnown(text);
        }
        String prefix = path(prefix(text));
        return isKnown(prefix) || paths().anyMatch(path -> path.startsWith(prefix) || isItem(prefix, path));
    }

    private static boolean isKnown(String path) {
        return switch (Route.of(Route.ROOT + path)) {
            case Route.Root _, Route.ListOf _, Route.ItemOf _, Route.ApiThrottle _ -> true;
            case Route.MissingSlash _, Route.Unknown _ -> false;
        };
    }

    /// Whether this is how the path of a collection's entity begins, such as `docking_event/63`.
    private static boolean isItem(String prefix, String path) {
        return prefix.startsWith(path) && prefix.indexOf('/', path.length()) < 0;
    }

    private static Stream<String> paths() {
        return Stream.concat(Endpoints.ALL.stream().map(Endpoint::path), Stream.of("api-throttle/"));
    }

    private static String prefix(String text) {
        return text.substring(0, text.length() - 1);
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
