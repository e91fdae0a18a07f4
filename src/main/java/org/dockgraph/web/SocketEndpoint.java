package org.dockgraph.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dockgraph.graphql.GraphqlService;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Where sockets come in: all that is theirs before, beside and after the messages of the protocol.
final class SocketEndpoint extends AbstractWebSocketHandler {

    static final String PROTOCOL = "graphql-transport-ws";

    private static final int MESSAGE_LIMIT = 64 * 1024; // bytes of UTF-8

    private final GraphqlService service;
    private final Documents documents;
    private final ClientNames names;
    private final EdgeLimits limits;
    private final LiveConnections connections;
    private final SubscriptionProperties properties;
    private final MeterProvider<Counter> closed;
    private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

    SocketEndpoint(
            GraphqlService service,
            Documents documents,
            ClientNames names,
            EdgeLimits limits,
            LiveConnections connections,
            SubscriptionProperties properties,
            MeterRegistry meters) {
        this.service = service;
        this.documents = documents;
        this.names = names;
        this.limits = limits;
        this.connections = connections;
        this.properties = properties;
        this.closed = Counter.builder("dockgraph.sockets.closed")
                .description("Sockets that were closed, by either side")
                .withRegistry(meters);
        CloseCodes.KNOWN.forEach(code -> closed.withTag("code", code)); // from zero on
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        if (!PROTOCOL.equals(session.getAcceptedProtocol())) {
            session.close(CloseCodes.SUBPROTOCOL_NOT_ACCEPTABLE);
            return;
        }
        GraphqlSocket socket = new GraphqlSocket(
                session,
                names.of(session.getHandshakeHeaders()::getFirst, address(session)),
                service,
                documents,
                limits,
                properties.operations());
        Visitor visitor = new Visitor(socket);
        visitors.put(session.getId(), visitor);
        if (connections.admit(socket)) {
            visitor.startTimers(properties);
        } else {
            limits.count(EdgeLimit.CONNECTIONS);
            session.close(CloseCodes.TRY_AGAIN_LATER);
        }
    }

    private static @Nullable String address(WebSocketSession session) {
        InetSocketAddress address = session.getRemoteAddress();
        return address == null ? null : address.getHostString();
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage part) {
        Visitor visitor = visitors.get(session.getId());
        if (visitor != null) {
            visitor.receive(part, limits);
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage part) throws Exception {
        session.close(CloseCodes.NO_BINARY);
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage pong) {
        Visitor visitor = visitors.get(session.getId());
        if (visitor != null) {
            visitor.socket.heard();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        closed.withTag("code", CloseCodes.told(status)).increment();
        Visitor visitor = visitors.remove(session.getId());
        if (visitor != null) {
            visitor.timers.dispose();
            visitor.socket.closed();
            connections.leave(visitor.socket);
        }
    }

    /// Messages come in parts, so that a socket that once sent a long one has no buffer of its size for ever.
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    /// A client's socket, the beginning of what it is just saying, and what happens to it as time passes.
    private static final class Visitor {

        private final GraphqlSocket socket;
        private final Disposable.Composite timers = Disposables.composite();
        private final StringBuilder begun = new StringBuilder();
        private int begunBytes;

        Visitor(GraphqlSocket socket) {
            this.socket = socket;
        }

        void startTimers(SubscriptionProperties properties) {
            timers.add(Mono.delay(properties.initTimeout())
                    .publishOn(GraphqlSocket.THREADS)
                    .subscribe(_ -> socket.requireInit()));
            timers.add(Flux.interval(properties.keepAlive())
                    .onBackpressureDrop()
                    .publishOn(GraphqlSocket.THREADS, 1)
                    .subscribe(_ -> socket.ping()));
        }

        void receive(TextMessage part, EdgeLimits limits) {
            socket.heard();
            begun.append(part.getPayload());
            begunBytes += part.getPayloadLength();
            if (begunBytes > MESSAGE_LIMIT) {
                limits.count(EdgeLimit.SOCKET_MESSAGE);
                socket.close(CloseCodes.TOO_LARGE);
            } else if (part.isLast()) {
                String text = begun.toString();
                begun.setLength(0);
                begunBytes = 0;
                socket.receive(text);
            }
        }
    }
}
