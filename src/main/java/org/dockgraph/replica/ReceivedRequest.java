package org.dockgraph.replica;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as the replica received it, whatever it answered.
///
/// @param path relative to the version's root, such as `docking_event/`; the whole path if it is outside
/// @param query decoded, in the order of the request; the last value of a repeated parameter
/// @param target path and query as they stood in the request line
/// @param accept null if the header was missing, as for the other headers
/// @param at when it came, by the replica's clock
public record ReceivedRequest(
        String method,
        String path,
        Map<String, String> query,
        String target,
        @Nullable String accept,
        @Nullable String acceptEncoding,
        @Nullable String userAgent,
        @Nullable String authorization,
        @Nullable String traceparent,
        Instant at) {

    public ReceivedRequest {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /// The request line: a key in `Authorization` must not reach a log.
    @Override
    public String toString() {
        return method + " " + target;
    }
}
