package org.dockgraph.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is left of the calls that the source allows in a rolling hour.
///
/// @param limit calls an hour, in all
/// @param remaining calls that a query may cause now
/// @param reserve of the limit, what upkeep leaves to queries
/// @param share of the limit, what one client may cause while others ask
/// @param resetAt when the next call comes free; null while none is used
public record Budget(
        int limit,
        int remaining,
        int reserve,
        int share,
        @Nullable Instant resetAt) {

    /// Calls that upkeep may make now.
    public int spare() {
        return Math.max(0, remaining - reserve);
    }

    /// Of the limit, what a client that has had its share leaves to a newcomer: a share, but nothing of a limit of one
    /// or two.
    public int kept() {
        return Math.min(share, limit / 3);
    }
}
