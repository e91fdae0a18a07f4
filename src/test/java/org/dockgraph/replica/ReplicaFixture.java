package org.dockgraph.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dockgraph.TestClock;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A replica, started when this is made and stopped after the test, over the bundled data, and a plain HTTP client
/// to ask it.
final class ReplicaFixture implements AfterEachCallback {

    private static final ReplicaDataset BUNDLED = ReplicaDataset.bundled();

    final TestClock clock = new TestClock(Instant.parse("2025-12-01T12:00:00Z"));
    private final ReplicaServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ReplicaFixture() {
        this(false);
    }

    ReplicaFixture(boolean throttle) {
        server = ReplicaServer.start(
                BUNDLED, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clock, throttle);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        client.close();
        server.close();
    }

    ReplicaServer server() {
        return server;
    }

    /// @param target relative to the version's root, such as `docking_event/?limit=1`
    HttpResponse<String> get(String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(target));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString(UTF_8));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    HttpClient client() {
        return client;
    }

    URI address(String target) {
        return server.baseAddress().resolve(target);
    }

    JsonNode json(String target, String... headers) {
        return parse(get(target, headers).body());
    }

    static JsonNode parse(String body) {
        return JsonMapper.shared().readTree(body);
    }

    List<Integer> ids(String target) {
        return ids(json(target));
    }

    static List<Integer> ids(JsonNode list) {
        return StreamSupport.stream(list.get("results").spliterator(), false)
                .map(item -> item.get("id").asInt())
                .toList();
    }
}
