package org.dockgraph.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockgraph.fetch.Client;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.RequestHead;
import org.dockgraph.graphql.SubscriptionEnded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One WebSocket of the protocol `graphql-transport-ws`: its client opens a connection on it, then runs
/// operations, each under an id of its own.
///
/// *Threads:* messages come in on one at a time. An operation has a virtual thread while it has something to say, and
/// asks for its next response once the one before is sent. So nothing queues up here for a client that reads slowly:
/// what it has not read yet waits where the changes are kept, until it is forgotten there.
///
/// @see "PROTOCOL.md of graphql-ws"
final class GraphqlSocket implements LiveConnection {

    /// Virtual threads, which may wait.
    static final Scheduler THREADS = Schedulers.fromExecutor(Thread::startVirtualThread);

    private static final Logger LOG = LoggerFactory.getLogger(GraphqlSocket.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final WebSocketSession session;
    private final Client client;
    private final GraphqlService service;
    private final Documents documents;
    private final EdgeLimits limits;
    private final int operationLimit;
    private final Map<String, Operation> operations = new HashMap<>(); // by id; guarded by this, as sending is
    private volatile boolean initialised;
    private volatile boolean heard = true;

    /// @param client whose socket it is
    GraphqlSocket(
            WebSocketSession session,
            Client client,
            GraphqlService service,
            Documents documents,
            EdgeLimits limits,
            int operationLimit) {
        this.session = session;
        this.client = client;
        this.service = service;
        this.documents = documents;
        this.limits = limits;
        this.operationLimit = operationLimit;
    }

    /// Takes a message of the client.
    void receive(String text) {
        try {
            switch (ClientMessage.of(text)) {
                case ClientMessage.ConnectionInit() -> init();
                case ClientMessage.Ping(var payload) -> send(message(null, "pong", payload));
                case ClientMessage.Pong() -> {}
                case ClientMessage.Subscribe(String id, GraphqlBody request) -> subscribe(id, request);
                case ClientMessage.Complete(String id) -> cancel(id);
            }
        } catch (ClientMessage.Invalid invalid) {
            close(CloseCodes.invalid(invalid.why()));
        }
    }

    private void init() {
        if (initialised) {
            close(CloseCodes.TOO_MANY_INITS);
            return;
        }
        initialised = true;
        send(message(null, "connection_ack", null));
    }

    /// Ends the socket if its client has not opened the connection by now.
    void requireInit() {
        if (!initialised) {
            close(CloseCodes.INIT_TIMEOUT);
        }
    }

    private void subscribe(String id, GraphqlBody request) {
        if (!initialised) {
            close(CloseCodes.UNAUTHORIZED);
        } else if (isUnderWay(id)) {
            close(CloseCodes.alreadyExists(id));
        } else {
            try {
                limits.request(client);
                start(id, admitted(request), limits.enter());
            } catch (Refusal refusal) {
                limits.count(refusal);
                send(message(id, "error", refusal.reply().body().get("errors")));
            }
        }
    }

    private synchronized boolean isUnderWay(String id) {
        return operations.containsKey(id);
    }

    private synchronized Question admitted(GraphqlBody request) throws Refusal {
        if (operations.size() >= operationLimit) {
            throw Refusal.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            ErrorCode.OVERLOADED,
                            "There are " + operationLimit + " operations under way on this socket, as many as may be."
                                    + " Complete one, or open another socket.")
                    .beyond(EdgeLimit.SOCKET_OPERATIONS);
        }
        return documents.question(
                client,
                RequestHead.of(Objects.requireNonNull(session.getUri()), session.getHandshakeHeaders()),
                request);
    }

    /// Begins on the thread of the message: a subscription listens before the next message is read.
    private void start(String id, Question question, Admission.Place place) {
        Operation operation = new Operation(id, place);
        synchronized (this) {
            if (!session.isOpen()) {
                place.close();
                return; // nobody would end it
            }
            operations.put(id, operation);
        }
        service.stream(question, place::close)
                .publishOn(THREADS, 1) // asks for one at a time
                .subscribe(operation);
    }

    private void cancel(String id) {
        Operation operation;
        synchronized (this) {
            operation = operations.remove(id);
        }
        if (operation != null) {
            operation.dispose();
        }
    }

    /// Notes a sign of life.
    void heard() {
        heard = true;
    }

    /// Asks for a sign of life, and ends the socket if the last one that was asked for has not come.
    void ping() {
        if (heard) {
            heard = false;
            send(new PingMessage());
        } else {
            close(CloseCodes.NO_PONG);
        }
    }

    @Override
    public void goAway() {
        close(CloseCodes.GOING_AWAY);
    }

    /// Ends what is under way on a socket that is closed.
    void closed() {
        List<Operation> left;
        synchronized (this) {
            left = List.copyOf(operations.values());
            operations.clear();
        }
        left.forEach(Operation::dispose);
    }

    /// Closes the socket, after what is just being sent. Without waiting for our turn to send: the server knows how to
    /// put a close between other frames, and gives up on a client that does not even read that.
    void close(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException failure) {
            LOG.debug("A socket could not be closed in good order", failure);
        }
    }

    private synchronized void send(WebSocketMessage<?> message) {
        try {
            session.sendMessage(message);
        } catch (IOException | IllegalStateException failure) {
            LOG.debug("A socket was closed while something was sent", failure);
        }
    }

    private static TextMessage message(@Nullable String id, String type, @Nullable Object payload) {
        ObjectNode message = JSON.createObjectNode();
        if (id != null) {
            message.put("id", id);
        }
        message.put("type", type);
        if (payload != null) {
            message.putPOJO("payload", payload);
        }
        return new TextMessage(JSON.writeValueAsString(message));
    }

    /// An operation that is under way: gives its responses to the client until one of the two ends it.
    private final class Operation extends BaseSubscriber<Map<String, @Nullable Object>> {

        private final String id;
        private final Admission.Place place;

        Operation(String id, Admission.Place place) {
            this.id = id;
            this.place = place;
        }

        @Override
        protected void hookFinally(SignalType type) {
            place.close();
        }

        @Override
        protected void hookOnNext(Map<String, @Nullable Object> response) {
            if (!response.containsKey("data")) {
                say(message(id, "error", response.get("errors")), true);
                return;
            }
            TextMessage next = message(id, "next", response);
            if (limits.hasRoom(place, next.getPayloadLength())) {
                say(next, false);
            } else {
                say(message(id, "error", Admission.noRoom().reply().body().get("errors")), true);
            }
        }

        @Override
        protected void hookOnComplete() {
            say(message(id, "complete", null), true);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            if (!(failure instanceof SubscriptionEnded ended)) {
                LOG.error("An operation failed in an unexpected way", failure);
                close(CloseCodes.INTERNAL_ERROR);
            } else if (ended.code() == ErrorCode.SUBSCRIBER_TOO_SLOW) {
                close(CloseCodes.TOO_SLOW);
            } else {
                say(message(id, "error", ended.reply().body().get("errors")), true);
            }
        }

        /// Sends a message unless the operation was ended, so that nothing comes after the end.
        private void say(TextMessage message, boolean isLast) {
            synchronized (GraphqlSocket.this) {
                boolean isUnderWay = isLast ? operations.remove(id, this) : operations.get(id) == this;
                if (isUnderWay) {
                    send(message);
                }
            }
        }
    }
}
