package org.dockgraph.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    GraphqlEndpoint(GraphqlService service) {
        this.service = service;
    }

    /// Answers any request to the endpoint.
    ServerResponse answer(ServerRequest request) throws IOException, ServletException {
        ResponseType type = ResponseType.negotiated(request.headers().header(HttpHeaders.ACCEPT));
        if (type == null) {
            return refused(
                    HttpStatus.NOT_ACCEPTABLE,
                    ResponseType.JSON,
                    "Accept names no media type that can be given."
                            + " Accept application/graphql-response+json or application/json.");
        }
        HttpMethod method = request.method();
        boolean hasBody = method.equals(HttpMethod.POST) || method.equals(QUERY);
        if (!hasBody && !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            Reply refusal = Reply.refusal("The method is " + method + ", but must be GET, POST or QUERY.");
            refusal.headers().set(HttpHeaders.ALLOW, "GET, HEAD, POST, QUERY");
            return response(HttpStatus.METHOD_NOT_ALLOWED, type, refusal);
        }
        if (hasBody && !isJson(request)) {
            return refused(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    type,
                    "The body is not declared as JSON in UTF-8. Send it with Content-Type: application/json.");
        }
        try {
            GraphqlBody body = hasBody ? GraphqlBody.ofJson(request.body(byte[].class)) : ofParameters(request);
            Reply reply = service.answer(new Question(
                    request.uri(),
                    request.headers().asHttpHeaders(),
                    body.query(),
                    body.operationName(),
                    body.variables(),
                    body.extensions()));
            return response(status(reply, type), type, reply);
        } catch (GraphqlBody.Malformed malformed) {
            return refused(HttpStatus.BAD_REQUEST, type, malformed.message());
        }
    }

    private static GraphqlBody ofParameters(ServerRequest request) throws GraphqlBody.Malformed {
        return GraphqlBody.ofParameters(
                request.param("query").orElse(null),
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

    private static ServerResponse refused(HttpStatus status, ResponseType type, String message) {
        return response(status, type, Reply.refusal(message));
    }

    private static ServerResponse response(HttpStatus status, ResponseType type, Reply reply) {
        return ServerResponse.status(status)
                .headers(headers -> headers.addAll(reply.headers()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .contentType(type.mediaType())
                .body(JSON.writeValueAsBytes(reply.body()));
    }
}
