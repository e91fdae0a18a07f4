package org.dockgraph;

import java.time.Clock;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.mirror.MirrorRefresh;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.CallEnd;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.UpstreamProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/// Reads a page from a replica that is there only for that, the way in which the gateway reads from its source, so that
/// the first who needs a call does not wait for classes to be loaded. The source itself is not asked.
final class SourceWarmUp implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWarmUp.class);

    private final UpstreamProperties settings;

    /// @param settings of the gateway's own client
    SourceWarmUp(UpstreamProperties settings) {
        this.settings = settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Clock clock = Clock.systemUTC();
        try (ReplicaServer replica = ReplicaServer.start(ReplicaDataset.bundled(), clock);
                Ll2Client client =
                        new Ll2Client(replica.baseAddress(), settings, "Dockgraph", clock, null, SourceWarmUp::ignore);
                Fetcher fetcher = new Fetcher(new EntityStore(), client, clock, Runnable::run)) {
            new MirrorRefresh(fetcher).step();
        } catch (RuntimeException failure) {
            LOG.warn("The way to the source could not be warmed up, so the first call takes longer.", failure);
        }
    }

    private static void ignore(CallEnd end) {
        // nobody has asked for it
    }
}
