package org.dockgraph.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A source at a distance: its answers take just as long as they are told to, since it has each from the source behind
/// it once it was asked for, and takes no time to make it.
final class Relay implements AutoCloseable {

    private final Source source;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, HttpResponse<byte[]>> known = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile long millis;

    Relay(Source source) throws IOException {
        this.source = source;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// How a gateway is told to ask it.
    String setting() {
        String path = URI.create(source.address()).getPath();
        return "--dockgraph.upstream.base-url=http://localhost:"
                + server.getAddress().getPort() + path;
    }

    /// Moves it so far away.
    ///
    /// @param milliseconds from a question to its answer
    void away(long milliseconds) {
        millis = milliseconds;
    }

    /// How often it has been asked since the last look.
    int callsSinceLastLook() {
        return calls.getAndSet(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        calls.incrementAndGet();
        try (exchange) {
            HttpResponse<byte[]> answer =
                    known.computeIfAbsent(exchange.getRequestURI().toString(), this::fromSource);
            answer.headers()
                    .firstValue("Content-Encoding")
                    .ifPresent(coding -> exchange.getResponseHeaders().set("Content-Encoding", coding));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> fromSource(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(source.address()).resolve(path))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        http.close();
    }
}
