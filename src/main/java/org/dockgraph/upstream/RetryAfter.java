package org.dockgraph.upstream;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long an answer with status 429 asks to wait.
final class RetryAfter {

    /// As LL2 words it, with a fraction in older versions.
    private static final Pattern IN_BODY = Pattern.compile("available in ([0-9]{1,9})(\\.[0-9]{1,9})? second");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /// Whoever asks for more is not believed.
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /// What the header says, else what the body says; null where neither says anything that can be believed.
    ///
    /// @param now the time of day, for a date in an answer that has no date of its own
    static @Nullable Duration of(HttpHeaders headers, String body, Instant now) {
        Duration told = header(headers, now);
        return told == null ? body(body) : told;
    }

    private static @Nullable Duration header(HttpHeaders headers, Instant now) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        if (SECONDS.matcher(value).matches()) {
            return believed(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant until = date(value);
        if (until == null) {
            return null;
        }
        Instant sent = date(headers.firstValue("Date").orElse(""));
        return believed(Duration.between(sent == null ? now : sent, until));
    }

    private static @Nullable Duration body(String body) {
        Matcher told = IN_BODY.matcher(body);
        if (!told.find()) {
            return null;
        }
        long seconds = Long.parseLong(told.group(1));
        return believed(Duration.ofSeconds(told.group(2) == null ? seconds : seconds + 1));
    }

    private static @Nullable Duration believed(Duration wait) {
        return wait.isNegative() || wait.compareTo(LONGEST) > 0 ? null : wait;
    }

    private static @Nullable Instant date(String value) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip()));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
