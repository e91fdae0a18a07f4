package org.dockgraph.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.replica.Row;
import org.dockgraph.store.EntityStore;

/// Stores that hold any number of docking events, read through the decoder from a replica: the bundled events, over and
/// over, an hour apart.
public final class HeldEvents {

    /// The newest docking of them.
    public static final Instant NEWEST = Instant.parse("2025-11-25T07:50:00Z");

    private HeldEvents() {}

    /// A store that holds all of so many events, a multiple of 100.
    public static EntityStore store(int events) throws IOException, InterruptedException {
        EntityStore store = new EntityStore();
        Ll2Decoder decoder = new Ll2Decoder();
        try (ReplicaServer replica = ReplicaServer.start(data(events), Clock.systemUTC());
                HttpClient http = HttpClient.newHttpClient()) {
            for (int offset = 0; offset < events; offset += ListKey.PAGE_SIZE) {
                Call call = page(offset);
                byte[] body = body(http, Ll2Address.of(call, replica.baseAddress()));
                if (!(decoder.decode(call, body) instanceof Answer.Found found)) {
                    throw new IllegalStateException("The replica did not give " + call);
                }
                store.keep(call, found.delivery(), Instant.now());
            }
        }
        return store;
    }

    /// The newest hundred events as the source sends them, in detail.
    static byte[] detailedPage() throws IOException, InterruptedException {
        try (ReplicaServer replica = ReplicaServer.start(ReplicaDataset.bundled(), Clock.systemUTC());
                HttpClient http = HttpClient.newHttpClient()) {
            return body(http, Ll2Address.of(page(0), replica.baseAddress()));
        }
    }

    static Call page(int offset) {
        return new Call.Page(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), offset, Mode.DETAILED);
    }

    private static ReplicaDataset data(int events) {
        ReplicaDataset bundled = ReplicaDataset.bundled();
        List<Row.DockingEvent> originals = bundled.rows(Row.DockingEvent.class);
        List<Row.DockingEvent> copies = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            Row.DockingEvent original = originals.get(i % originals.size());
            Instant docking = NEWEST.minus(Duration.ofHours(i));
            copies.add(new Row.DockingEvent(
                    i + 1,
                    original.launchId(),
                    docking,
                    docking.plus(Duration.ofMinutes(30)),
                    original.flightVehicle(),
                    original.dockingLocation(),
                    original.spaceStation()));
        }
        return bundled.without(Row.DockingEvent.class::isInstance).with(copies);
    }

    private static byte[] body(HttpClient http, URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
                .body();
    }
}
