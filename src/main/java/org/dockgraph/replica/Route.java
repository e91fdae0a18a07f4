package org.dockgraph.replica;

import org.jspecify.annotations.Nullable;

/// What a path leads to.
sealed interface Route {

    String ROOT = "/2.0.0/";

    /// The table of contents.
    record Root() implements Route {}

    record ListOf(Endpoint<?> endpoint) implements Route {}

    /// One entity.
    ///
    /// @param id as it stands in the path: not even a number perhaps
    record ItemOf(Endpoint<?> endpoint, String id) implements Route {}

    record ApiThrottle() implements Route {}

    /// A path that only lacks its last slash.
    ///
    /// @param path what the path should have been
    record MissingSlash(String path) implements Route {}

    record Unknown() implements Route {}

    static Route of(String path) {
        Route known = known(path);
        if (known != null) {
            return known;
        }
        return !path.endsWith("/") && known(path + "/") != null ? new MissingSlash(path + "/") : new Unknown();
    }

    private static @Nullable Route known(String path) {
        if (!path.startsWith(ROOT)) {
            return null;
        }
        String rest = path.substring(ROOT.length());
        if (rest.isEmpty()) {
            return new Root();
        }
        if (rest.equals("api-throttle/")) {
            return new ApiThrottle();
        }
        for (Endpoint<?> endpoint : Endpoints.ALL) {
            if (rest.equals(endpoint.path())) {
                return new ListOf(endpoint);
            }
        }
        int lastSlash = rest.lastIndexOf('/', rest.length() - 2);
        String parent = rest.substring(0, lastSlash + 1);
        for (Endpoint<?> endpoint : Endpoints.ALL) {
            if (rest.endsWith("/") && parent.equals(endpoint.path())) {
                return new ItemOf(endpoint, rest.substring(parent.length(), rest.length() - 1));
            }
        }
        return null;
    }
}
