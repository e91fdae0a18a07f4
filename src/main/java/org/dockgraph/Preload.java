package org.dockgraph;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Coverage;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Where;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Answer;
import org.dockgraph.upstream.Ll2Client;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all that the bundled replica has into the store, page by page over HTTP as ever, but without counting calls.
final class Preload {

    private static final Logger LOG = LoggerFactory.getLogger(Preload.class);

    private final Ll2Client client;
    private final EntityStore store;
    private final Clock clock;

    private Preload(Ll2Client client, EntityStore store, Clock clock) {
        this.client = client;
        this.store = store;
        this.clock = clock;
    }

    /// Returns when everything is held.
    ///
    /// @throws IllegalStateException if the replica does not answer a call as it should
    static void all(Ll2Client client, EntityStore store, Clock clock) {
        Instant begin = clock.instant();
        Preload preload = new Preload(client, store, clock);
        preload.read(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC));
        preload.read(ListKey.table(Kind.SPACE_STATION));
        preload.read(ListKey.table(Kind.SPACECRAFT_CONFIG));
        preload.read(ListKey.table(Kind.DOCKING_LOCATION));
        preload.read(ListKey.table(Kind.AGENCY));
        LOG.info(
                "Preloaded; events={} seconds={}",
                store.holdings().all(Kind.DOCKING_EVENT).size(),
                Duration.between(begin, clock.instant()).toSeconds());
    }

    private void read(ListKey key) {
        for (Integer offset = 0; offset != null; offset = missing(key)) {
            Call call = new Call.Page(key, offset, Coverage.modeFor(key.kind(), Field.of(key.kind())));
            if (!(client.askUncounted(call) instanceof Answer.Found(var delivery))) {
                throw new IllegalStateException(
                        "The replica gave no %s, so that not everything can be held. Leave out dockgraph.replica.preload."
                                .formatted(call));
            }
            store.keep(call, delivery, clock.instant());
        }
    }

    /// Where the next page begins; null if there is none.
    private @Nullable Integer missing(ListKey key) {
        HeldList list = store.holdings().list(key);
        return list == null || list.isComplete() ? null : list.missingOffsets().getFirst();
    }
}
