package org.dockgraph.upstream;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// For whom a call is made, and what it may take.
///
/// @param purpose which part of the budget it may spend
/// @param patience how long somebody waits for the answer: nothing is tried again after that, but an answer that is
///     already paid for is still waited for, up to the client's own time-outs
/// @param again asked if it may help to try once more: for which purpose that may be; null if it may not
public record Errand(Purpose purpose, Duration patience, Supplier<@Nullable Purpose> again) {

    /// Who wants to know.
    public enum Purpose {
        /// Somebody who waits: may spend the whole budget.
        QUERY,
        /// Somebody who waits and has had a client's share: leaves as much to a newcomer.
        MORE,
        /// The gateway itself, to keep what it holds fresh: leaves a reserve for queries.
        UPKEEP
    }

    /// A call with which the gateway keeps itself fresh. It is not tried again: its turn comes again.
    public static final Errand UPKEEP = new Errand(Purpose.UPKEEP, Duration.ZERO, () -> null);
}
