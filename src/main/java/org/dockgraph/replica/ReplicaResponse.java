package org.dockgraph.replica;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A whole answer before it is put on the wire.
///
/// @param headers in the order in which they are sent
record ReplicaResponse(int status, Map<String, String> headers, String body) {

    ReplicaResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
