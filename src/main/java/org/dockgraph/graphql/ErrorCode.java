package org.dockgraph.graphql;

/// What went wrong, as clients can act on it: the `code` in an error's extensions. Few and stable.
public enum ErrorCode {
    /// An argument breaks a rule; the message says which.
    BAD_USER_INPUT,
    /// A cursor is damaged, or was given out for another filter or order.
    BAD_CURSOR,
    /// More entries of a connection were asked for than a page may have.
    PAGE_SIZE_EXCEEDED,
    /// The source has no such thing.
    NOT_FOUND,
    /// The source allows no more calls for now, or this client has had its share of them; `retryAfter` says for how
    /// many seconds, where it is known.
    UPSTREAM_RATE_LIMITED,
    /// The source did not answer in time.
    UPSTREAM_TIMEOUT,
    /// The source did not answer within the time that a request may take.
    DEADLINE_EXCEEDED,
    /// The source cannot be reached or fails; `retryAfter` says for how many seconds it is left alone, where it is.
    UPSTREAM_UNAVAILABLE,
    /// The source answered with something else than it should.
    UPSTREAM_BAD_RESPONSE,
    /// The question would take more calls than one question may cause.
    UPSTREAM_CALL_LIMIT,
    /// A subscriber took its messages so slowly that the gateway forgot which came next.
    SUBSCRIBER_TOO_SLOW,
    /// The document is no GraphQL.
    GRAPHQL_PARSE_FAILED,
    /// The document does not fit the schema, or does not say which operation to run.
    GRAPHQL_VALIDATION_FAILED,
    /// The request has more bytes, or its document more characters, tokens or operations, than are taken.
    DOCUMENT_TOO_LARGE,
    /// More is within each other than is taken: fields, or lists and objects.
    QUERY_TOO_DEEP,
    /// More is asked for at once than is given.
    QUERY_TOO_COMPLEX,
    /// The schema is asked for where that is switched off.
    INTROSPECTION_DISABLED,
    /// No document is known by this hash or id.
    PERSISTED_QUERY_NOT_FOUND,
    /// Only trusted documents are run, and this is none.
    DOCUMENT_NOT_TRUSTED,
    /// As many are connected, or as much is under way, as may be.
    OVERLOADED,
    /// The client has sent more requests than it may.
    RATE_LIMITED,
    /// A bug of the gateway.
    INTERNAL
}
