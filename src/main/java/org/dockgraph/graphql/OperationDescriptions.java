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
    private static final String BLOCK_QUOTE = "\"\"\"";

    private final String document;
    private final StringBuilder blanked = new StringBuilder();
    private int at;
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
        int open = 0;
        int parentheses = 0;
        char before = 0;
        skipIgnored();
        while (at < document.length()) {
            int start = at;
            char first = document.charAt(at);
            if (!skipToken()) {
                return document;
            }
            switch (first) {
                case '{', '[' -> open++;
                case '}', ']' -> open--;
                case '(' -> parentheses++;
                case ')' -> parentheses--;
                default -> {}
            }
            int end = at;
            skipIgnored();
            if (first == '"' && open == 0) {
                boolean isDescription = parentheses == 0
                        ? DESCRIBED.contains(document.substring(at, endOfName(at)))
                        : parentheses == 1 && before != '=' && document.startsWith("$", at);
                if (isDescription) {
                    blank(start, end);
                }
            }
            before = first;
        }
        return blanked.append(document, keptTo, document.length()).toString();
    }

    private void blank(int start, int end) {
        blanked.append(document, keptTo, start);
        document.substring(start, end)
                .codePoints()
                .forEach(c -> blanked.append(c == '\n' || c == '\r' ? (char) c : ' '));
        keptTo = end;
    }

    private void skipIgnored() {
        while (at < document.length()) {
            switch (document.charAt(at)) {
                case ' ', '\t', '\n', '\r', ',', '\uFEFF' -> at++;
                case '#' -> skipComment();
                default -> {
                    return;
                }
            }
        }
    }

    private void skipComment() {
        while (at < document.length() && !isLineEnd(document.charAt(at))) {
            at++;
        }
    }

    /// Goes behind a string, a name, or any other character.
    ///
    /// @return whether the token has an end
    private boolean skipToken() {
        if (document.startsWith(BLOCK_QUOTE, at)) {
            return skipBlockString();
        }
        if (document.charAt(at) == '"') {
            return skipString();
        }
        at = Math.max(at + 1, endOfName(at));
        return true;
    }

    private boolean skipString() {
        at++;
        while (at < document.length() && !isLineEnd(document.charAt(at))) {
            char c = document.charAt(at);
            at += c == '\\' ? 2 : 1;
            if (c == '"') {
                return true;
            }
        }
        return false;
    }

    private boolean skipBlockString() {
        int end = document.indexOf(BLOCK_QUOTE, at + BLOCK_QUOTE.length());
        while (end > 0 && document.charAt(end - 1) == '\\') {
            end = document.indexOf(BLOCK_QUOTE, end + BLOCK_QUOTE.length());
        }
        at = end + BLOCK_QUOTE.length();
        return end > 0;
    }

    private int endOfName(int from) {
        int end = from;
        while (end < document.length() && isOfName(document.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfName(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
