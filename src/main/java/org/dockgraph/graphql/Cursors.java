package org.dockgraph.graphql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockgraph.plan.EventOrder.Leader;
import org.dockgraph.plan.EventOrder.Position;
import org.jspecify.annotations.Nullable;

/// The cursors of one list: base64url of `1.6f2a….633..2025-11-25T07:50:00Z;`, which are the format's version, a
/// fingerprint of the list, the entry's id, the leader of its time if it has one (`F41` for event 41 as the first),
/// and its time, if the list is ordered by one and it is known. Without the end, it was cut off.
///
/// A cursor names a position by content, not by count, so it stays valid while entries come and go.
///
/// @param fingerprint of the list's filter and order, so that a cursor is not used on another list
public record Cursors(String fingerprint) {

    private static final Pattern CONTENT =
            Pattern.compile("1\\.([0-9a-f]+)\\.([1-9]\\d{0,9})\\.([FL][1-9]\\d{0,9})?\\.([-:.0-9TZ]*);");

    /// The cursors of the list that is described by these words. Equal words are the same list, in every process.
    public static Cursors of(Object... words) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Arrays.toString(words).getBytes(StandardCharsets.UTF_8));
            return new Cursors(HexFormat.of().formatHex(digest, 0, 6));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /// The cursor of a position.
    public String write(Position position) {
        String content = "1." + fingerprint + "." + position.id() + "." + leader(position.leader()) + "."
                + (position.time() == null ? "" : position.time()) + ";";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /// The position of a cursor.
    ///
    /// @param argument the argument's name, for the message
    Position read(String argument, String cursor) {
        Matcher parts = CONTENT.matcher(decoded(cursor));
        if (!parts.matches()) {
            throw bad(argument, cursor, "is no cursor of this gateway");
        }
        if (!parts.group(1).equals(fingerprint)) {
            throw bad(argument, cursor, "was given out for another list, filter or order");
        }
        try {
            return new Position(
                    parts.group(4).isEmpty() ? null : Instant.parse(parts.group(4)),
                    Integer.parseInt(parts.group(2)),
                    leader(parts.group(3)));
        } catch (DateTimeException | NumberFormatException _) {
            throw bad(argument, cursor, "is no cursor of this gateway");
        }
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String leader(@Nullable Leader leader) {
        return leader == null ? "" : (leader.first() ? "F" : "L") + leader.id();
    }

    private static @Nullable Leader leader(@Nullable String text) {
        return text == null ? null : new Leader(Integer.parseInt(text, 1, text.length(), 10), text.charAt(0) == 'F');
    }

    private static RequestFailure bad(String argument, String cursor, String why) {
        return RequestFailure.of(
                ErrorCode.BAD_CURSOR,
                argument + " is \"" + RequestFailure.shown(cursor) + "\", which " + why
                        + ". Use a cursor of an earlier page of the same list, or leave it out to begin anew.");
    }
}
