package org.dockgraph.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client's end of a socket, which keeps all that it hears.
public final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();
    private final HttpClient http;
    private final WebSocket socket;

    SocketClient(URI endpoint) {
        this(endpoint, "graphql-transport-ws");
    }

    SocketClient(URI endpoint, String... protocols) {
        this(HttpClient.newHttpClient(), Map.of(), endpoint, protocols);
    }

    private SocketClient(HttpClient http, Map<String, String> headers, URI endpoint, String... protocols) {
        this.http = http;
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        this.socket = builder.buildAsync(endpoint, this).join();
    }

    /// One whose connection is opened.
    public static SocketClient opened(URI endpoint) {
        return opened(new SocketClient(endpoint));
    }

    /// The same with a header of its handshake.
    static SocketClient opened(URI endpoint, String header, String value) {
        return opened(
                new SocketClient(HttpClient.newHttpClient(), Map.of(header, value), endpoint, "graphql-transport-ws"));
    }

    /// The same.
    ///
    /// @param http of its own, which knows whom to trust
    static SocketClient opened(HttpClient http, URI endpoint) {
        return opened(new SocketClient(http, Map.of(), endpoint, "graphql-transport-ws"));
    }

    private static SocketClient opened(SocketClient client) {
        client.say("{\"type\":\"connection_init\"}");
        String ack = client.hear();
        if (!ack.equals("{\"type\":\"connection_ack\"}")) {
            throw new AssertionError(ack);
        }
        return client;
    }

    /// Sends a text.
    public SocketClient say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /// Sends a binary message.
    void sayInBytes(String text) {
        socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true)
                .join();
    }

    /// What came next, waited for at most 20 seconds: a text, `ping`, or a close code with its reason.
    public String hear() {
        try {
            return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "nothing came");
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        begun.append(part);
        if (last) {
            heard.add(begun.toString());
            begun.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        heard.add("ping");
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        heard.add(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
        heard.add(failure.toString());
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
