package org.dockgraph.graphql;

import java.util.UUID;

/// What a client is told of a bug: an id that finds it in the log, where the rest is told.
///
/// @param id of the occurrence
public record BugReport(String id) {

    /// A new one, for the log and the client.
    public static BugReport next() {
        return new BugReport(UUID.randomUUID().toString());
    }

    /// The response to a request that came to nothing because of it.
    public Reply reply() {
        return Reply.refusal(CodedError.internal(this, null, null));
    }

    /// What happened, for the client.
    String message() {
        return "The gateway failed at this. That is a bug of the gateway, not of the request. Report it as " + id + ".";
    }
}
