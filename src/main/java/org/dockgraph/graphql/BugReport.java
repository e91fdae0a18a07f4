package org.dockgraph.graphql;

import java.util.UUID;

/// What a client is told of a bug: an id that finds it in the log, where the rest is told.
///
/// @param id of the occurrence
record BugReport(String id) {

    /// A new one, for the log and the client.
    static BugReport next() {
        return new BugReport(UUID.randomUUID().toString());
    }

    /// What happened, for the client.
    String message() {
        return "The gateway failed at this. That is a bug of the gateway, not of the request. Report it as " + id + ".";
    }
}
