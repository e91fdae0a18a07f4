package org.dockgraph.replica;

/// A request as far as the answer depends on it.
///
/// @param origin scheme, host and port that the client asked, such as `http://localhost:8081`
/// @param path still percent-encoded
/// @param rawQuery still percent-encoded; empty for none
/// @param accept empty if the header is missing
record ReplicaRequest(String method, String origin, String path, String rawQuery, String accept) {

    Query query() {
        return Query.parse(rawQuery);
    }

    String target() {
        return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
    }

    /// Path and query relative to the version's root; the whole path if it is outside.
    String relativeTarget() {
        return target().startsWith(Route.ROOT) ? target().substring(Route.ROOT.length()) : target();
    }

    /// The same request with another query.
    ReplicaRequest with(Query query) {
        return new ReplicaRequest(method, origin, path, query.encoded(), accept);
    }
}
