package org.dockgraph.month;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.dockgraph.TestClock;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.mirror.MirrorRefresh;
import org.dockgraph.mirror.SnapshotFile;
import org.dockgraph.plan.ListKey;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.CallObserver;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.UpstreamProperties;

/// One run of the gateway, below its edge: from a start over the files of the run before to its end.
final class GatewayProcess implements AutoCloseable {

    static final String NAME = "Dockgraph/month";

    /// As they are where nothing is set.
    private static final UpstreamProperties SETTINGS = new UpstreamProperties(
            null, null, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), null, null, 3);

    private final Ll2Client client;
    private final SnapshotFile snapshot;
    private final Fetcher fetcher;
    private final MirrorRefresh mirror;

    /// Starts as the gateway does.
    ///
    /// @param directory of the snapshot and the journal of calls
    GatewayProcess(URI source, Path directory, TestClock clock, CallObserver observer) {
        client = new Ll2Client(source, SETTINGS, NAME, clock, directory.resolve("mirror.calls"), observer);
        snapshot = new SnapshotFile(directory.resolve("mirror"), source, clock);
        EntityStore store = new EntityStore();
        store.restore(snapshot.restore());
        fetcher = new Fetcher(store, client, clock, Runnable::run);
        mirror = new MirrorRefresh(fetcher);
        client.calibrate();
    }

    Fetcher fetcher() {
        return fetcher;
    }

    /// Makes the calls that are due.
    void keepFresh() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = mirror.step();
        }
    }

    void write() {
        SnapshotFile.Outcome outcome = snapshot.write(fetcher.holdings());
        if (outcome instanceof SnapshotFile.Outcome.Failed(String because)) {
            throw new AssertionError("The snapshot is not written: " + because);
        }
    }

    /// Whether everything is held that the mirror holds.
    boolean isComplete() {
        return fetcher.holdings().hasEveryEvent()
                && Questions.SMALL_KINDS.stream()
                        .allMatch(kind -> fetcher.holdings().whole(ListKey.table(kind)) != null);
    }

    static void loseSnapshot(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("mirror"));
            Files.deleteIfExists(directory.resolve("mirror.previous"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        fetcher.close();
        client.close();
    }
}
