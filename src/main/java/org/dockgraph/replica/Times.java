package org.dockgraph.replica;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates and times in a query, as LL2's framework reads them.
final class Times {

    private static final Pattern TIME = Pattern.compile("(?<date>\\d{4}-\\d{2}-\\d{2})"
            + "([T ](?<time>\\d{2}:\\d{2}(:\\d{2}([.]\\d{1,6})?)?) ?(?<zone>Z|[+-]\\d{2}(:?\\d{2})?)?)?");

    private Times() {}

    /// Null if the text is no date or time. A date alone is its midnight; without a zone it is UTC.
    static @Nullable Instant parse(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String time = parts.group("time");
        String zone = parts.group("zone");
        try {
            return LocalDate.parse(parts.group("date"))
                    .atTime(time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time))
                    .toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone));
        } catch (DateTimeException impossible) {
            return null; // such as 2020-02-30
        }
    }
}
