package org.dockgraph.upstream;

import java.net.URI;
import java.util.Map;

/// Watches requests to the source. It is told the beginning and the end of each on the thread of its call, which sends
/// no other in between.
public interface CallObserver {

    /// A request is about to be sent.
    ///
    /// @param target the address with its parameters, in which there are no secrets
    /// @return headers to send with it, by name
    default Map<String, String> begun(URI target) {
        return Map.of();
    }

    /// The request has ended.
    void ended(CallEnd end);
}
