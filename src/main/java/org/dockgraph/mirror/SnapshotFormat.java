package org.dockgraph.mirror;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.dockgraph.plan.Holdings;

/// How a snapshot lies in its file: a line of text, what is held, and a checksum.
///
/// ```
/// Dockgraph snapshot 1 of https://ll.thespacedevs.com/2.0.0/ at 2026-01-01T00:00:00Z
/// [HeldJson, compressed as zlib does]
/// [SHA-256 of all bytes before it]
/// ```
///
/// The first three words and the checksum stay as they are in every version, so that a newer snapshot can be
/// told from a damaged one.
final class SnapshotFormat {

    /// Raised when an older program could not read what this one writes, or the other way round.
    static final int VERSION = 1;

    private static final String NAME = "Dockgraph snapshot ";
    private static final Pattern ANY_HEADER = Pattern.compile(NAME + "(\\d{1,9})\\b.*");
    private static final Pattern HEADER = Pattern.compile(NAME + VERSION + " of (\\S+) at (\\S+)");
    private static final int LONGEST_HEADER = 8_192; // an address may have 8000 characters (RFC 9110, section 4.1)
    private static final int CHECKSUM_BYTES = 32;
    private static final int BUFFER_BYTES = 64 * 1024;

    private SnapshotFormat() {}

    /// What is at a path.
    sealed interface Found {
        /// Nothing.
        record Nothing() implements Found {}

        /// A whole snapshot of the source in a known version. Whether its content can be read is not known
        /// yet.
        record Snapshot(Instant writtenAt, long bytes) implements Found {}

        /// Something else.
        ///
        /// @param label what it is, as a part of a file's name
        /// @param because what is wrong with it, for people
        record Unfit(String label, String because) implements Found {}
    }

    static Found.Unfit unreadable(String because) {
        return new Found.Unfit("unreadable", because);
    }

    static void write(Holdings holdings, URI source, Instant at, OutputStream file) throws IOException {
        MessageDigest digest = sha256();
        OutputStream out = new DigestOutputStream(file, digest);
        out.write((NAME + VERSION + " of " + source + " at " + at + "\n").getBytes(StandardCharsets.UTF_8));
        Deflater deflater = new Deflater();
        try {
            DeflaterOutputStream body = new DeflaterOutputStream(out, deflater, BUFFER_BYTES);
            HeldJson.write(holdings, body);
            body.finish();
        } finally {
            deflater.end();
        }
        file.write(digest.digest());
    }

    /// Looks whether a file can be believed, without reading its content. Reads it once from end to end.
    static Found inspect(Path path, URI source) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Found.Nothing();
        }
        if (!Files.isRegularFile(path)) {
            return unreadable("it is not a regular file");
        }
        try {
            long bytes = Files.size(path);
            String header = header(path);
            if (!header.startsWith(NAME)) {
                return unreadable(bytes == 0 ? "it is empty" : "it is not a snapshot of Dockgraph");
            }
            if (!isWhole(path, bytes)) {
                return unreadable("it is damaged: its checksum does not match");
            }
            return inspect(header, bytes, source);
        } catch (IOException | RuntimeException failure) {
            return unreadable("it cannot be read: " + failure);
        }
    }

    private static Found inspect(String header, long bytes, URI source) {
        Matcher any = ANY_HEADER.matcher(header);
        Matcher ours = HEADER.matcher(header);
        if (!ours.matches()) {
            return any.matches()
                    ? new Found.Unfit(
                            "version-" + any.group(1),
                            "it has format version " + any.group(1) + ", but only " + VERSION + " is known")
                    : unreadable("its first line is not understood");
        }
        if (!source.toString().equals(ours.group(1))) {
            return new Found.Unfit(
                    "other-source", "it holds what " + ours.group(1) + " said, but the source is " + source);
        }
        return new Found.Snapshot(Instant.parse(ours.group(2)), bytes);
    }

    /// The content of a file that was found to be a snapshot.
    static Holdings read(Path path) throws IOException {
        try (InputStream in = open(path)) {
            in.skipNBytes(header(path).getBytes(StandardCharsets.UTF_8).length + 1L);
            try (InputStream body = new InflaterInputStream(in)) {
                return HeldJson.read(body);
            }
        }
    }

    /// The first line, or the beginning of it where it is too long to be ours.
    private static String header(Path path) throws IOException {
        try (InputStream in = open(path)) {
            String start = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8);
            int end = start.indexOf('\n');
            return end < 0 ? start : start.substring(0, end);
        }
    }

    private static boolean isWhole(Path path, long bytes) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new FileInputStream(path.toFile())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long rest = bytes - CHECKSUM_BYTES;
            while (rest > 0) {
                int read = in.read(buffer, 0, (int) Math.min(rest, buffer.length));
                if (read < 0) {
                    return false;
                }
                digest.update(buffer, 0, read);
                rest -= read;
            }
            return rest == 0 && MessageDigest.isEqual(digest.digest(), in.readAllBytes());
        }
    }

    /// Not a channel: an interrupted thread could not read from it.
    private static InputStream open(Path path) throws IOException {
        return new BufferedInputStream(new FileInputStream(path.toFile()), BUFFER_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
