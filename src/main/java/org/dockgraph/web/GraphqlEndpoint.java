package org.dockgraph.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.dockgraph.fetch.Client;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.Reply;
import org.dockgraph.graphql.RequestHead;
import org.dockgraph.web.Answers.Answer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;

/// GraphQL over HTTP, as its specification's draft has it: GET, POST and QUERY, in two media types, and an answer in
/// the client's own type whatever goes wrong. It takes the place of Spring's endpoint, which knows POST only, and is a
/// servlet of its own: to find a handler in Spring's dispatcher costs more than a known answer.
final class GraphqlEndpoint extends HttpServlet {

    /// Where it is found.
    static final String PATH = "/graphql";

    private static final int PARAMETERS_LIMIT = 8 * 1024; // characters
    private static final String METHODS = "GET, HEAD, POST, QUERY, OPTIONS";

    private final transient Answers answers;
    private final transient Documents documents;
    private final transient EventStreams streams;
    private final transient HttpRequestHandler sockets;
    private final transient ClientNames names;
    private final transient EdgeLimits limits;
    private final transient RequestBody bodies;
    private final transient KnownBodies knownBodies = new KnownBodies();
    private final transient ReplyWriter writer;

    GraphqlEndpoint(
            Answers answers,
            Documents documents,
            EventStreams streams,
            HttpRequestHandler sockets,
            ClientNames names,
            EdgeLimits limits,
            HttpProperties properties) {
        this.answers = answers;
        this.documents = documents;
        this.streams = streams;
        this.sockets = sockets;
        this.names = names;
        this.limits = limits;
        this.bodies = new RequestBody(properties.bodyLimit(), properties.bodyDeadline());
        this.writer = new ReplyWriter(properties.draftStatus());
    }

    /// Answers any request to the endpoint; one for a WebSocket is handed on.
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ServerHttpObservationFilter.findObservationContext(request).ifPresent(context -> context.setPathPattern(PATH));
        if (isHandshake(request)) {
            sockets.handleRequest(request, response);
            return;
        }
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader(HttpHeaders.ALLOW, METHODS);
            response.setHeader("Accept-Query", MediaType.APPLICATION_JSON_VALUE);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        ResponseType type = ResponseType.negotiated(accept);
        try {
            if (type == null) {
                throw Refusal.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        ErrorCode.BAD_USER_INPUT,
                        "Accept names no media type that can be given."
                                + " Accept application/graphql-response+json, application/json or text/event-stream.");
            }
            Client client = names.of(request::getHeader, request.getRemoteAddr());
            limits.request(client);
            Question question = documents.question(client, new Head(request), parameters(request));
            if (type != ResponseType.EVENTS && hasOneAnswer(request, response, type, question)) {
                return;
            }
            if (!ResponseType.includesEvents(accept)) {
                throw Refusal.malformed(
                        "A subscription has many answers. Accept text/event-stream, or ask over a WebSocket.");
            }
            streams.answer(request, response, question);
        } catch (Refusal refusal) {
            limits.count(refusal);
            ResponseType single = type == ResponseType.GRAPHQL ? type : ResponseType.JSON;
            writer.refused(request, response, single, refusal);
        }
    }

    private static boolean isHandshake(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    /// The head of a request, told by the server.
    private record Head(HttpServletRequest request) implements RequestHead {

        @Override
        public URI uri() {
            return new ServletServerHttpRequest(request).getURI();
        }

        @Override
        public HttpHeaders headers() {
            return new ServletServerHttpRequest(request).getHeaders();
        }

        @Override
        public boolean has(String name) {
            return request.getHeader(name) != null;
        }
    }

    /// Gives the only answer, once there is a place for the operation, which it leaves when all of it is sent.
    ///
    /// @return whether there is one: a subscription has many
    private boolean hasOneAnswer(
            HttpServletRequest request, HttpServletResponse response, ResponseType type, Question question)
            throws IOException, Refusal {
        try (Admission.Place place = limits.enter()) {
            switch (answers.to(question)) {
                case Answer.Whole(WholeAnswer whole) -> writer.whole(request, response, type, whole, place);
                case Answer.Other(Reply reply) -> writer.other(request, response, type, reply, place);
                case null -> {
                    return false;
                }
            }
            return true;
        }
    }

    private GraphqlBody parameters(HttpServletRequest request) throws Refusal {
        String method = request.getMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            return ofAddress(request);
        }
        byte[] body = bodies.read(request); // also one that is refused, since the next request comes after it
        if (!method.equals("POST") && !method.equals("QUERY")) {
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
        return knownBodies.read(RequestBody.text(body, request));
    }

    private static GraphqlBody ofAddress(HttpServletRequest request) throws Refusal {
        String query = request.getQueryString();
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
                    request.getParameter("query"),
                    request.getParameter("documentId"),
                    request.getParameter("operationName"),
                    request.getParameter("variables"),
                    request.getParameter("extensions"));
        } catch (IllegalStateException _) {
            throw Refusal.malformed("The parameters of the address are not percent-encoded UTF-8.");
        }
    }

    private static boolean isJson(HttpServletRequest request) {
        String declared = request.getContentType();
        if (declared == null || declared.equals(MediaType.APPLICATION_JSON_VALUE)) {
            return declared != null;
        }
        try {
            MediaType type = MediaType.parseMediaType(declared);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return false; // no media type, or a character set that nobody knows
        }
    }

    /// Whether a request of this method may be answered from a cache.
    static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("QUERY");
    }
}
