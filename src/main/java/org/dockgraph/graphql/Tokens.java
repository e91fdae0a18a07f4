package org.dockgraph.graphql;

/// The tokens of a document, one after the other, without what GraphQL ignores between them. It tells where each
/// begins and ends, and leaves it to the parser to say which are wrong.
final class Tokens {

    private static final String BLOCK_QUOTE = "\"\"\"";
    private static final String SPREAD = "...";

    private final String document;
    private int start;
    private int end;
    private int comments;
    private int blanks;
    private boolean isCutOff;

    Tokens(String document) {
        this.document = document;
    }

    /// Goes to the next token. False at the end, and at a string that has none.
    boolean next() {
        start = end;
        skipIgnored();
        if (start == document.length()) {
            end = start;
            return false;
        }
        end = endOfToken();
        isCutOff = end < 0;
        if (isCutOff) {
            end = document.length();
        }
        return !isCutOff;
    }

    /// Where the token begins.
    int start() {
        return start;
    }

    /// Where it ends: the index behind it.
    int end() {
        return end;
    }

    /// The token as it stands there.
    String text() {
        return document.substring(start, end);
    }

    /// Its first character.
    char first() {
        return document.charAt(start);
    }

    /// Whether it is a number, or what would be one.
    boolean isNumber() {
        return isDigit(first()) || first() == '-';
    }

    /// How many comments were passed.
    int comments() {
        return comments;
    }

    /// How many blanks, commas and line ends were passed, but for those in comments and strings.
    int blanks() {
        return blanks;
    }

    /// Whether the document has a string without an end.
    boolean isCutOff() {
        return isCutOff;
    }

    private void skipIgnored() {
        while (start < document.length()) {
            switch (document.charAt(start)) {
                case ' ', '\t', '\n', '\r', ',', '\uFEFF' -> {
                    blanks++;
                    start++;
                }
                case '#' -> skipComment();
                default -> {
                    return;
                }
            }
        }
    }

    private void skipComment() {
        comments++;
        while (start < document.length() && !isLineEnd(document.charAt(start))) {
            start++;
        }
    }

    /// The index behind the token; negative for a string without an end.
    private int endOfToken() {
        if (document.startsWith(BLOCK_QUOTE, start)) {
            return endOfBlockString();
        }
        if (first() == '"') {
            return endOfString();
        }
        if (document.startsWith(SPREAD, start)) {
            return start + SPREAD.length();
        }
        return isNumber() ? endOfNumber() : Math.max(start + 1, endOfName(start));
    }

    private int endOfString() {
        int at = start + 1;
        while (at < document.length() && !isLineEnd(document.charAt(at))) {
            char c = document.charAt(at);
            at += c == '\\' ? 2 : 1;
            if (c == '"') {
                return at;
            }
        }
        return -1;
    }

    private int endOfBlockString() {
        int at = document.indexOf(BLOCK_QUOTE, start + BLOCK_QUOTE.length());
        while (at > 0 && document.charAt(at - 1) == '\\') {
            at = document.indexOf(BLOCK_QUOTE, at + BLOCK_QUOTE.length());
        }
        return at < 0 ? -1 : at + BLOCK_QUOTE.length();
    }

    private int endOfNumber() {
        int at = endOfName(start + 1);
        while (at < document.length() && isWithinNumber(at)) {
            at = endOfName(at + 1);
        }
        return at;
    }

    /// Whether a number goes on with this sign or point.
    private boolean isWithinNumber(int at) {
        char c = document.charAt(at);
        char before = document.charAt(at - 1);
        return c == '.'
                ? at + 1 < document.length() && isDigit(document.charAt(at + 1))
                : (c == '+' || c == '-') && (before == 'e' || before == 'E');
    }

    private int endOfName(int from) {
        int at = from;
        while (at < document.length() && isOfName(document.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isOfName(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
