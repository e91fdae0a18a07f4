package org.dockgraph.web;

import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// Ends a request that is not run, with an error that is well-formed GraphQL.
final class Refusal extends Exception {

    private final HttpStatus status;
    private final HttpStatus statusInJson;
    private final HttpStatus statusInDraft;
    private final ErrorCode code;
    private final transient Reply reply;
    private @Nullable EdgeLimit limit;

    private Refusal(
            HttpStatus status, HttpStatus statusInJson, HttpStatus statusInDraft, ErrorCode code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.statusInJson = statusInJson;
        this.statusInDraft = statusInDraft;
        this.code = code;
        this.reply = Reply.refusal(code, message);
    }

    /// A refusal with a status.
    ///
    /// @param message what was seen, the rule, and what to do next
    static Refusal of(HttpStatus status, ErrorCode code, String message) {
        return new Refusal(status, status, status, code, message);
    }

    /// Something that is no JSON.
    static Refusal malformed(String message) {
        return of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_USER_INPUT, message);
    }

    /// Well-formed parameters that break a rule.
    static Refusal ofParameters(String message) {
        return new Refusal(
                HttpStatus.BAD_REQUEST,
                HttpStatus.BAD_REQUEST,
                HttpStatus.UNPROCESSABLE_CONTENT,
                ErrorCode.BAD_USER_INPUT,
                message);
    }

    /// A document that is not run, told as every document that cannot be run.
    ///
    /// @param message what was seen, the rule, and what to do next
    static Refusal ofDocument(ErrorCode code, String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, HttpStatus.OK, HttpStatus.UNPROCESSABLE_CONTENT, code, message);
    }

    /// A request for which there is no room now.
    static Refusal overloaded(String message) {
        Refusal refusal = of(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.OVERLOADED, message);
        refusal.reply.headers().set(HttpHeaders.RETRY_AFTER, "1");
        return refusal;
    }

    /// The same one, of what is beyond a limit.
    Refusal beyond(EdgeLimit exceeded) {
        limit = exceeded;
        return this;
    }

    /// The limit that the request is beyond; null for another reason.
    @Nullable
    EdgeLimit limit() {
        return limit;
    }

    /// The status that tells it in an answer of a type.
    ///
    /// @param draft whether by the newer draft of GraphQL over HTTP
    HttpStatus status(ResponseType type, boolean draft) {
        return type == ResponseType.JSON ? statusInJson : draft ? statusInDraft : status;
    }

    ErrorCode code() {
        return code;
    }

    Reply reply() {
        return reply;
    }
}
