package org.dockgraph.mirror;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockgraph.mirror.SnapshotFormat.Found;
import org.dockgraph.plan.Holdings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file by which what is held survives a restart.
///
/// A snapshot is written to `<file>.part` and takes the place of the last one when it is whole and on the
/// disk; the last one becomes `<file>.previous`. So whenever the process is killed, one of the two is whole.
/// What is found at either place and is not a snapshot of this source in a known version is never
/// overwritten, but kept under a name such as `<file>.unreadable-1`; where that cannot be done, or no file is
/// there but a directory, nothing is written. Nothing that is wrong with a file or the disk is thrown: it is
/// logged, and what is held is held in memory only.
///
/// One process at a time may use a file.
///
/// *Threads:* safe; one snapshot is written at a time, and whoever comes last has the last word.
public final class SnapshotFile {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);

    private static final int LONGEST_REASON = 300; // characters
    private static final int MAX_LINKS = 40; // as many as Linux follows

    private final Path file;
    private final Path previous;
    private final Path part;
    private final Path directory;
    private final URI source;
    private final Clock clock;

    private boolean isExamined;
    private @Nullable String barrier;
    private @Nullable String lastFailure;
    private @Nullable Holdings last;
    private volatile Status status = new Status(null, 0, 0, 0);

    /// A snapshot of what one source said.
    ///
    /// @param file need not exist; where it is a symbolic link, the file that it leads to is meant
    public SnapshotFile(Path file, URI source, Clock clock) {
        this.file = target(file.toAbsolutePath());
        this.previous = beside(this.file, "previous");
        this.part = beside(this.file, "part");
        this.directory = this.file.resolveSibling("");
        this.source = source;
        this.clock = clock;
    }

    /// What came of a write.
    public sealed interface Outcome {
        /// The snapshot is on the disk.
        ///
        /// @param bytes its size
        record Written(long bytes) implements Outcome {}

        /// The very same view was written or restored last, and was not written again.
        record Unchanged() implements Outcome {}

        /// The last snapshot is still the one that was there before.
        ///
        /// @param because for people; it has been logged
        record Failed(String because) implements Outcome {}
    }

    /// How the file is doing.
    ///
    /// @param writtenAt when the last snapshot was written, by this process or the one before; null for none
    /// @param bytes the size of that snapshot; 0 for none
    /// @param written how many snapshots this process has written
    /// @param failed how many it has failed to write
    public record Status(@Nullable Instant writtenAt, long bytes, long written, long failed) {}

    /// How the file is doing now.
    public Status status() {
        return status;
    }

    /// What was held when the last snapshot was written, without absences; [Holdings#NONE] if there is none
    /// that can be read. To be called once, before the first write.
    public synchronized Holdings restore() {
        isExamined = true;
        removePart();
        Map<Path, Found.Unfit> unfit = new LinkedHashMap<>();
        Path origin = file;
        Holdings restored = content(file, unfit);
        last = restored;
        if (restored == null) {
            origin = previous;
            restored = content(previous, unfit);
        }
        String start = restored == null ? "nothing" : "what " + origin + " holds";
        unfit.forEach((path, found) -> setAside(path, found, "the gateway starts with " + start));
        return restored == null ? Holdings.NONE : restored;
    }

    /// What a snapshot holds; null if there is none. What is there in its place is added to the unfit.
    private @Nullable Holdings content(Path path, Map<Path, Found.Unfit> unfit) {
        switch (SnapshotFormat.inspect(path, source)) {
            case Found.Nothing _ -> {}
            case Found.Unfit found -> unfit.put(path, found);
            case Found.Snapshot(Instant writtenAt, long bytes) -> {
                try {
                    Holdings content = SnapshotFormat.read(path);
                    status = new Status(writtenAt, bytes, status.written, status.failed);
                    LOG.info("Snapshot restored; file={} bytes={} writtenAt={}", path, bytes, writtenAt);
                    return content;
                } catch (IOException | RuntimeException failure) {
                    unfit.put(path, SnapshotFormat.unreadable("its content is not understood: " + brief(failure)));
                }
            }
        }
        return null;
    }

    /// Makes a snapshot of the view, in the place of the last one. Blocks until it is on the disk; an
    /// interrupt does not disturb it.
    public synchronized Outcome write(Holdings holdings) {
        if (!isExamined) {
            restore();
        }
        if (isLast(holdings)) {
            return new Outcome.Unchanged();
        }
        makeWay();
        if (barrier != null) {
            return failed(barrier);
        }
        boolean wasInterrupted = Thread.interrupted();
        try {
            long bytes = replace(holdings);
            last = holdings;
            if (lastFailure != null) {
                LOG.info("Snapshots are written again; file={} bytes={}", file, bytes);
            }
            lastFailure = null;
            return new Outcome.Written(bytes);
        } catch (IOException | RuntimeException failure) {
            removePart();
            return failed(brief(failure));
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long replace(Holdings holdings) throws IOException {
        Instant now = clock.instant();
        Files.createDirectories(directory);
        Files.deleteIfExists(part);
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
            SnapshotFormat.write(holdings, source, now, out);
            out.getFD().sync();
        }
        long bytes = Files.size(part);
        if (Files.exists(file)) {
            Files.move(file, previous, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
        status = new Status(now, bytes, status.written + 1, status.failed);
        return bytes;
    }

    private Outcome failed(String because) {
        status = new Status(status.writtenAt, status.bytes, status.written, status.failed + 1);
        if (!because.equals(lastFailure)) {
            lastFailure = because;
            LOG.warn("Snapshot not written; file={} because={}; the next change is tried again", file, because);
        }
        return new Outcome.Failed(because);
    }

    private void makeWay() {
        for (Path place : List.of(file, previous)) {
            if (barrier == null && SnapshotFormat.inspect(place, source) instanceof Found.Unfit unfit) {
                setAside(place, unfit, "the gateway goes on with what it holds");
            }
        }
    }

    /// Moves away what must not be overwritten, or sees to it that nothing is written.
    private void setAside(Path path, Found.Unfit unfit, String whatNow) {
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("only a regular file is moved");
            }
            LOG.warn(
                    "Snapshot not used; file={} because={}; it is kept as {}, and {}",
                    path,
                    unfit.because(),
                    moved(path, unfit.label()),
                    whatNow);
        } catch (IOException failure) {
            barrier = path + " must not be overwritten, and cannot be moved away";
            lastFailure = barrier;
            LOG.warn(
                    "Snapshot not used; file={} because={}; it cannot be moved away ({}), so that none is written"
                            + " before the next start, and {}",
                    path,
                    unfit.because(),
                    failure,
                    whatNow);
        }
    }

    private static Path moved(Path path, String label) throws IOException {
        for (int number = 1; ; number++) {
            try {
                return Files.move(path, beside(path, label + "-" + number));
            } catch (FileAlreadyExistsException taken) {
                LOG.debug("Name taken; file={}", taken.getFile());
            }
        }
    }

    /// What went wrong, in one line. The JSON library wraps failures of the disk, and tells others at great
    /// length.
    private static String brief(Exception failure) {
        Throwable cause = failure.getCause() instanceof IOException io ? io : failure;
        String line = cause.toString().lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }

    private void removePart() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException failure) {
            LOG.debug("Leftover not removed; file={} because={}", part, failure.toString());
        }
    }

    /// Makes the new names last through a power failure. Not every system can: Windows opens no directory.
    private void syncDirectory() {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        } catch (IOException failure) {
            LOG.debug("Directory not synced; directory={} because={}", directory, failure.toString());
        }
    }

    @SuppressWarnings("ReferenceEquality") // a view never changes
    private boolean isLast(Holdings holdings) {
        return holdings == last;
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + "." + suffix);
    }

    /// Where a path leads, whether or not there is something.
    private static Path target(Path path) {
        Path target = path;
        try {
            for (int links = 0; links < MAX_LINKS && Files.isSymbolicLink(target); links++) {
                target = target.resolveSibling(Files.readSymbolicLink(target));
            }
        } catch (IOException failure) {
            LOG.debug("Symbolic link not read; file={} because={}", target, failure.toString());
        }
        return target;
    }
}
