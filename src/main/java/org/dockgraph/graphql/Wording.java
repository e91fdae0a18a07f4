package org.dockgraph.graphql;

import java.util.regex.Pattern;

/// Keeps what clients have sent harmless where it stands in messages to them.
final class Wording {

    /// What is quoted at more than 100 characters, to the next quote or bracket.
    private static final Pattern LONG_QUOTE = Pattern.compile("(['\"\\[][^'\"\\[\\]]{100})[^'\"\\[\\]]+");

    /// Control characters, and halves of surrogate pairs, which no encoding can write.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /// Where a library names what the client has left out.
    private static final Pattern LEFT_OUT = Pattern.compile(
            "(Missing (?:field|directive) argument|is missing required fields|invalid value: Field) '[^']*'");

    private static final int LONGEST = 500;

    private Wording() {}

    /// A message with a sign in place of every character that cannot be shown.
    static String printable(String message) {
        return UNPRINTABLE.matcher(message).replaceAll("\uFFFD");
    }

    /// A message of a library without names that the client has not sent.
    static String unprompting(String message) {
        return LEFT_OUT.matcher(message).replaceAll("$1");
    }

    /// A message of a library, which quotes clients at any length.
    static String shortened(String message) {
        String quoted = LONG_QUOTE.matcher(message).replaceAll("$1…");
        return quoted.length() <= LONGEST ? quoted : quoted.substring(0, LONGEST) + "…";
    }
}
