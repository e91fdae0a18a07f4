package org.dockgraph.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.json.JsonMapper;

/// GraphQL over HTTP, as its specification's draft has it: GET, POST and QUERY, in two media types, and an answer in
/// the client's own type whatever goes wrong. It takes the place of Spring's endpoint, which knows POST only.
final class GraphqlEndpoint {

    private static final HttpMethod QUERY = HttpMethod.valueOf("QUERY");
    private static final JsonMapper JSON = new JsonMapper();

    private final GraphqlService service;
    private final Documents documents;

    GraphqlEndpoint(GraphqlService service, Documents documents) {
        this.service = service;
        this.documents = documents;
    }

    /// Answers any request to the endpoint.
    ServerResponse answer(ServerRequest request) throws IOException, ServletException {
        ResponseType type = ResponseType.negotiated(request.headers().header(HttpHeaders.ACCEPT));
        try {
            if (type == null) {
                throw Refusal.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        ErrorCode.BAD_USER_INPUT,
                        "Accept names no media type that can be given."
                                + " Accept application/graphql-response+json or application/json.");
            }
            Question question =
                    documents.question(request.uri(), request.headers().asHttpHeaders(), parameters(request));
            Reply reply = service.answer(question);
            return response(status(reply, type), type, reply);
        } catch (Refusal refusal) {
            ResponseType told = type == null ? ResponseType.JSON : type;
            return response(refusal.status(told), told, refusal.reply());
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
            refusal.reply().headers().set(HttpHeaders.ALLOW, "GET, HEAD, POST, QUERY");
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

    /// In GraphQL's own media type the status tells whether the document could be run; plain JSON is 200 either way.
    private static HttpStatus status(Reply reply, ResponseType type) {
        return reply.isExecuted() || type == ResponseType.JSON ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    }

    private static ServerResponse response(HttpStatus status, ResponseType type, Reply reply) {
        return ServerResponse.status(status)
                .headers(headers -> headers.addAll(reply.headers()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .contentType(type.mediaType())
                .body(JSON.writeValueAsBytes(reply.body()));
    }
}
