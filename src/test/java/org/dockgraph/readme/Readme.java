package org.dockgraph.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The project's README, as far as it makes claims that can be tried out.
record Readme(String text) {

    static final Path FILE = Path.of("README.md");

    private static final Pattern BLOCK =
            Pattern.compile("^```(?<language>\\w+)\\n(?<content>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /// What marks a command that needs Docker, LL2 or a build of its own, or a question without an end, and so is
    /// not run here.
    private static final Pattern NOT_RUN_HERE = Pattern.compile("\\bdocker\\b|thespacedevs\\.com|^mvn |^subscription ");

    /// A fenced block.
    ///
    /// @param language the word behind the opening fence
    /// @param line of the opening fence, from 1
    record Block(String language, String content, int line) {

        boolean isQuestion() {
            return language.equals("graphql") || language.equals("sh");
        }

        boolean isRunHere() {
            return isQuestion() && !NOT_RUN_HERE.matcher(content).find();
        }
    }

    /// A query or a command with the block that follows it.
    record Question(Block asked, Block answer) {}

    static Readme read() {
        try {
            return new Readme(Files.readString(FILE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(
                        found.group(1),
                        found.group(2),
                        (int) text.substring(0, found.start()).lines().count() + 1))
                .toList();
    }

    /// The queries and commands that can be run here, in their order.
    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        Block asked = null;
        for (Block block : blocks()) {
            if (asked != null) {
                questions.add(new Question(asked, answer(asked, block)));
            }
            asked = block.isRunHere() ? block : null;
        }
        if (asked != null) {
            answer(asked, null);
        }
        return questions;
    }

    private static Block answer(Block asked, @Nullable Block next) {
        if (next == null || next.isQuestion()) {
            throw new IllegalArgumentException(FILE + ":" + asked.line() + " has no answer behind it");
        }
        return next;
    }

    /// The rows of the table whose first column is headed so, cell by cell, without backticks.
    List<List<String>> table(String firstHeading) {
        Matcher table = Pattern.compile(
                        "^\\| " + Pattern.quote(firstHeading) + " \\|.*\\n\\|[- |]+\\n((?:\\|.*\\n)+)",
                        Pattern.MULTILINE)
                .matcher(text);
        if (!table.find()) {
            throw new IllegalArgumentException(FILE + " has no table whose first column is " + firstHeading);
        }
        return table.group(1).lines().map(Readme::cells).toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1).split("\\|"))
                .map(cell -> cell.strip().replaceAll("^`(.*)`$", "$1"))
                .toList();
    }

    /// Every match of the pattern's first group.
    List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
