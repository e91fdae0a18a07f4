package org.dockgraph.web;

/// A connection that stays open for as long as its client listens.
sealed interface LiveConnection permits GraphqlSocket, EventStream {

    /// Ends it because the gateway stops. The client will connect again.
    void goAway();
}
