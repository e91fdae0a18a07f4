package org.dockgraph.replica;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Faults as text: one a line (or between `;`), each a path, a number of times, and what is wrong. Path and number may
/// be left out. What follows a `#` is a comment.
///
/// ```
/// docking_event/ 2 status=502 html
/// spacestation/* slow=3s
/// hang
/// ```
final class FaultScript {

    private static final String EXAMPLE = "Example: docking_event/ 2 status=502 html";
    private static final Pattern SEPARATOR = Pattern.compile("[;\\n]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
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
            Map.entry("redirect", FaultScript::redirect),
            Map.entry("null", value -> new Trouble.Field(Trouble.Put.NULL, value)),
            Map.entry("missing", value -> new Trouble.Field(Trouble.Put.MISSING, value)),
            Map.entry("number", value -> new Trouble.Field(Trouble.Put.NUMBER, value)),
            Map.entry("text", value -> new Trouble.Field(Trouble.Put.TEXT, value)),
            Map.entry("shift", value -> new Trouble.Shift(integer(value))),
            Map.entry("count", value -> new Trouble.Count(integer(value))),
            Map.entry("clock", value -> new Trouble.ClockOff(time(value))),
            Map.entry("slow", value -> new Trouble.Slow(time(value))),
            Map.entry("huge", FaultScript::huge),
            Map.entry("refuse", value -> new Trouble.Refuse(time(value))));

    private FaultScript() {}

    /// @throws IllegalArgumentException if a line is wrong; the message names it, the rule and an example
    static List<Fault> parse(String script) {
        List<Fault> faults = new ArrayList<>();
        for (String line : SEPARATOR.split(script, -1)) {
            String said = line.replaceFirst("#.*", "").strip();
            if (!said.isEmpty()) {
                faults.add(fault(said));
            }
        }
        return faults;
    }

    /// The script that says these; a comment if there is none.
    static String text(List<Fault> faults) {
        return faults.isEmpty()
                ? "# no faults\n"
                : faults.stream().map(fault -> fault + "\n").collect(joining());
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

    private static Fault fault(String line) {
        try {
            return fault(List.of(line.split("\\s+")));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("Fault '%s': %s".formatted(line, wrong.getMessage()), wrong);
        }
    }

    private static Fault fault(List<String> words) {
        int next = 0;
        String path = isPath(words.get(next)) ? words.get(next++) : FaultPath.EVERYTHING.text();
        int times = Fault.UNTIL_CLEARED;
        if (next < words.size() && NUMBER.matcher(words.get(next)).matches()) {
            times = integer(words.get(next++));
        }
        return new Fault(
                path,
                times,
                words.subList(next, words.size()).stream()
                        .map(FaultScript::trouble)
                        .toList());
    }

    /// A path ends with `/` or `*`. So can the value of a trouble.
    private static boolean isPath(String word) {
        return (word.endsWith("/") || word.endsWith("*")) && !VALUED.containsKey(word.split("=", 2)[0]);
    }

    private static Trouble trouble(String word) {
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

    private static int integer(String value) {
        Integer number = Numbers.integer(value);
        if (number == null) {
            throw new IllegalArgumentException("'%s' is no whole number. %s".formatted(value, EXAMPLE));
        }
        return number;
    }

    private static Duration time(String value) {
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
        return value.equals("loop") ? new Trouble.RedirectLoop() : new Trouble.Redirect(URI.create(value));
    }
}
