package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers the requests of the last window in a text file, so that a gateway that was killed does not spend them
/// again. Each line is a word and its values; times are those of the system's clock, in UTC:
///
/// ```
/// # Requests that Dockgraph has sent, so that a restart does not forget them. Times are UTC.
/// source https://ll.thespacedevs.com/2.0.0/
/// sent 41 2026-01-01T10:00:00.25Z
/// ended 41 2026-01-01T10:00:01.5Z
/// closed 2026-01-01T10:20:00Z 2026-01-01T10:41:12Z
/// ```
///
/// `sent` is in the file before the request leaves, so that no end of the process forgets it, and is forced to the disk
/// within a fraction of a second: only a system that breaks down or loses its power just then forgets the last ones,
/// which the source still tells when it is asked for its count. `closed` says from when until when the source wants no
/// request. Lines count for the source above them; those of another source are kept for a day, for whoever goes back to
/// it.
///
/// A place that cannot be written stops nothing: it is told once in the log, the budget goes on in memory, and each
/// later request tries the file again. A file that is no journal is left alone.
///
/// *Threads:* its [CallBudget] lets one in at a time; its own lock is for the thread that forces. Nothing here uses an
/// interruptible channel, which the interrupted thread of one question would close for all.
final class CallJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallJournal.class);

    private static final String HEADER =
            "# Requests that Dockgraph has sent, so that a restart does not forget them. Times are UTC.";

    /// No window is longer.
    private static final Duration KEPT = Duration.ofDays(1);

    /// How far the system's clock may wander from the steady one before the times in the file are written anew.
    private static final Duration MAX_DRIFT = Duration.ofMinutes(1);

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int LINES_WORTH_COMPACTING = 1_000;

    private final @Nullable Path file;
    private final URI source;
    private final Duration longestCall;
    private final Clock clock;
    private final Clock wall;
    private final Forcing forcing = new Forcing(this::giveUp);
    private final List<String> linesOfOthers = new ArrayList<>();
    private boolean isUsable;
    private boolean isTroubled;
    private int linesSinceCompaction;
    private Duration drift;
    private @Nullable FileOutputStream out;

    /// A journal of the requests to one source. Call [#begin] before anything else.
    ///
    /// @param file where it is kept; null: nowhere
    /// @param longestCall the longest that a request may take
    /// @param clock steady: the times of everything that goes in and out here
    /// @param wall the time of day, which alone outlives the process
    CallJournal(@Nullable Path file, URI source, Duration longestCall, Clock clock, Clock wall) {
        this.file = file == null ? null : file.toAbsolutePath();
        this.source = source;
        this.longestCall = longestCall;
        this.clock = clock;
        this.wall = wall;
        this.drift = drift();
    }

    /// What is remembered.
    ///
    /// @param uses requests, the oldest first
    /// @param closedUntil before which the source wants no request; null if it has not said so
    record Past(Collection<Use> uses, @Nullable Instant closedUntil) {}

    /// Reads what earlier processes have written, and takes the file over. What cannot be understood counts as a
    /// request of this moment, and so does one from the future; one without an end has taken as long as any may.
    synchronized Past begin() {
        if (file == null) {
            return new Past(List.of(), null);
        }
        Past past = new Past(List.of(), null);
        try {
            Files.createDirectories(file.resolveSibling(""));
            past = new Reading().read(lines(file));
            isUsable = true;
            warnIfShared(file);
            write(past);
        } catch (IOException failure) {
            warn(failure);
        }
        return past;
    }

    /// Writes the times anew if the system's clock has been set since they were written: a restart has no other.
    ///
    /// @param past everything that counts
    synchronized void follow(Past past) {
        if (isUsable && drift().minus(drift).abs().compareTo(MAX_DRIFT) > 0) {
            drift = drift();
            rewrite(past);
        }
    }

    /// Notes a request that is about to be sent. It is in the file when this returns, and soon on the disk.
    ///
    /// @param past everything that counts, with this request
    synchronized void sent(Use use, Past past) {
        append("sent " + use.number() + " " + onWall(use.sent()), past);
        if (out != null) {
            forcing.soon(out);
        }
    }

    /// Notes the end of a request.
    ///
    /// @param past everything that counts, with this end
    synchronized void ended(Use use, Past past) {
        if (use.ended() instanceof Instant ended) {
            append("ended " + use.number() + " " + onWall(ended), past);
        }
    }

    /// Notes that the source wants no request until a moment. It is on the disk when this returns.
    ///
    /// @param past everything that counts, with this moment
    synchronized void closed(Instant until, Past past) {
        append(closedLine(until), past);
        force();
    }

    private String closedLine(Instant until) {
        return "closed " + wall.instant() + " " + onWall(until);
    }

    private void append(String line, Past past) {
        if (!isUsable) {
            return;
        }
        boolean hasGrown = ++linesSinceCompaction
                > LINES_WORTH_COMPACTING + 4 * past.uses().size();
        if (out == null || hasGrown) {
            rewrite(past);
            return;
        }
        try {
            out.write((line + "\n").getBytes(ISO_8859_1));
        } catch (IOException failure) {
            giveUp(out, failure);
        }
    }

    private void force() {
        FileOutputStream written = out;
        try {
            if (written != null) {
                written.getFD().sync();
            }
        } catch (IOException failure) {
            giveUp(written, failure);
        }
    }

    /// The next line is written with all others to a new file.
    private synchronized void giveUp(@Nullable FileOutputStream written, IOException failure) {
        if (Objects.equals(written, out)) { // no other has taken its place since, which was forced when it was made
            letGo();
            warn(failure);
        }
    }

    private void rewrite(Past past) {
        try {
            write(past);
        } catch (IOException failure) {
            giveUp(out, failure);
        }
    }

    /// Writes the whole file: aside, then in place of the old one, so that one of the two is always there.
    private void write(Past past) throws IOException {
        if (file == null) {
            return;
        }
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (var whole = new FileOutputStream(aside.toFile())) {
            whole.write((String.join("\n", lines(past)) + "\n").getBytes(ISO_8859_1));
            whole.getFD().sync();
        }
        letGo();
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceName(file.resolveSibling(""));
        out = new FileOutputStream(file.toFile(), true);
        linesSinceCompaction = 0;
        lock(out);
        if (isTroubled) {
            isTroubled = false;
            LOG.info("The journal of calls is written again; file={}", file);
        }
    }

    private List<String> lines(Past past) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        lines.addAll(linesOfOthers);
        lines.add("source " + source);
        for (Use use : past.uses()) {
            lines.add("sent " + use.number() + " " + onWall(use.sent()));
            if (use.ended() instanceof Instant ended) {
                lines.add("ended " + use.number() + " " + onWall(ended));
            }
        }
        if (past.closedUntil() instanceof Instant until && until.isAfter(clock.instant())) {
            lines.add(closedLine(until));
        }
        return lines;
    }

    /// Has the disk remember the new file under its name; not every system can.
    private static void forceName(Path directory) {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException _) {
            // then a loss of power may bring the old file back, which has all but the newest requests
        }
    }

    /// Each gateway holds a lock on the file that it writes.
    private static void warnIfShared(Path file) throws IOException {
        try (var probe = new FileOutputStream(file.toFile(), true)) {
            if (!lock(probe)) {
                LOG.warn("Another gateway writes this journal of calls, so that neither counts right; file={}", file);
            }
        }
    }

    private static boolean lock(FileOutputStream written) {
        try {
            return written.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // somebody else in this process
        } catch (IOException _) {
            return true; // as much as it can be here
        }
    }

    private void warn(IOException failure) {
        if (!isTroubled) {
            isTroubled = true;
            LOG.warn(
                    "The journal of calls cannot be kept, so that a restart would forget the calls of the last hour;"
                            + " file={} problem={}",
                    file,
                    failure.toString());
        }
    }

    /// How far the system's clock is ahead of the steady one.
    private Duration drift() {
        return Duration.between(clock.instant(), wall.instant());
    }

    private Instant onWall(Instant steady) {
        return steady.plus(drift);
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var in = new FileInputStream(file.toFile())) {
            String text = new String(in.readNBytes(MAX_BYTES + 1), ISO_8859_1);
            List<String> lines = text.lines().toList();
            boolean isOurs = HEADER.startsWith(text) || lines.getFirst().equals(HEADER); // the header may be torn
            if (!isOurs || text.length() > MAX_BYTES) {
                throw new IOException("it is no journal of calls; name another file, or delete this one");
            }
            return lines.isEmpty() ? lines : lines.subList(1, lines.size());
        }
    }

    /// Forces what is left.
    @Override
    public synchronized void close() {
        force();
        letGo();
    }

    private void letGo() {
        FileOutputStream closing = out;
        out = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (IOException failure) {
            warn(failure);
        }
    }

    /// One pass through the lines that were there.
    private final class Reading {

        private final Instant now = clock.instant();
        private final Instant today = wall.instant();
        private final Map<Long, Use> uses = new LinkedHashMap<>();
        private final List<Use> unclear = new ArrayList<>();
        private final Map<String, List<String>> others = new LinkedHashMap<>();
        private @Nullable Instant closedUntil;

        Past read(List<String> lines) {
            String current = "";
            String ours = "source " + source;
            for (String line : lines) {
                if (line.startsWith("source ")) {
                    current = line;
                } else if (current.equals(ours)) {
                    readOurs(line);
                } else if (isRecent(line)) {
                    others.computeIfAbsent(current, _ -> new ArrayList<>()).add(line);
                }
            }
            others.forEach((other, kept) -> {
                linesOfOthers.add(other);
                linesOfOthers.addAll(kept);
            });
            return new Past(all(), closedUntil);
        }

        private void readOurs(String line) {
            String[] words = line.split(" ", -1);
            try {
                switch (words[0]) {
                    case "sent" -> sent(Long.parseLong(words[1]), steady(Instant.parse(words[2])));
                    case "ended" -> ended(Long.parseLong(words[1]), steady(Instant.parse(words[2])));
                    case "closed" -> closed(Instant.parse(words[1]), Instant.parse(words[2]));
                    default -> unclear(line);
                }
            } catch (DateTimeException | ArithmeticException | NumberFormatException | IndexOutOfBoundsException _) {
                unclear(line);
            }
        }

        private void sent(long number, Instant sent) {
            if (uses.putIfAbsent(number, new Use(number, sent, sent.plus(longestCall))) != null) {
                unclear("two with number " + number);
            }
        }

        private void ended(long number, Instant ended) {
            uses.computeIfPresent(
                    number, (_, use) -> ended.isBefore(use.sent()) ? use.endedAt(use.sent()) : use.endedAt(ended));
        }

        private void closed(Instant from, Instant until) {
            Duration left = Duration.between(from.isAfter(today) ? from : today, until);
            closedUntil = left.isPositive() && left.compareTo(KEPT) < 0 ? now.plus(left) : null;
        }

        /// An end that is torn or strange leaves its request without one, which is safe.
        private void unclear(String line) {
            if (!line.isBlank() && !line.startsWith("ended") && !"ended".startsWith(line)) {
                unclear.add(new Use(0, now, now));
            }
        }

        /// Those that may still count, numbered anew, the oldest first.
        private List<Use> all() {
            List<Use> all = new ArrayList<>();
            List<Use> read = new ArrayList<>(uses.values());
            read.addAll(unclear);
            for (Use use : read) {
                if (use.ended() instanceof Instant ended && ended.plus(KEPT).isAfter(now)) {
                    all.add(new Use(all.size() + 1, use.sent(), ended));
                }
            }
            return all;
        }

        /// A moment of the time of day on the steady clock; now for one from the future.
        private Instant steady(Instant written) {
            return written.isAfter(today) ? now : written.minus(drift);
        }

        private boolean isRecent(String line) {
            try {
                Instant written = Instant.parse(line.substring(line.lastIndexOf(' ') + 1));
                return Duration.between(written, today).abs().compareTo(KEPT) < 0;
            } catch (DateTimeException _) {
                return false;
            }
        }
    }
}
