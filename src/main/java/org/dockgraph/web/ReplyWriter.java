package org.dockgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/// Puts replies on the wire, with what browsers and caches need to know of them.
final class ReplyWriter {

    /// What an answer depends on beside its address. The two last are for those that are asked for with them: nobody
    /// keeps these, but whoever keeps the plain one must not give it in their place.
    private static final String VARY = "Accept, Accept-Encoding, Dockgraph-Report, Dockgraph-Explain";

    /// How long a cache may still give an answer that is over, while it asks for the next.
    private static final Duration WHILE_REVALIDATING = Duration.ofMinutes(1);

    private static final int PARTIAL_SUCCESS = 294;
    private static final JsonMapper JSON = new JsonMapper();

    private final boolean draftStatus;

    /// @param draftStatus whether to tell by the newer draft's status codes
    ReplyWriter(boolean draftStatus) {
        this.draftStatus = draftStatus;
    }

    /// Answers a request that was not run.
    void refused(HttpServletRequest request, HttpServletResponse response, ResponseType type, Refusal refusal)
            throws IOException {
        byte[] body = bytes(refusal.reply());
        ContentCoding coding = coding(request, body.length);
        setHeaders(response, refusal.reply());
        send(response, refusal.status(type, draftStatus).value(), type, coding, coding.code(body));
    }

    /// Answers a request that was run, without errors.
    ///
    /// @throws Refusal if there is no room for the answer
    void whole(
            HttpServletRequest request,
            HttpServletResponse response,
            ResponseType type,
            WholeAnswer answer,
            Admission.Place place)
            throws IOException, Refusal {
        ContentCoding coding = coding(request, answer.length());
        byte[] coded = answer.coded(coding);
        hold(place, coded);
        if (GraphqlEndpoint.isSafe(request.getMethod())) {
            String tag = answer.tag(type, coding);
            response.setHeader(HttpHeaders.ETAG, tag);
            response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl(answer.lifetime()));
            if (isKnown(tag, request)) {
                response.addHeader(HttpHeaders.VARY, VARY);
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        send(response, HttpServletResponse.SC_OK, type, coding, coded);
    }

    /// Answers a request that was run, with errors or for its reader alone.
    ///
    /// @throws Refusal if there is no room for the answer
    void other(
            HttpServletRequest request,
            HttpServletResponse response,
            ResponseType type,
            Reply reply,
            Admission.Place place)
            throws IOException, Refusal {
        byte[] body = bytes(reply);
        ContentCoding coding = coding(request, body.length);
        byte[] coded = coding.code(body);
        hold(place, coded);
        setHeaders(response, reply);
        send(response, status(reply, type), type, coding, coded);
    }

    private static void hold(Admission.Place place, byte[] answer) throws Refusal {
        if (!place.holds(answer.length)) {
            throw Admission.noRoom();
        }
    }

    private static void setHeaders(HttpServletResponse response, Reply reply) {
        reply.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (!reply.isWhole()) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static void send(
            HttpServletResponse response, int status, ResponseType type, ContentCoding coding, byte[] coded)
            throws IOException {
        response.setStatus(status);
        if (coding == ContentCoding.GZIP) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.addHeader(HttpHeaders.VARY, VARY);
        response.setContentType(type.contentType());
        response.setContentLength(coded.length);
        response.getOutputStream().write(coded);
    }

    /// In GraphQL's own media type the status tells whether the document could be run; plain JSON is 200 either way.
    private int status(Reply reply, ResponseType type) {
        if (type == ResponseType.JSON) {
            return HttpServletResponse.SC_OK;
        }
        if (reply.isExecuted()) {
            return draftStatus && !reply.isWhole() ? PARTIAL_SUCCESS : HttpServletResponse.SC_OK;
        }
        return draftStatus && !reply.hasError(ErrorCode.GRAPHQL_PARSE_FAILED)
                ? HttpStatus.UNPROCESSABLE_CONTENT.value()
                : HttpServletResponse.SC_BAD_REQUEST;
    }

    /// The reply as JSON.
    static byte[] bytes(Reply reply) {
        return JSON.writeValueAsBytes(reply.body());
    }

    private static ContentCoding coding(HttpServletRequest request, int length) {
        return ContentCoding.negotiated(Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)), length);
    }

    /// An answer that says nothing of the source, such as the schema, is as old as the gateway's own version: nobody
    /// can say for how long it holds.
    private static String cacheControl(@Nullable Duration lifetime) {
        return lifetime == null || lifetime.toSeconds() == 0
                ? "no-cache"
                : "max-age=" + lifetime.toSeconds() + ", public, stale-while-revalidate="
                        + WHILE_REVALIDATING.toSeconds();
    }

    private static boolean isKnown(String tag, HttpServletRequest request) {
        List<String> known = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
        try {
            return !known.isEmpty()
                    && ETag.parse(String.join(",", known)).stream()
                            .anyMatch(one -> one.isWildcard() || one.compare(ETag.create(tag), false));
        } catch (IllegalArgumentException _) {
            return false; // what it names is no tag, and so none of ours
        }
    }
}
