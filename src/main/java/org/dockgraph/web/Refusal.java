package org.dockgraph.web;

import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;

/// Ends a request that is not run, with an error that is well-formed GraphQL.
final class Refusal extends Exception {

    private final HttpStatus status;
    private final HttpStatus statusInJson;
    private final transient Reply reply;

    private Refusal(HttpStatus status, HttpStatus statusInJson, Reply reply) {
        super(null, null, false, false);
        this.status = status;
        this.statusInJson = statusInJson;
        this.reply = reply;
        reply.headers().setCacheControl(CacheControl.noStore());
    }

    /// A refusal with a status.
    ///
    /// @param message what was seen, the rule, and what to do next
    static Refusal of(HttpStatus status, ErrorCode code, String message) {
        return new Refusal(status, status, Reply.refusal(code, message));
    }

    /// A document that is not run, told as every document that cannot be run.
    ///
    /// @param message what was seen, the rule, and what to do next
    static Refusal ofDocument(ErrorCode code, String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, HttpStatus.OK, Reply.refusal(code, message));
    }

    /// Parameters that break a rule.
    static Refusal malformed(String message) {
        return of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_USER_INPUT, message);
    }

    HttpStatus status(ResponseType type) {
        return type == ResponseType.JSON ? statusInJson : status;
    }

    Reply reply() {
        return reply;
    }
}
