package org.dockgraph.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.mirror.HeldJsonTest.assertSame;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dockgraph.TestClock;
import org.dockgraph.mirror.SnapshotFile.Outcome;
import org.dockgraph.mirror.SnapshotFile.Status;
import org.dockgraph.plan.Holdings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A snapshot is written and restored, over and over.
class SnapshotFileTest {

    private static final URI SOURCE = URI.create("https://ll.thespacedevs.com/2.0.0/");

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final Holdings first = RandomHoldings.of(1, 5);
    private final Holdings second = RandomHoldings.of(2, 5);
    private final Holdings third = RandomHoldings.of(3, 5);

    @TempDir
    Path directory;

    private Path path = Path.of("");
    private SnapshotFile file = new SnapshotFile(path, SOURCE, clock);

    @BeforeEach
    void open() {
        path = directory.resolve("snapshot");
        file = new SnapshotFile(path, SOURCE, clock);
    }

    @Test
    void theFirstStartFindsNothing() throws IOException {
        assertThat(file.restore()).isSameAs(Holdings.NONE);
        assertThat(file.status()).isEqualTo(new Status(null, 0, 0, 0));
        assertThat(names()).isEmpty();
    }

    @Test
    void whatWasWrittenLastIsRestored() {
        file.write(first);
        file.write(second);

        assertSame("restored", restored(), second);
    }

    @Test
    void theSnapshotBeforeIsKeptBesideIt() throws IOException {
        file.write(first);
        file.write(second);
        file.write(third);

        assertThat(names()).containsExactly("snapshot", "snapshot.previous");
        Files.delete(path);
        assertSame("restored", restored(), second);
    }

    @Test
    void aMissingDirectoryIsMade() {
        path = directory.resolve("new/one/snapshot");
        new SnapshotFile(path, SOURCE, clock).write(first);

        assertSame("restored", restored(), first);
    }

    @Test
    void theVerySameViewIsWrittenOnce() {
        assertThat(file.write(first)).isInstanceOf(Outcome.Written.class);
        assertThat(file.write(first)).isEqualTo(new Outcome.Unchanged());
        assertThat(file.write(second)).isInstanceOf(Outcome.Written.class);
        assertThat(file.write(first)).isInstanceOf(Outcome.Written.class);
        assertThat(file.status().written()).isEqualTo(3);
    }

    @Test
    void whatWasRestoredIsNotWrittenAgain() {
        file.write(first);
        SnapshotFile next = new SnapshotFile(path, SOURCE, clock);

        assertThat(next.write(next.restore())).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void whatWasRestoredFromThePreviousOneIsWrittenAgain() throws IOException {
        file.write(first);
        file.write(second);
        Files.delete(path);
        SnapshotFile next = new SnapshotFile(path, SOURCE, clock);

        assertThat(next.write(next.restore())).isInstanceOf(Outcome.Written.class);
        assertSame("restored", restored(), first);
    }

    @Test
    void theStatusTellsOfTheLastSnapshot() throws IOException {
        file.write(first);
        clock.advance(Duration.ofMinutes(5));
        file.write(second);

        assertThat(file.status()).isEqualTo(new Status(clock.instant(), Files.size(path), 2, 0));
        clock.advance(Duration.ofHours(1));
        SnapshotFile next = new SnapshotFile(path, SOURCE, clock);
        next.restore();
        assertThat(next.status())
                .as("of the process before")
                .isEqualTo(new Status(clock.instant().minus(Duration.ofHours(1)), Files.size(path), 0, 0));
    }

    @Test
    void manyWritersComeOneAfterTheOther() throws Exception {
        List<Holdings> views =
                IntStream.range(0, 40).mapToObj(i -> RandomHoldings.of(i, 8)).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Outcome> outcome : threads.invokeAll(views.stream()
                    .<Callable<Outcome>>map(view -> () -> file.write(view))
                    .toList())) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Written.class);
            }
        }

        assertThat(names()).containsExactly("snapshot", "snapshot.previous");
        assertThat(file.status().written()).isEqualTo(40);
        assertThat(views).anySatisfy(view -> assertSame("restored", restored(), view));
    }

    @Test
    void anInterruptedThreadStillWrites() {
        Thread.currentThread().interrupt();

        Outcome outcome = file.write(first);

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertSame("restored", restored(), first);
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsWritten() throws IOException {
        Path target = Files.createDirectory(directory.resolve("data")).resolve("target");
        Files.createSymbolicLink(path, Path.of("data/target"));
        file = new SnapshotFile(path, SOURCE, clock);

        file.write(first);
        file.write(second);

        assertThat(path).isSymbolicLink();
        assertThat(target).isRegularFile();
        assertThat(target.resolveSibling("target.previous")).isRegularFile();
        assertThat(names()).containsExactly("data", "snapshot");
        assertSame("restored", restored(), second);
    }

    @Test
    void whatAKilledProcessLeftIsCleaned() throws IOException {
        file.write(first);
        Files.writeString(directory.resolve("snapshot.part"), "Dockgraph snapsh");

        assertSame("restored", restored(), first);
        assertThat(names()).containsExactly("snapshot");
    }

    @Test
    void nothingIsRememberedOfAnEmptyView() {
        file.write(new Holdings(7, Map.of(), Map.of(), Map.of()));

        assertSame("restored", restored(), Holdings.NONE);
    }

    private Holdings restored() {
        return new SnapshotFile(path, SOURCE, clock).restore();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(found -> found.getFileName().toString()).sorted().toList();
        }
    }
}
