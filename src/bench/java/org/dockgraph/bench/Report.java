package org.dockgraph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The results as tables and as a picture.
record Report(List<Ratio> ratios, List<Figure> figures) {

    private static final Path README = Path.of("README.md");
    private static final Path PICTURE = Path.of("src/docs/speed.svg");
    private static final String BEGIN = "<!-- Written by src/bench/run -->\n";
    private static final String END = "<!-- Up to here -->\n";

    /// Writes both to a folder, and the tables to the console.
    void write(Path folder) throws IOException {
        String tables = tables();
        Files.writeString(folder.resolve("speed.md"), tables);
        Files.writeString(folder.resolve("speed.svg"), Picture.of(ratios));
        System.out.println("\n" + tables);
    }

    /// Writes both to where the README has them.
    void publish() throws IOException {
        String readme = Files.readString(README);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        if (to < from) {
            throw new IllegalStateException("README.md has no place for the tables");
        }
        Files.writeString(README, readme.substring(0, from) + "\n" + tables() + "\n" + readme.substring(to));
        Files.writeString(PICTURE, Picture.of(ratios));
    }

    private String tables() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("%s; %s.\n\n".formatted(LocalDate.now(ZoneOffset.UTC), machine()));
        text.append("| answer | workload | CPU s per 1,000 | beside | its CPU s | ratio of rates | goal | met |"
                + " p50, p99 ms | bytes |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (Ratio ratio : ratios) {
            text.append("| %s | %s: %s | %.3f | %s | %.3f | %.2f (%.2f to %.2f) | ≥ %s | %s | %.1f, %.1f | %,d |%n"
                    .formatted(
                            ratio.what(),
                            ratio.workload(),
                            ratio.workload().title(),
                            Ratio.cpuMillis(ratio.ours()),
                            ratio.beside(),
                            Ratio.cpuMillis(ratio.theirs()),
                            ratio.median(),
                            ratio.lowest(),
                            ratio.highest(),
                            ratio.goal(),
                            met(ratio.isMet()),
                            Ratio.millisAt(0.5, ratio.ours()),
                            Ratio.millisAt(0.99, ratio.ours()),
                            ratio.bytes()));
        }
        text.append("\n| also | figure | goal | met |\n| --- | --- | --- | --- |\n");
        for (Figure figure : figures) {
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(figure.what(), figure.value(), figure.goal(), met(figure.isMet())));
        }
        return text.toString();
    }

    private static String met(@Nullable Boolean isMet) {
        return isMet == null ? "" : isMet ? "yes" : "no";
    }

    private static String machine() throws IOException {
        String processor = value("/proc/cpuinfo", "model name");
        long kilobytes = Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GB, Java %s",
                Files.readString(Path.of("/proc/cpuinfo"))
                        .lines()
                        .filter(line -> line.startsWith("processor"))
                        .count(),
                processor,
                kilobytes / 1024.0 / 1024.0,
                Runtime.version());
    }

    private static String value(String file, String key) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }
}
