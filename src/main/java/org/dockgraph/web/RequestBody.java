package org.dockgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dockgraph.graphql.ErrorCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/// Reads the bodies of requests, as far as they are no longer than may be and there in time.
///
/// The server's own time-out begins anew with each byte, so that a body could drip in for ever. Here the clock is
/// looked at after each part; between two parts the server waits no longer than `server.tomcat.connection-timeout`.
final class RequestBody {

    private static final int PART = 8 * 1024; // bytes, as the server itself reads

    private final DataSize limit;
    private final Duration deadline;

    /// @param deadline from the end of the request's head to the last byte of its body
    RequestBody(DataSize limit, Duration deadline) {
        this.limit = limit;
        this.deadline = deadline;
    }

    /// The whole body.
    ///
    /// @throws Refusal if it is too long, too slow or damaged: then the connection is closed, and the rest not read
    byte[] read(HttpServletRequest request) throws Refusal {
        long told = request.getContentLengthLong();
        if (told > limit.toBytes()) {
            throw tooLong(told + " bytes");
        }
        long end = System.nanoTime() + deadline.toNanos();
        byte[] part = new byte[told < 0 ? PART : Math.clamp(told, 1, PART)];
        ByteArrayOutputStream body = new ByteArrayOutputStream(part.length);
        try {
            InputStream in = request.getInputStream();
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                body.write(part, 0, length);
                if (body.size() > limit.toBytes()) {
                    throw tooLong(body.size() + " bytes or more");
                }
                if (System.nanoTime() > end) {
                    throw tooSlow();
                }
            }
        } catch (IOException _) {
            throw Refusal.malformed("The body broke off, or is not well-formed HTTP.");
        }
        return body.toByteArray();
    }

    /// The text of a body.
    ///
    /// @throws Refusal if it is packed, or not in UTF-8
    static String text(byte[] body, HttpServletRequest request) throws Refusal {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            Refusal refusal = Refusal.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    ErrorCode.BAD_USER_INPUT,
                    "The body has a Content-Encoding, but must be sent as it is: bodies are not unpacked here.");
            refusal.reply().headers().set(HttpHeaders.ACCEPT_ENCODING, "identity");
            throw refusal;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw Refusal.malformed("The body is not in UTF-8, as JSON has to be.");
        }
    }

    private Refusal tooLong(String seen) {
        return Refusal.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        ErrorCode.DOCUMENT_TOO_LARGE,
                        "The body has " + seen + ", but may have " + limit.toBytes()
                                + ". Ask for less at a time, or send the id of a document that is known.")
                .beyond(EdgeLimit.BODY);
    }

    private Refusal tooSlow() {
        return Refusal.of(
                        HttpStatus.REQUEST_TIMEOUT,
                        ErrorCode.BAD_USER_INPUT,
                        "The body was not here within " + deadline.toSeconds() + " s. Send it again, faster.")
                .beyond(EdgeLimit.BODY_DEADLINE);
    }
}
