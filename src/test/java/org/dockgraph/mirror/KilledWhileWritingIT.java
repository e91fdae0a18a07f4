package org.dockgraph.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Holdings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes snapshots without a pause is killed, as by `kill -9`, at moments that nobody chose.
class KilledWhileWritingIT {

    private static final int KILLS = 50;
    private static final int STATIONS = 600;

    @TempDir
    Path directory;

    @Test
    void whateverWasReportedAsWrittenIsThereAfterAKill() throws Exception {
        Path path = directory.resolve("snapshot");
        Random random = new Random(9);
        int amidRenames = 0;
        int leftovers = 0;
        int written = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int reported = lastReported(path, random.nextInt(150));
            amidRenames += Files.exists(path) ? 0 : 1;
            leftovers += Files.exists(directory.resolve("snapshot.part")) ? 1 : 0;

            Holdings restored = new SnapshotFile(path, SnapshotLoop.SOURCE, Clock.systemUTC()).restore();

            assertThat(restored.all(Kind.SPACE_STATION)).as("kill %s", kill).hasSize(STATIONS);
            written = SnapshotLoop.round(restored);
            assertThat(written)
                    .as("kill %s: what was reported, or the one that was under way", kill)
                    .isBetween(reported, reported + 1);
            assertThat(names()).allMatch(name -> name.equals("snapshot") || name.equals("snapshot.previous"));
        }
        System.out.printf(
                "%d kills, %d snapshots; %d kills amid a write, %d of them between the renames%n",
                KILLS, written, leftovers, amidRenames);
    }

    /// Starts the process, lets it write for some time, and kills it.
    ///
    /// @return the last round of which it said that it was written
    private static int lastReported(Path path, int millis) throws Exception {
        Process process = new ProcessBuilder(
                        SnapshotLoop.command(path.toString(), Integer.toString(STATIONS), SnapshotLoop.FOR_EVER))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            int round = round(lines);
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly(); // not that of Process, which lets go what was printed
            process.waitFor();
            int last = round;
            while (last > 0) {
                round = last;
                last = round(lines);
            }
            return round;
        }
    }

    /// The round of the next whole line that tells of one; 0 at the end.
    private static int round(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.matches("\\d+ Written\\[bytes=\\d+]")) {
            line = lines.readLine();
        }
        return line == null ? 0 : Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(found -> found.getFileName().toString()).toList();
        }
    }
}
