package org.dockgraph.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Reads the bodies of requests. Front ends send the same again and again, so what was read is kept for a while.
///
/// *Threads:* safe. Nobody changes what was read.
final class KnownBodies {

    private static final int CAPACITY = 4 * 1024 * 1024; // characters, about
    private static final int OVERHEAD = 500; // characters, about as much as what was read takes beside them

    private final Cache<String, GraphqlBody> known = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .<String, GraphqlBody>weigher((json, _) -> OVERHEAD + json.length())
            .executor(Runnable::run)
            .build();

    /// The parameters that a body gives.
    ///
    /// @throws Refusal if it gives none
    GraphqlBody read(String json) throws Refusal {
        GraphqlBody body = known.getIfPresent(json);
        if (body == null) {
            body = GraphqlBody.ofJson(json);
            known.put(json, body);
        }
        return body;
    }
}
