package org.dockgraph.replica;

import static java.util.stream.Collectors.joining;

import java.util.List;
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

    private static final Pattern SEPARATOR = Pattern.compile("[;\\n]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private FaultScript() {}

    /// @throws IllegalArgumentException if a line is wrong; the message names it, the rule and an example
    static List<Fault> parse(String script) {
        return lines(script).stream().map(FaultScript::fault).toList();
    }

    /// What the lines of any script say, without comments and blank lines.
    static List<String> lines(String script) {
        return SEPARATOR
                .splitAsStream(script)
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// The script that says these; a comment if there is none.
    static String text(List<Fault> faults) {
        return faults.isEmpty()
                ? "# no faults\n"
                : faults.stream().map(fault -> text(fault) + "\n").collect(joining());
    }

    /// The line that says this.
    static String text(Fault fault) {
        String times = fault.times() == Fault.UNTIL_CLEARED ? "" : " " + fault.times();
        return fault.path()
                + times
                + fault.troubles().stream()
                        .map(trouble -> " " + FaultWords.text(trouble))
                        .collect(joining());
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
            times = FaultWords.integer(words.get(next++));
        }
        return new Fault(
                path,
                times,
                words.subList(next, words.size()).stream().map(FaultWords::read).toList());
    }

    /// A path ends with `/` or `*`. So can the value of a trouble.
    private static boolean isPath(String word) {
        return (word.endsWith("/") || word.endsWith("*")) && !FaultWords.takesValue(word.split("=", 2)[0]);
    }
}
