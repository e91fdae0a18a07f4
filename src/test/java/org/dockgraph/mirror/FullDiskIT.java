package org.dockgraph.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dockgraph.plan.Holdings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A process finds no room for its snapshot. A disk that is full cannot be had everywhere, but a limit on the
/// size of a file can, for root as well: a write fails in its middle, in the same way.
@EnabledOnOs({OS.LINUX, OS.MAC})
class FullDiskIT {

    private static final String SMALL = "10";
    private static final String LARGE = "20000"; // stations; more than 100 kB in a file
    private static final String LIMIT = "64"; // blocks of 512 or 1024 bytes, as the shell has it

    @TempDir
    Path directory;

    @Test
    void aSnapshotWithoutRoomLeavesTheOneBeforeAndTheNextIsTried() throws Exception {
        Path path = directory.resolve("snapshot");
        List<String> lines = run(path, SMALL, LARGE, LARGE, SMALL);

        assertThat(lines.stream().filter(line -> line.matches("\\d+ .*")).map(line -> line.replaceAll("\\d{2,}", "n")))
                .containsExactly(
                        "1 Written[bytes=n]",
                        "2 Failed[because=java.io.IOException: File too large]",
                        "3 Failed[because=java.io.IOException: File too large]",
                        "4 Written[bytes=n]");
        assertThat(lines.stream().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains(path.toString(), "File too large");
        assertThat(lines).anyMatch(line -> line.contains("INFO") && line.contains("Snapshots are written again"));
        assertThat(names()).containsExactly("snapshot", "snapshot.previous");
        assertThat(SnapshotLoop.round(restored(path))).isEqualTo(4);
        Files.delete(path);
        assertThat(SnapshotLoop.round(restored(path))).as("the previous one").isEqualTo(1);
    }

    /// What a process prints that writes snapshots of these sizes.
    private static List<String> run(Path path, String... sizes) throws Exception {
        String limited = "ulimit -f " + LIMIT + " && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("sh", "-c", limited, "sh"));
        command.addAll(SnapshotLoop.command(
                Stream.concat(Stream.of(path.toString()), Stream.of(sizes)).toArray(String[]::new)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            return output.lines().toList();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Holdings restored(Path path) {
        return new SnapshotFile(path, SnapshotLoop.SOURCE, Clock.systemUTC()).restore();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(found -> found.getFileName().toString()).sorted().toList();
        }
    }
}
