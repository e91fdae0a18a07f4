package org.dockgraph.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.mirror.HeldJsonTest.assertSame;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dockgraph.TestClock;
import org.dockgraph.mirror.SnapshotFile.Outcome;
import org.dockgraph.mirror.SnapshotFormat.Found;
import org.dockgraph.plan.Holdings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What is found in the place of a snapshot and cannot be used stops neither the start nor the next snapshot,
/// and is not lost.
@ExtendWith(OutputCaptureExtension.class)
class UnfitSnapshotTest {

    private static final URI SOURCE = URI.create("https://ll.thespacedevs.com/2.0.0/");

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final Holdings first = RandomHoldings.of(1, 5);
    private final Holdings second = RandomHoldings.of(2, 5);
    private final Holdings third = RandomHoldings.of(3, 5);

    @TempDir
    Path directory;

    private Path path = Path.of("");
    private Path previous = path;

    @BeforeEach
    void writeTwo() {
        path = directory.resolve("snapshot");
        previous = directory.resolve("snapshot.previous");
        SnapshotFile file = open();
        file.write(first);
        file.write(second);
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(small());
        Path damaged = directory.resolve("damaged");
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << (at % Byte.SIZE));
            Files.write(damaged, bytes);
            assertThat(SnapshotFormat.inspect(damaged, SOURCE))
                    .as("byte %s", at)
                    .isInstanceOf(Found.Unfit.class);
        }
    }

    @Test
    void everyMissingEndIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(small());
        Path damaged = directory.resolve("damaged");
        for (int length = 0; length < whole.length; length++) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            assertThat(SnapshotFormat.inspect(damaged, SOURCE))
                    .as("length %s of %s", length, whole.length)
                    .isInstanceOf(Found.Unfit.class);
        }
    }

    @Test
    void everyMissingOrAddedByteIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(small());
        Path damaged = directory.resolve("damaged");
        for (int at = 0; at <= whole.length; at++) {
            byte[] longer = new byte[whole.length + 1];
            System.arraycopy(whole, 0, longer, 0, at);
            System.arraycopy(whole, at, longer, at + 1, whole.length - at);
            Files.write(damaged, longer);
            assertThat(SnapshotFormat.inspect(damaged, SOURCE))
                    .as("added at %s", at)
                    .isInstanceOf(Found.Unfit.class);
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] shorter = Arrays.copyOf(whole, whole.length - 1);
            System.arraycopy(whole, at + 1, shorter, at, whole.length - 1 - at);
            Files.write(damaged, shorter);
            assertThat(SnapshotFormat.inspect(damaged, SOURCE))
                    .as("missing at %s", at)
                    .isInstanceOf(Found.Unfit.class);
        }
    }

    @Test
    void aWholeOneIsNotTakenForADamagedOne() throws IOException {
        assertThat(SnapshotFormat.inspect(small(), SOURCE)).isInstanceOf(Found.Snapshot.class);
    }

    @Test
    void aDamagedOneGivesWayToTheOneBefore(CapturedOutput log) throws IOException {
        byte[] damaged = change(path, bytes -> Arrays.copyOf(bytes, bytes.length / 2));

        SnapshotFile file = open();
        assertSame("restored", file.restore(), first);

        assertThat(warnings(log))
                .singleElement()
                .asString()
                .contains(
                        path.toString(), "damaged", "snapshot.unreadable-1", "starts with what " + previous + " holds");
        assertThat(directory.resolve("snapshot.unreadable-1")).hasBinaryContent(damaged);
    }

    @Test
    void aDamagedOneDoesNotPushAGoodOneOut() throws IOException {
        change(path, bytes -> new byte[bytes.length]);
        SnapshotFile file = open();
        file.restore();

        assertThat(file.write(third)).isInstanceOf(Outcome.Written.class);
        Files.delete(path);
        assertSame("the previous one", open().restore(), first);
    }

    @Test
    void oneThatIsDamagedLaterDoesNotPushAGoodOneOut(CapturedOutput log) throws IOException {
        SnapshotFile file = open();
        file.restore();
        byte[] damaged = change(path, bytes -> Arrays.copyOf(bytes, bytes.length - 1));

        assertThat(file.write(third)).isInstanceOf(Outcome.Written.class);
        assertSame("written", open().restore(), third);
        Files.delete(path);
        assertSame("the previous one", open().restore(), first);
        assertThat(directory.resolve("snapshot.unreadable-1")).hasBinaryContent(damaged);
        assertThat(warnings(log)).hasSize(1);
    }

    @Test
    void twoDamagedOnesLeaveNothing(CapturedOutput log) throws IOException {
        byte[] one = change(path, bytes -> new byte[0]);
        byte[] other = change(previous, bytes -> "Hello".getBytes(UTF_8));

        assertThat(open().restore()).isSameAs(Holdings.NONE);
        open().write(third);

        assertThat(directory.resolve("snapshot.unreadable-1")).hasBinaryContent(one);
        assertThat(directory.resolve("snapshot.previous.unreadable-1")).hasBinaryContent(other);
        assertSame("written", open().restore(), third);
        assertThat(warnings(log)).hasSize(2).allMatch(line -> line.contains("the gateway starts with nothing"));
    }

    @Test
    void aDamagedPreviousOneIsNotOverwritten() throws IOException {
        byte[] damaged = change(previous, bytes -> Arrays.copyOf(bytes, 40));
        SnapshotFile file = open();
        file.restore();
        file.write(third);

        assertThat(directory.resolve("snapshot.previous.unreadable-1")).hasBinaryContent(damaged);
        Files.delete(path);
        assertSame("the previous one", open().restore(), second);
    }

    @Test
    void nothingThatWasSetAsideIsOverwritten() throws IOException {
        for (int i = 1; i <= 3; i++) {
            Files.writeString(path, "not a snapshot " + i);
            open().write(RandomHoldings.of(i, 2));
        }

        assertThat(names()).contains("snapshot.unreadable-1", "snapshot.unreadable-2", "snapshot.unreadable-3");
        assertThat(directory.resolve("snapshot.unreadable-1")).hasContent("not a snapshot 1");
    }

    @Test
    void aFileOfAnotherProgramIsKept(CapturedOutput log) throws IOException {
        Files.writeString(path, "\\documentclass{thesis}");

        assertSame("restored", open().restore(), first);

        assertThat(warnings(log)).singleElement().asString().contains("it is not a snapshot of Dockgraph");
        assertThat(directory.resolve("snapshot.unreadable-1")).hasContent("\\documentclass{thesis}");
    }

    @Test
    void aWriteWithoutARestoreOverwritesNothingEither() throws IOException {
        Files.writeString(path, "\\documentclass{thesis}");

        assertThat(open().write(third)).isInstanceOf(Outcome.Written.class);

        assertThat(directory.resolve("snapshot.unreadable-1")).hasContent("\\documentclass{thesis}");
    }

    @Test
    void aSnapshotOfAnotherSourceIsKept(CapturedOutput log) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        URI other = URI.create("http://localhost:8081/2.0.0/");

        assertThat(new SnapshotFile(path, other, clock).restore()).isSameAs(Holdings.NONE);

        assertThat(warnings(log))
                .hasSize(2)
                .allMatch(line -> line.contains(SOURCE + " said, but the source is " + other));
        assertThat(names()).containsExactly("snapshot.other-source-1", "snapshot.previous.other-source-1");
        Files.move(directory.resolve("snapshot.other-source-1"), path);
        assertThat(path).hasBinaryContent(bytes);
        assertSame("put back", open().restore(), second);
    }

    @Test
    void aSnapshotOfANewerVersionIsKept(CapturedOutput log) throws IOException {
        byte[] newer = change(path, UnfitSnapshotTest::ofVersion2);

        assertSame("restored", open().restore(), first);

        assertThat(warnings(log)).singleElement().asString().contains("it has format version 2, but only 1 is known");
        assertThat(directory.resolve("snapshot.version-2-1")).hasBinaryContent(newer);
    }

    @Test
    void aSnapshotWhoseContentMakesNoSenseIsKept(CapturedOutput log) throws IOException {
        byte[] senseless = change(
                path,
                _ -> checksummed(
                        ("Dockgraph snapshot 1 of " + SOURCE + " at 2026-01-01T00:00:00Z\nHello").getBytes(UTF_8)));

        assertSame("restored", open().restore(), first);

        assertThat(warnings(log)).singleElement().asString().contains("its content is not understood");
        assertThat(directory.resolve("snapshot.unreadable-1")).hasBinaryContent(senseless);
    }

    @Test
    void aDirectoryInItsPlaceStaysAndNothingIsWritten(CapturedOutput log) throws IOException {
        Files.delete(path);
        Files.createDirectory(path);
        Files.writeString(path.resolve("thesis.tex"), "Everything");

        SnapshotFile file = open();
        assertSame("restored", file.restore(), first);
        assertThat(file.write(second)).isInstanceOf(Outcome.Failed.class);
        assertThat(file.write(third)).isInstanceOf(Outcome.Failed.class);

        assertThat(file.status().failed()).isEqualTo(2);
        assertThat(path.resolve("thesis.tex")).hasContent("Everything");
        assertThat(names()).containsExactly("snapshot", "snapshot.previous");
        assertThat(warnings(log)).singleElement().asString().contains("not a regular file", "none is written");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCannotBeMovedAwayStaysAndNothingIsWritten(CapturedOutput log) {
        SnapshotFile file = new SnapshotFile(Path.of("/proc/version"), SOURCE, clock); // not even root may move it

        assertThat(file.restore()).isSameAs(Holdings.NONE);
        assertThat(file.write(first)).isInstanceOf(Outcome.Failed.class);
        assertThat(file.write(second)).isInstanceOf(Outcome.Failed.class);

        assertThat(warnings(log))
                .singleElement()
                .asString()
                .contains("cannot be moved away", "none is written", "starts with nothing");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceThatCannotBeWrittenToStopsNothing(CapturedOutput log) {
        SnapshotFile file = new SnapshotFile(Path.of("/proc/dockgraph/snapshot"), SOURCE, clock);

        assertThat(file.restore()).isSameAs(Holdings.NONE);
        assertThat(file.write(first)).isInstanceOf(Outcome.Failed.class);
        assertThat(file.write(second)).isInstanceOf(Outcome.Failed.class);

        assertThat(file.status().failed()).isEqualTo(2);
        assertThat(warnings(log)).singleElement().asString().contains("Snapshot not written");
    }

    @Test
    void aCircleOfLinksStopsNothing() throws IOException {
        Files.delete(path);
        Files.createSymbolicLink(path, Path.of("snapshot"));

        assertSame("restored", open().restore(), first);
        assertThat(open().write(second)).isInstanceOf(Outcome.Failed.class);
        assertThat(path).isSymbolicLink();
    }

    /// For root every file is readable; then this shows only that it is restored.
    @Test
    void aFileThatMayNotBeReadIsKept() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        boolean isReadable = Files.isReadable(path);

        assertSame("restored", open().restore(), isReadable ? second : first);
        assertThat(names()).contains(isReadable ? "snapshot" : "snapshot.unreadable-1");
    }

    private SnapshotFile open() {
        return new SnapshotFile(path, SOURCE, clock);
    }

    /// A snapshot of few bytes.
    private Path small() {
        Path small = directory.resolve("small");
        new SnapshotFile(small, SOURCE, clock).write(SnapshotLoop.holdings(1, 3));
        return small;
    }

    private static byte[] change(Path path, UnaryOperator<byte[]> change) throws IOException {
        byte[] bytes = change.apply(Files.readAllBytes(path));
        Files.write(path, bytes);
        return bytes;
    }

    private static byte[] ofVersion2(byte[] bytes) {
        byte[] header = "Dockgraph snapshot 2 in which everything is different\n".getBytes(UTF_8);
        byte[] content = Arrays.copyOf(header, header.length + bytes.length);
        System.arraycopy(bytes, 0, content, header.length, bytes.length);
        return checksummed(content);
    }

    private static byte[] checksummed(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            byte[] whole = Arrays.copyOf(content, content.length + digest.length);
            System.arraycopy(digest, 0, whole, content.length, digest.length);
            return whole;
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String> warnings(CapturedOutput log) {
        return log.getOut().lines().filter(line -> line.contains("WARN")).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(found -> found.getFileName().toString()).sorted().toList();
        }
    }
}
