package org.dockgraph.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.Reply;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// GraphQL over HTTP, as its specification's draft has it: GET, POST and QUERY, in two media types, and an answer in
/// the client's own type whatever goes wrong. It takes the place of Spring's endpoint, which knows POST only.
final class GraphqlEndpoint {

    private static final HttpMethod QUERY = HttpMethod.valueOf("QUERY");
    private static final String METHODS = "GET, HEAD, POST, QUERY, OPTIONS";

    private final GraphqlService service;
    private final Documents documents;
    private final EventStreams streams;
    private final ReplyWriter writer;

    GraphqlEndpoint(GraphqlService service, Documents documents, EventStreams streams, ReplyWriter writer) {
        this.service = service;
        this.documents = documents;
        this.streams = streams;
        this.writer = writer;
    }

    /// Answers any request to the endpoint.
    ServerResponse answer(ServerRequest request) throws IOException, ServletException {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            return ServerResponse.noContent()
                    .header(HttpHeaders.ALLOW, METHODS)
                    .header("Accept-Query", MediaType.APPLICATION_JSON_VALUE)
                    .build();
        }
        List<String> accept = request.headers().header(HttpHeaders.ACCEPT);
        ResponseType type = ResponseType.negotiated(accept);
        try {
            if (type == null) {
                throw Refusal.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        ErrorCode.BAD_USER_INPUT,
                        "Accept names no media type that can be given."
                                + " Accept application/graphql-response+json, application/json or text/event-stream.");
            }
            Question question =
                    documents.question(request.uri(), request.headers().asHttpHeaders(), parameters(request));
            Reply reply = type == ResponseType.EVENTS ? null : service.answer(question);
            if (reply != null) {
                return writer.answered(request, type, reply);
            }
            if (!ResponseType.includesEvents(accept)) {
                throw Refusal.malformed(
                        "A subscription has many answers. Accept text/event-stream, or ask over a WebSocket.");
            }
            return streams.of(service.stream(question));
        } catch (Refusal refusal) {
            ResponseType single = type == ResponseType.GRAPHQL ? type : ResponseType.JSON;
            return writer.refused(request, single, refusal);
        }
    }

    private static GraphqlBody parameters(ServerRequest request) throws Refusal, IOException, ServletException {
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return ofParameters(request);
        }
        if (!method.equals(HttpMethod.POST) && !method.equals(QUERY)) {
            Refusal refusal = Refusal.of(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    ErrorCode.BAD_USER_INPUT,
                    "The method is " + method + ", but must be GET, POST or QUERY.");
            refusal.reply().headers().set(HttpHeaders.ALLOW, METHODS);
            throw refusal;
        }
        if (!isJson(request)) {
            throw Refusal.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    ErrorCode.BAD_USER_INPUT,
                    "The body is not declared as JSON in UTF-8. Send it with Content-Type: application/json.");
        }
        return GraphqlBody.ofJson(request.body(byte[].class));
    }

    private static GraphqlBody ofParameters(ServerRequest request) throws Refusal {
        return GraphqlBody.ofParameters(
                request.param("query").orElse(null),
                request.param("documentId").orElse(null),
                request.param("operationName").orElse(null),
                request.param("variables").orElse(null),
                request.param("extensions").orElse(null));
    }

    private static boolean isJson(ServerRequest request) {
        try {
            return request.headers()
                    .contentType()
                    .filter(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON))
                    .filter(type ->
                            type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))
                    .isPresent();
        } catch (IllegalArgumentException _) {
            return false; // no media type, or a character set that nobody knows
        }
    }

    /// Whether a request of this method may be answered from a cache.
    static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(QUERY);
    }
}
