package org.dockgraph.soak;

import java.net.URI;

/// What clients do for a while, and what they may expect of it.
interface Traffic {

    /// Does it.
    ///
    /// @return what came of it, in a few words
    /// @throws AssertionError if the gateway breaks a promise
    String at(URI endpoint) throws Exception;
}
