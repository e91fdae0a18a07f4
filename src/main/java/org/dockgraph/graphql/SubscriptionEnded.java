package org.dockgraph.graphql;

/// A subscription that was begun cannot go on. Its stream of responses fails with it, and the client is to be told the
/// code and the message. It has no stack trace: what is a bug is logged where it is found.
public final class SubscriptionEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String message;

    SubscriptionEnded(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
    }

    /// What went wrong.
    public ErrorCode code() {
        return code;
    }

    /// What was seen, and what to do next.
    public String message() {
        return message;
    }

    /// What the client is to be told.
    public Reply reply() {
        return Reply.refusal(code, message);
    }
}
