package org.dockgraph.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is left of the calls that the source allows in a rolling hour.
///
/// @param limit calls an hour, in all
/// @param remaining calls that a query may cause now
/// @param reserve of the limit, what upkeep leaves to queries
/// @param resetAt when the next call comes free; null while none is used
public record Budget(
        int limit, int remaining, int reserve, @Nullable Instant resetAt) {

    /// Calls that upkeep may make now.
    public int spare() {
        return Math.max(0, remaining - reserve);
    }
}
