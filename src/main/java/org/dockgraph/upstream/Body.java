package org.dockgraph.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads the body of an answer into one array, which is copied only where the answer's length was not known before.
final class Body {

    private static final int BUFFER = 16 * 1024; // bytes
    private static final int LENGTH_AT_END = 4; // bytes, the least first: ISIZE in RFC 1952, 2.3.1
    private static final int MOST_PACKED = 1032; // bytes in one, the limit of deflate

    private Body() {}

    /// Reads to the end, or beyond the bound.
    ///
    /// @param length of the body; negative if it is not known
    /// @return null if it is longer than the bound; the stream has not ended then
    static byte @Nullable [] read(InputStream in, long length, int bound) throws IOException {
        if (length > bound) {
            return null;
        }
        byte[] bytes = new byte[(int) (length < 0 ? Math.min(BUFFER, bound) : length)];
        int read = 0;
        while (true) {
            int more = in.read(bytes, read, bytes.length - read);
            if (more < 0) {
                return Arrays.copyOf(bytes, read);
            }
            read += more;
            if (read == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return bytes;
                }
                if (read >= bound) {
                    return null;
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * read, BUFFER), bound));
                bytes[read++] = (byte) next;
            }
        }
    }

    /// Unpacks what gzip has packed.
    ///
    /// @return null if it is damaged, or longer than the bound
    static byte @Nullable [] unpacked(byte[] packed, int bound) {
        try (InputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
            return read(unpacking, lengthUnpacked(packed, bound), bound);
        } catch (IOException _) {
            return null;
        }
    }

    /// How long it will be, by its own account; negative if that cannot be.
    private static long lengthUnpacked(byte[] packed, int bound) {
        long length = 0;
        for (int i = 1; i <= LENGTH_AT_END; i++) {
            length = (length << 8) | (packed[packed.length - i] & 0xff);
        }
        return length <= Math.min(bound, (long) MOST_PACKED * packed.length) ? length : -1;
    }
}
