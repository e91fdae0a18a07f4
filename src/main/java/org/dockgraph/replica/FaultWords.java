package org.dockgraph.replica;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words that say in a script what is wrong, such as `hang` or `status=502`.
final class FaultWords {

    private static final String EXAMPLE = "Example: docking_event/ 2 status=502 html";
    private static final Pattern TIME = Pattern.compile("([+-]?\\d{1,6})(ms|s|m|h)");

    private static final Map<String, Trouble> PLAIN = Map.of(
            "html", new Trouble.Html(),
            "empty", new Trouble.Empty(),
            "half", new Trouble.Half(),
            "unknown", new Trouble.Unknown(),
            "twice", new Trouble.Twice(),
            "hang", new Trouble.Hang(),
            "stall", new Trouble.Stall(),
            "reset", new Trouble.Reset(),
            "close", new Trouble.Close());

    /// What takes a value, by its word.
    private static final Map<String, Function<String, Trouble>> VALUED = Map.ofEntries(
            Map.entry("status", value -> new Trouble.Status(integer(value))),
            Map.entry("throttled", value -> new Trouble.Throttled(time(value))),
            Map.entry("retry-after", Trouble.RetryAfter::new),
            Map.entry("retry-date", value -> new Trouble.RetryDate(time(value))),
            Map.entry("redirect", FaultWords::redirect),
            Map.entry("null", value -> new Trouble.Field(Trouble.Put.NULL, value)),
            Map.entry("missing", value -> new Trouble.Field(Trouble.Put.MISSING, value)),
            Map.entry("number", value -> new Trouble.Field(Trouble.Put.NUMBER, value)),
            Map.entry("text", value -> new Trouble.Field(Trouble.Put.TEXT, value)),
            Map.entry("shift", value -> new Trouble.Shift(integer(value))),
            Map.entry("count", value -> new Trouble.Count(integer(value))),
            Map.entry("clock", value -> new Trouble.ClockOff(time(value))),
            Map.entry("slow", value -> new Trouble.Slow(time(value))),
            Map.entry("huge", FaultWords::huge),
            Map.entry("refuse", value -> new Trouble.Refuse(time(value))));

    private FaultWords() {}

    /// The word for it, such as `status=502`.
    static String text(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Status(int code) -> "status=" + code;
            case Trouble.Throttled(Duration delay) -> "throttled=" + text(delay);
            case Trouble.RetryAfter(String value) -> "retry-after=" + value;
            case Trouble.RetryDate(Duration from) -> "retry-date=" + text(from);
            case Trouble.RedirectLoop _ -> "redirect=loop";
            case Trouble.Redirect(URI to) -> "redirect=" + to;
            case Trouble.Field(Trouble.Put put, String name) -> put.name().toLowerCase(Locale.ROOT) + "=" + name;
            case Trouble.Unknown _ -> "unknown";
            case Trouble.Twice _ -> "twice";
            case Trouble.Shift(int by) -> "shift=%+d".formatted(by);
            case Trouble.Count(int by) -> "count=%+d".formatted(by);
            case Trouble.Html _ -> "html";
            case Trouble.Empty _ -> "empty";
            case Trouble.Half _ -> "half";
            case Trouble.Huge(int megabytes) -> "huge=" + megabytes + "MB";
            case Trouble.ClockOff(Duration by) -> "clock=" + (by.isNegative() ? "" : "+") + text(by);
            case Trouble.Slow(Duration delay) -> "slow=" + text(delay);
            case Trouble.Hang _ -> "hang";
            case Trouble.Stall _ -> "stall";
            case Trouble.Reset _ -> "reset";
            case Trouble.Close _ -> "close";
            case Trouble.Refuse(Duration time) -> "refuse=" + text(time);
        };
    }

    /// Whether there is a word of this name that has a value behind a `=`.
    static boolean takesValue(String name) {
        return VALUED.containsKey(name);
    }

    /// @throws IllegalArgumentException if there is no such word, or its value breaks a rule
    static Trouble read(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Trouble plain = PLAIN.get(name);
        Function<String, Trouble> valued = VALUED.get(name);
        if (equals < 0 && plain != null) {
            return plain;
        }
        if (equals >= 0 && valued != null) {
            return valued.apply(word.substring(equals + 1));
        }
        throw new IllegalArgumentException(refusal(word, plain != null, valued != null));
    }

    private static String refusal(String word, boolean plain, boolean valued) {
        if (plain) {
            return "%s takes no value. %s".formatted(word.substring(0, word.indexOf('=')), EXAMPLE);
        }
        if (valued) {
            return "%s needs a value. %s".formatted(word, EXAMPLE);
        }
        return "%s is no word for a fault. The words are %s. A path stands first and ends with / or *, a number of times stands second. %s"
                .formatted(word, words(), EXAMPLE);
    }

    private static String words() {
        Map<String, String> all = new TreeMap<>();
        PLAIN.keySet().forEach(name -> all.put(name, name));
        VALUED.keySet().forEach(name -> all.put(name, name + "=…"));
        return String.join(", ", all.values());
    }

    static int integer(String value) {
        Integer number = Numbers.integer(value);
        if (number == null) {
            throw new IllegalArgumentException("'%s' is no whole number. %s".formatted(value, EXAMPLE));
        }
        return number;
    }

    static Duration time(String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalArgumentException(
                    "A time is a number with ms, s, m or h, but this is '%s'. Example: slow=3s".formatted(value));
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static Trouble huge(String value) {
        Integer megabytes = value.endsWith("MB") ? Numbers.integer(value.substring(0, value.length() - 2)) : null;
        if (megabytes == null) {
            throw new IllegalArgumentException(
                    "A huge body is a number with MB, but this is '%s'. Example: huge=200MB".formatted(value));
        }
        return new Trouble.Huge(megabytes);
    }

    private static Trouble redirect(String value) {
        if (value.equals("loop")) {
            return new Trouble.RedirectLoop();
        }
        try {
            return new Trouble.Redirect(new URI(value));
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(
                    "'%s' is no address. Example: redirect=http://127.0.0.1:9/".formatted(value), wrong);
        }
    }

    /// The largest unit in which a time is whole, such as `90s`.
    static String text(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
