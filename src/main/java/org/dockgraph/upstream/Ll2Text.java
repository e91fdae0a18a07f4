package org.dockgraph.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands in the texts of Launch Library 2. Those that cannot be read are refused with a [DateTimeException] or
/// an [IllegalArgumentException].
final class Ll2Text {

    private static final Pattern ILLEGAL_IN_LINK =
            Pattern.compile("[\\x00-\\x20\"<>\\\\^`{|}\\x7f]|%(?![0-9A-Fa-f]{2})");

    private static final String USUAL_TIME = "0000-00-00T00:00:00Z";

    private Ll2Text() {}

    /// A time with its offset. The form that nearly all have is read without the general parser, which takes ten
    /// times as long.
    static Instant time(String text) {
        if (!isUsual(text)) {
            return OffsetDateTime.parse(text).toInstant();
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("There is no such time of day: " + text);
        }
        return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second);
    }

    private static boolean isUsual(String text) {
        if (text.length() != USUAL_TIME.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char usual = USUAL_TIME.charAt(i);
            char here = text.charAt(i);
            if (usual == '0' ? here < '0' || here > '9' : here != usual) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    /// A year; null for text that is none.
    static @Nullable Integer year(String text) {
        return text.matches("\\d{1,4}") ? (Integer) Integer.parseInt(text) : null;
    }

    /// A link; `format`, which the source copies from the request into its own links, is taken out, and what must
    /// not stand in a link but was typed into it all the same is escaped.
    static String link(String text) {
        String link = withoutFormat(text.strip());
        if (isPlain(link)) {
            return link;
        }
        try {
            return new URI(link).toString();
        } catch (URISyntaxException _) {
            return URI.create(escaped(link)).toString();
        }
    }

    /// Whether nothing is in the link about which a parser could have its doubts: it takes twenty times as long to say
    /// so, and leaves parts that nobody asks for.
    private static boolean isPlain(String link) {
        int begin = link.startsWith("https://") ? 8 : link.startsWith("http://") ? 7 : link.length();
        boolean isPlain = begin < link.length() && isLetterOrDigit(link.charAt(begin));
        for (int i = begin; isPlain && i < link.length(); i++) {
            char here = link.charAt(i);
            isPlain = isLetterOrDigit(here) || here == '/' || here == '.' || here == '-' || here == '_' || here == ':';
        }
        return isPlain;
    }

    private static boolean isLetterOrDigit(char here) {
        return (here >= 'a' && here <= 'z') || (here >= 'A' && here <= 'Z') || (here >= '0' && here <= '9');
    }

    private static String withoutFormat(String link) {
        if (link.indexOf('=') < 0 || !link.contains("format=")) {
            return link;
        }
        String without = link.replaceAll("(?<=[?&])format=(api|json)(&|(?=#|$))", "");
        return without.equals(link) ? link : without.replaceAll("[?&](?=#|$)", "");
    }

    private static String escaped(String link) {
        return ILLEGAL_IN_LINK
                .matcher(link)
                .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
    }
}
