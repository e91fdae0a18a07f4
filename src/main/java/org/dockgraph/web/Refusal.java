package org.dockgraph.web;

import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.springframework.http.HttpStatus;

/// Ends a request that is not run, with an error that is well-formed GraphQL.
final class Refusal extends Exception {

    private final HttpStatus status;
    private final boolean isWellFormed;
    private final transient Reply reply;

    private Refusal(HttpStatus status, boolean isWellFormed, String message, Reply reply) {
        super(message, null, false, false);
        this.status = status;
        this.isWellFormed = isWellFormed;
        this.reply = reply;
    }

    /// A refusal with a status.
    ///
    /// @param message what was seen, the rule, and what to do next
    static Refusal of(HttpStatus status, ErrorCode code, String message) {
        return new Refusal(status, false, message, Reply.refusal(code, message));
    }

    /// Something that is no JSON.
    static Refusal malformed(String message) {
        return of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_USER_INPUT, message);
    }

    /// Well-formed parameters that break a rule.
    static Refusal ofParameters(ErrorCode code, String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, true, message, Reply.refusal(code, message));
    }

    HttpStatus status() {
        return status;
    }

    /// Whether the request was understood, so that only what it says is wrong.
    boolean isWellFormed() {
        return isWellFormed;
    }

    Reply reply() {
        return reply;
    }
}
