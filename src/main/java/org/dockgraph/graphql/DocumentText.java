package org.dockgraph.graphql;

import java.util.Map;

/// Checks the text of a document before it is parsed: its size, and what a parser would stumble over.
final class DocumentText {

    /// The longest number, in characters. No number of the schema has more than 20.
    private static final int LONGEST_NUMBER = 100;

    private DocumentText() {}

    /// Requires that a document can be parsed in little time.
    ///
    /// @throws graphql.execution.AbortExecutionException if it cannot
    static void require(String document, Limits limits) {
        limits.require(Limit.CHARACTERS, document.length(), null);
        Tokens tokens = new Tokens(document);
        int count = 0;
        int open = 0;
        int deepest = 0;
        while (tokens.next()) {
            count++;
            switch (tokens.first()) {
                case '{', '[', '(' -> deepest = Math.max(deepest, ++open);
                case '}', ']', ')' -> open--;
                default -> {
                    if (tokens.isNumber()) {
                        requireReadable(tokens);
                    }
                }
            }
        }
        limits.require(Limit.TOKENS, count + tokens.comments(), null);
        limits.require(Limit.BLANKS, tokens.blanks(), null);
        limits.require(Limit.NESTING, deepest, null);
    }

    /// The parser makes numbers of all digits, which takes long for many.
    private static void requireReadable(Tokens number) {
        if (number.end() - number.start() > LONGEST_NUMBER) {
            throw Limits.refusal(
                    ErrorCode.GRAPHQL_PARSE_FAILED,
                    "The number " + RequestFailure.shown(number.text()) + " has " + (number.end() - number.start())
                            + " characters, but may have at most " + LONGEST_NUMBER + ".",
                    null,
                    Map.of());
        }
    }
}
