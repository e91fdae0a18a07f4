package org.dockgraph.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request that counts against the budget.
///
/// @param number tells it from others of the same journal
/// @param sent just before it was sent
/// @param ended when its answer was whole or given up; null while it is under way
record Use(long number, Instant sent, @Nullable Instant ended) {

    Use endedAt(Instant moment) {
        return new Use(number, sent, moment);
    }
}
