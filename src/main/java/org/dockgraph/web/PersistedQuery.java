package org.dockgraph.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Apollo's protocol of automatic persisted queries adds to a request.
///
/// @param id the hash of the document; with clients that have a manifest, the document's id in it
record PersistedQuery(DocumentId id) {

    private static final String RULE =
            " It must be an object such as {\"version\": 1, \"sha256Hash\": \"<64 hexadecimal digits>\"}.";

    /// Reads it from the extensions of a request.
    ///
    /// @return null if they have none
    static @Nullable PersistedQuery in(Map<String, @Nullable Object> extensions) throws Refusal {
        Object extension = extensions.get("persistedQuery");
        if (extension == null) {
            return null;
        }
        if (!(extension instanceof Map<?, ?> persisted)) {
            throw Refusal.ofParameters("extensions.persistedQuery is no object." + RULE);
        }
        if (!Integer.valueOf(1).equals(persisted.get("version"))) {
            throw Refusal.ofParameters(
                    "extensions.persistedQuery has another version than 1, which is not known." + RULE);
        }
        if (!(persisted.get("sha256Hash") instanceof String hash)) {
            throw Refusal.ofParameters("extensions.persistedQuery has no text as its sha256Hash." + RULE);
        }
        return new PersistedQuery(DocumentId.of(hash));
    }
}
