package org.dockgraph.graphql;

/// A subscription that was begun cannot go on. Its stream of responses fails with it, and the client is to be told the
/// code and the message. It has no stack trace: what is a bug is logged where it is found.
public final class SubscriptionEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    SubscriptionEnded(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /// What went wrong.
    public ErrorCode code() {
        return code;
    }

    /// What the client is to be told.
    public Reply reply() {
        return Reply.refusal(code, String.valueOf(getMessage()));
    }
}
