package org.dockgraph.graphql;

import java.util.Locale;

/// What is counted in a request and bounded.
enum Limit {
    CHARACTERS(ErrorCode.DOCUMENT_TOO_LARGE, "The document has %d characters", "Split it over several requests."),
    TOKENS(ErrorCode.DOCUMENT_TOO_LARGE, "The document has %d tokens", "Split it over several requests."),
    BLANKS(
            ErrorCode.DOCUMENT_TOO_LARGE,
            "The document has %d blanks, commas and line ends between its tokens",
            "Send it with fewer."),
    NESTING(
            ErrorCode.QUERY_TOO_DEEP,
            "Brackets of the document, its fragments, or values of variables are %d deep within each other",
            "Put less into each other."),
    OPERATIONS(ErrorCode.DOCUMENT_TOO_LARGE, "The document has %d operations", "Send only those that belong together."),
    ROOT_FIELDS(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The operation has %d fields at its root",
            "Split it over several requests, or ask for many things by their ids at once."),
    ALIASES(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The operation has %d aliases, with its fragments in place",
            "Split it over several requests, or ask for many things by their ids at once."),
    FIELDS(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The operation has %d fields, with its fragments in place",
            "Select each field once, and split the operation over several requests."),
    DIRECTIVES(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The operation has %d directives, with its fragments in place",
            "Put them on a fragment or field that holds the others."),
    DEPTH(
            ErrorCode.QUERY_TOO_DEEP,
            "The operation's fields are %d deep",
            "Ask for the ids first, and for what is below them with another request."),
    COST(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The operation can produce %d things",
            "Ask for smaller pages with first or last, above all in lists within lists."),
    CONDITIONS(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The operation's lists and filters test %d conditions",
            "Ask for fewer lists within lists, or with shorter filters."),
    VALUES(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The operation selects %d values, those of each entry of a page apart",
            "Ask for smaller pages, or for fewer fields of each entry."),
    EVENT_VALUES(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The subscription selects %d values of each change, those of each entry of a page apart",
            "Ask for what belongs to a change by a query, once it has come."),
    ANSWER(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The answer has %d characters",
            "Ask for smaller pages, for fewer long texts, or with shorter aliases."),
    EVENT(
            ErrorCode.QUERY_TOO_COMPLEX,
            "The answer to a change has %d characters",
            "Ask for what belongs to a change by a query, once it has come.");

    private final ErrorCode code;
    private final String seen;
    private final String advice;

    Limit(ErrorCode code, String seen, String advice) {
        this.code = code;
        this.seen = seen;
        this.advice = advice;
    }

    /// The code of the error for what is beyond it.
    ErrorCode code() {
        return code;
    }

    /// What is told about a request that is beyond it.
    String message(long seen, int most) {
        return String.format(Locale.ROOT, this.seen, seen) + ", but at most " + most + " are taken. " + advice;
    }
}
