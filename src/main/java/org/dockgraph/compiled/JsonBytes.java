package org.dockgraph.compiled;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON that is being written, as bytes of UTF-8: the very bytes that Jackson would write.
final class JsonBytes {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /// For each character below 128: 0 where it stands for itself, the letter after the backslash where it has one,
    /// and `u` where it has none.
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int length;

    /// @param size that is likely to do
    JsonBytes(int size) {
        bytes = new byte[Math.max(size, 64)];
    }

    /// How many bytes were written.
    int length() {
        return length;
    }

    /// What was written.
    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /// What was written since there were so many bytes.
    byte[] since(int from) {
        return Arrays.copyOfRange(bytes, from, length);
    }

    /// Writes bytes that are JSON.
    void raw(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    /// Writes a character of JSON.
    void raw(char mark) {
        room(1);
        bytes[length++] = (byte) mark;
    }

    /// Writes again what was written before.
    void again(int from, int count) {
        room(count);
        System.arraycopy(bytes, from, bytes, length, count);
        length += count;
    }

    /// Writes what is JSON and plain ASCII, such as a number.
    void plain(String ascii) {
        int count = ascii.length();
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    /// Writes a string.
    ///
    /// @throws UnansweredException if half of a surrogate pair is in it, which has no form in UTF-8
    void string(String text) {
        int count = text.length();
        room(6 * count + 2); // as many as any character can take
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                byte escape = ESCAPES[c];
                if (escape == 0) {
                    to[at++] = (byte) c;
                } else {
                    to[at++] = '\\';
                    to[at++] = escape;
                    if (escape == 'u') {
                        to[at++] = '0';
                        to[at++] = '0';
                        to[at++] = HEX[c >> 4];
                        to[at++] = HEX[c & 0xF];
                    }
                }
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | (c >> 6));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                to[at++] = (byte) (0xE0 | (c >> 12));
                to[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            } else {
                int point = text.codePointAt(i++);
                if (point <= Character.MAX_VALUE || Character.isLowSurrogate(c)) {
                    throw new UnansweredException();
                }
                to[at++] = (byte) (0xF0 | (point >> 18));
                to[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                to[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (point & 0x3F));
            }
        }
        to[at++] = '"';
        length = at;
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        return escapes;
    }
}
