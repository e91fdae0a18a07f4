package org.dockgraph.graphql;

import java.util.regex.Pattern;

/// Keeps what clients have sent harmless where it stands in messages to them.
final class Wording {

    /// A word of more than 100 characters: no word of ours.
    private static final Pattern LONG_WORD = Pattern.compile("(\\S{100})\\S+");

    /// Control characters, and halves of surrogate pairs, which no encoding can write.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private static final int LONGEST = 500;

    private Wording() {}

    /// A message with a sign in place of every character that cannot be shown.
    static String printable(String message) {
        return UNPRINTABLE.matcher(message).replaceAll("\uFFFD");
    }

    /// A message of a library, which quotes clients at any length.
    static String shortened(String message) {
        String head = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
        return LONG_WORD.matcher(head).replaceAll("$1…");
    }
}
