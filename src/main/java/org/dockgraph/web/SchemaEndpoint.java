package org.dockgraph.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// The schema for tools, as it is written, with its comments and in its order: the contract, and below it what
/// federation adds. That is all that introspection gives.
final class SchemaEndpoint {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final byte[] sdl;
    private final String etag;

    SchemaEndpoint() throws IOException {
        sdl = (text("graphql/schema.graphqls") + "\n" + text("graphql/federation.graphqls"))
                .getBytes(StandardCharsets.UTF_8);
        etag = '"' + DigestUtils.md5DigestAsHex(sdl) + '"';
    }

    /// Answers `GET` and `HEAD`; to who has it already, that nothing has changed. It is asked each time, since the next
    /// version of the gateway may have another.
    ServerResponse answer(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(TEXT)
                .eTag(etag)
                .cacheControl(CacheControl.noCache())
                .body(sdl);
    }

    private static String text(String resource) throws IOException {
        return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
    }
}
