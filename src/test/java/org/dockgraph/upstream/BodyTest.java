package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.upstream.ScriptedSource.gzipped;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of every length, told or not, up to a bound.
class BodyTest {

    private static final int BOUND = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 32_769, 99_999, 100_000})
    void aBodyUpToTheBoundIsReadWholeWhateverIsToldOfItsLength(int length) throws IOException {
        byte[] bytes = bytes(length);

        for (long told : new long[] {-1, 0, 1, length, BOUND}) {
            assertThat(Body.read(in(bytes), told, BOUND)).isEqualTo(bytes);
            assertThat(Body.read(drops(bytes), told, BOUND)).isEqualTo(bytes);
        }
        assertThat(Body.unpacked(gzipped(bytes), BOUND)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_001, 300_000})
    void aBodyOverTheBoundIsNone(int length) throws IOException {
        byte[] bytes = bytes(length);

        for (long told : new long[] {-1, 0, length, BOUND}) {
            assertThat(Body.read(in(bytes), told, BOUND)).isNull();
            assertThat(Body.read(drops(bytes), told, BOUND)).isNull();
        }
        assertThat(Body.unpacked(gzipped(bytes), BOUND)).isNull();
    }

    @Test
    void aPackedBodyOfSeveralPartsIsUnpackedWhole() {
        byte[] bytes = bytes(50_000);
        var parts = new ByteArrayOutputStream();
        parts.writeBytes(gzipped(Arrays.copyOf(bytes, 49_000)));
        parts.writeBytes(gzipped(Arrays.copyOfRange(bytes, 49_000, 50_000)));

        assertThat(Body.unpacked(parts.toByteArray(), BOUND)).isEqualTo(bytes);
    }

    @Test
    void aPackedBodyThatIsCutOffOrTellsAWrongLengthIsNone() {
        byte[] packed = gzipped(bytes(50_000));

        for (int length = 0; length < packed.length; length += 7) {
            assertThat(Body.unpacked(Arrays.copyOf(packed, length), BOUND)).isNull();
        }
        for (int i = 1; i <= 4; i++) {
            byte[] damaged = packed.clone();
            damaged[packed.length - i]++;
            assertThat(Body.unpacked(damaged, BOUND)).isNull();
        }
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /// As it may come over a wire.
    private static InputStream drops(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 7));
            }
        };
    }

    /// Letters that can be packed, but not to nothing.
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        var random = new Random(length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(8));
        }
        return bytes;
    }
}
