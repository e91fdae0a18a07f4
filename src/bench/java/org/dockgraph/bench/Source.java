package org.dockgraph.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;

/// The REST source, on the side of the load: what it takes is nobody's time, and its own log says how often it was
/// asked.
final class Source implements AutoCloseable {

    /// It does not tell how many calls it allows, so that the gateway's setting holds.
    private static final String LIMITLESS = "api-throttle/ status=404";

    private final ReplicaDataset data;
    private final ReplicaServer replica;

    Source(ReplicaDataset data) throws IOException {
        this.data = data;
        this.replica = ReplicaServer.start(data, Clock.systemUTC());
        hideLimits();
    }

    ReplicaDataset data() {
        return data;
    }

    String address() {
        return replica.baseAddress().toString();
    }

    /// How a gateway is told to ask it.
    String setting() {
        return "--dockgraph.upstream.base-url=" + address();
    }

    private void hideLimits() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address()).resolve("/faults"))
                .PUT(BodyPublishers.ofString(LIMITLESS))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            if (http.send(request, BodyHandlers.ofString()).statusCode() != 200) {
                throw new IllegalArgumentException(LIMITLESS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// How often it has been asked since the last look.
    int callsSinceLastLook() {
        int calls = replica.requests().size();
        replica.forgetRequests();
        return calls;
    }

    @Override
    public void close() {
        replica.close();
    }
}
