package org.dockgraph.web;

import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.springframework.http.HttpStatus;

/// Ends a request that is not run, with an error that is well-formed GraphQL.
final class Refusal extends Exception {

    private final HttpStatus status;
    private final transient Reply reply;

    private Refusal(HttpStatus status, String message, Reply reply) {
        super(message, null, false, false);
        this.status = status;
        this.reply = reply;
    }

    /// A refusal with a status.
    ///
    /// @param message what was seen, the rule, and what to do next
    static Refusal of(HttpStatus status, ErrorCode code, String message) {
        return new Refusal(status, message, Reply.refusal(code, message));
    }

    /// Parameters that break a rule.
    static Refusal malformed(String message) {
        return of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_USER_INPUT, message);
    }

    HttpStatus status() {
        return status;
    }

    Reply reply() {
        return reply;
    }
}
