package org.dockgraph.graphql;

import java.util.Set;

/// Takes the descriptions out of a document, which graphql-java 26 takes for an error of syntax: those before
/// an operation, a fragment or a variable. Blanks stand in their place, so that all else keeps its line and
/// column.
///
/// ```graphql
/// "Who is docked right now?"
/// query Docked("a station" $id: ID!) { … }
/// ```
///
/// @see "GraphQL specification, September 2025, section 2.2"
final class OperationDescriptions {

    private static final Set<String> DESCRIBED = Set.of("query", "mutation", "subscription", "fragment");
    private static final String QUOTE = "\"";

    private final String document;
    private final StringBuilder blanked = new StringBuilder();
    private int keptTo;

    private OperationDescriptions(String document) {
        this.document = document;
    }

    /// The document without descriptions. One that has none, or a string without an end, stays as it is.
    static String blanked(String document) {
        return document.contains(QUOTE) ? new OperationDescriptions(document).scanned() : document;
    }

    /// Goes through the tokens, and knows of each how many braces, brackets and parentheses are open before
    /// it. At the outermost level a string can be nothing but a description. Within the parentheses of an
    /// operation's variables it is one before a `$`, unless it is a default, which has a `=` before it.
    private String scanned() {
        Tokens tokens = new Tokens(document);
        int open = 0;
        int parentheses = 0;
        char before = 0;
        boolean hasNext = tokens.next();
        while (hasNext) {
            int start = tokens.start();
            int end = tokens.end();
            char first = tokens.first();
            switch (first) {
                case '{', '[' -> open++;
                case '}', ']' -> open--;
                case '(' -> parentheses++;
                case ')' -> parentheses--;
                default -> {}
            }
            hasNext = tokens.next();
            if (first == '"' && open == 0 && hasNext) {
                boolean isDescription = parentheses == 0
                        ? DESCRIBED.contains(tokens.text())
                        : parentheses == 1 && before != '=' && tokens.first() == '$';
                if (isDescription) {
                    blank(start, end);
                }
            }
            before = first;
        }
        return tokens.isCutOff()
                ? document
                : blanked.append(document, keptTo, document.length()).toString();
    }

    private void blank(int start, int end) {
        blanked.append(document, keptTo, start);
        document.substring(start, end)
                .codePoints()
                .forEach(c -> blanked.append(c == '\n' || c == '\r' ? (char) c : ' '));
        keptTo = end;
    }
}
