package org.dockgraph.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// How a body is coded on its way, as `Content-Encoding` names it.
enum ContentCoding {
    /// As it is.
    IDENTITY,
    /// Packed.
    GZIP;

    /// Below this, in bytes, packing saves no packet.
    private static final int WORTH_PACKING = 1400;

    /// What to send to a client: packed if that is worth it and taken.
    ///
    /// @param acceptEncoding the values of the header `Accept-Encoding`
    static ContentCoding negotiated(List<String> acceptEncoding, int length) {
        return length > WORTH_PACKING && takesGzip(acceptEncoding) ? GZIP : IDENTITY;
    }

    private static boolean takesGzip(List<String> acceptEncoding) {
        List<String> codings = acceptEncoding.stream()
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(coding -> coding.replaceAll("\\s", ""))
                .toList();
        return Stream.of("gzip", "*")
                .flatMap(
                        name -> codings.stream().filter(coding -> coding.equals(name) || coding.startsWith(name + ";")))
                .findFirst()
                .filter(coding -> !coding.matches(".*;q=0(\\.0*)?"))
                .isPresent();
    }

    /// The body in this coding.
    byte[] code(byte[] body) {
        if (this == IDENTITY) {
            return body;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
