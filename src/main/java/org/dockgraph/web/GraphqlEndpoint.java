package org.dockgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dockgraph.fetch.Client;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.Reply;
import org.dockgraph.web.Answers.Answer;
import org.jspecify.annotations.Nullable;
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
    private static final int PARAMETERS_LIMIT = 8 * 1024; // characters
    private static final String METHODS = "GET, HEAD, POST, QUERY, OPTIONS";

    private final Answers answers;
    private final Documents documents;
    private final EventStreams streams;
    private final ClientNames names;
    private final EdgeLimits limits;
    private final RequestBody bodies;
    private final ReplyWriter writer;

    GraphqlEndpoint(
            Answers answers,
            Documents documents,
            EventStreams streams,
            ClientNames names,
            EdgeLimits limits,
            HttpProperties properties) {
        this.answers = answers;
        this.documents = documents;
        this.streams = streams;
        this.names = names;
        this.limits = limits;
        this.bodies = new RequestBody(properties.bodyLimit(), properties.bodyDeadline());
        this.writer = new ReplyWriter(properties.draftStatus());
    }

    /// Answers any request to the endpoint.
    ServerResponse answer(ServerRequest request) {
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
            HttpHeaders headers = request.headers().asHttpHeaders();
            Client client = names.of(headers, request.servletRequest().getRemoteAddr());
            limits.request(client);
            Question question = documents.question(client, request.uri(), headers, parameters(request));
            ServerResponse answer = type == ResponseType.EVENTS ? null : single(request, type, question);
            if (answer != null) {
                return answer;
            }
            if (!ResponseType.includesEvents(accept)) {
                throw Refusal.malformed(
                        "A subscription has many answers. Accept text/event-stream, or ask over a WebSocket.");
            }
            return streams.of(question);
        } catch (Refusal refusal) {
            limits.count(refusal);
            ResponseType single = type == ResponseType.GRAPHQL ? type : ResponseType.JSON;
            return writer.refused(request, single, refusal);
        }
    }

    /// The only response, once there is a place for the operation; null for a subscription.
    private @Nullable ServerResponse single(ServerRequest request, ResponseType type, Question question)
            throws Refusal {
        try (Admission.Place place = limits.enter()) {
            return switch (answers.to(question)) {
                case Answer.Whole(WholeAnswer whole) -> place.untilSent(writer.whole(request, type, whole));
                case Answer.Other(Reply reply) -> place.untilSent(writer.other(request, type, reply));
                case null -> null;
            };
        }
    }

    private GraphqlBody parameters(ServerRequest request) throws Refusal {
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return ofAddress(request);
        }
        byte[] body = bodies.read(request); // also one that is refused, since the next request comes after it
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
        return GraphqlBody.ofJson(RequestBody.text(body, request));
    }

    private static GraphqlBody ofAddress(ServerRequest request) throws Refusal {
        HttpServletRequest servlet = request.servletRequest();
        String query = servlet.getQueryString();
        if (query != null && query.length() > PARAMETERS_LIMIT) {
            throw Refusal.of(
                            HttpStatus.URI_TOO_LONG,
                            ErrorCode.DOCUMENT_TOO_LARGE,
                            "The address has parameters of " + query.length() + " characters, but may have "
                                    + PARAMETERS_LIMIT + ". Send them as JSON by POST.")
                    .beyond(EdgeLimit.ADDRESS);
        }
        try {
            return GraphqlBody.ofParameters(
                    servlet.getParameter("query"),
                    servlet.getParameter("documentId"),
                    servlet.getParameter("operationName"),
                    servlet.getParameter("variables"),
                    servlet.getParameter("extensions"));
        } catch (IllegalStateException _) {
            throw Refusal.malformed("The parameters of the address are not percent-encoded UTF-8.");
        }
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
