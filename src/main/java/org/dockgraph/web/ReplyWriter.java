package org.dockgraph.web;

import java.time.Duration;
import java.util.Locale;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// Puts replies on the wire, with what browsers and caches need to know of them.
final class ReplyWriter {

    /// What an answer depends on beside its address. The two last are for those that are asked for with them: nobody
    /// keeps these, but whoever keeps the plain one must not give it in their place.
    private static final String[] VARY = {
        HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING, "Dockgraph-Report", "Dockgraph-Explain"
    };

    /// How long a cache may still give an answer that is over, while it asks for the next.
    private static final Duration WHILE_REVALIDATING = Duration.ofMinutes(1);

    private static final HttpStatusCode PARTIAL_SUCCESS = HttpStatusCode.valueOf(294);
    private static final JsonMapper JSON = new JsonMapper();

    private final boolean draftStatus;

    /// @param draftStatus whether to tell by the newer draft's status codes
    ReplyWriter(boolean draftStatus) {
        this.draftStatus = draftStatus;
    }

    /// The response to a request that was not run.
    ServerResponse refused(ServerRequest request, ResponseType type, Refusal refusal) {
        return other(request, refusal.status(type, draftStatus), type, refusal.reply());
    }

    /// The response to a request that was run, and answered without errors.
    ServerResponse whole(ServerRequest request, ResponseType type, WholeAnswer answer) {
        ContentCoding coding = coding(request, answer.length());
        HttpHeaders headers = new HttpHeaders();
        if (GraphqlEndpoint.isSafe(request.method())) {
            String tag = answer.tag(type, coding);
            headers.setETag(tag);
            headers.setCacheControl(cacheControl(answer.lifetime()));
            if (isKnown(tag, request)) {
                return ServerResponse.status(HttpStatus.NOT_MODIFIED)
                        .headers(all -> all.addAll(headers))
                        .varyBy(VARY)
                        .build();
            }
        }
        return sent(HttpStatus.OK, type, headers, coding, answer.coded(coding));
    }

    /// The response to a request that was run, with errors or for its reader alone.
    ServerResponse other(ServerRequest request, ResponseType type, Reply reply) {
        return other(request, status(reply, type), type, reply);
    }

    private static ServerResponse other(ServerRequest request, HttpStatusCode status, ResponseType type, Reply reply) {
        byte[] body = bytes(reply);
        HttpHeaders headers = reply.headers();
        if (!reply.isWhole()) {
            headers.setCacheControl(CacheControl.noStore());
        }
        ContentCoding coding = coding(request, body.length);
        return sent(status, type, headers, coding, coding.code(body));
    }

    private static ServerResponse sent(
            HttpStatusCode status, ResponseType type, HttpHeaders headers, ContentCoding coding, byte[] coded) {
        if (coding != ContentCoding.IDENTITY) {
            headers.set(HttpHeaders.CONTENT_ENCODING, coding.name().toLowerCase(Locale.ROOT));
        }
        return ServerResponse.status(status)
                .headers(all -> all.addAll(headers))
                .varyBy(VARY)
                .contentType(type.mediaType())
                .contentLength(coded.length)
                .body(coded);
    }

    /// In GraphQL's own media type the status tells whether the document could be run; plain JSON is 200 either way.
    private HttpStatusCode status(Reply reply, ResponseType type) {
        if (type == ResponseType.JSON) {
            return HttpStatus.OK;
        }
        if (reply.isExecuted()) {
            return draftStatus && !reply.isWhole() ? PARTIAL_SUCCESS : HttpStatus.OK;
        }
        return draftStatus && !reply.hasError(ErrorCode.GRAPHQL_PARSE_FAILED)
                ? HttpStatus.UNPROCESSABLE_CONTENT
                : HttpStatus.BAD_REQUEST;
    }

    /// The reply as JSON.
    static byte[] bytes(Reply reply) {
        return JSON.writeValueAsBytes(reply.body());
    }

    private static ContentCoding coding(ServerRequest request, int length) {
        return ContentCoding.negotiated(request.headers().header(HttpHeaders.ACCEPT_ENCODING), length);
    }

    /// An answer that says nothing of the source, such as the schema, is as old as the gateway's own version: nobody
    /// can say for how long it holds.
    private static CacheControl cacheControl(@Nullable Duration lifetime) {
        return lifetime == null || lifetime.toSeconds() == 0
                ? CacheControl.noCache()
                : CacheControl.maxAge(Duration.ofSeconds(lifetime.toSeconds()))
                        .cachePublic()
                        .staleWhileRevalidate(WHILE_REVALIDATING);
    }

    private static boolean isKnown(String tag, ServerRequest request) {
        try {
            return request.headers().asHttpHeaders().getIfNoneMatch().stream()
                    .map(ETag::create)
                    .anyMatch(known -> known.isWildcard() || known.compare(ETag.create(tag), false));
        } catch (IllegalArgumentException _) {
            return false; // what it names is no tag, and so none of ours
        }
    }
}
