package org.dockgraph.upstream;

import java.time.Duration;

/// For whom a call is made, and what it may take.
///
/// @param purpose which part of the budget it may spend
/// @param patience how long somebody waits for the answer: nothing is tried again after that, but an answer that is
///     already paid for is still waited for, up to the client's own time-outs
/// @param attempts how often it may be tried, at least once; a redirect belongs to its try
public record Errand(Purpose purpose, Duration patience, int attempts) {

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
    public static final Errand UPKEEP = new Errand(Purpose.UPKEEP, Duration.ZERO, 1);

    /// A call that somebody waits for.
    ///
    /// @param attempts how often it may be tried, at least once; a redirect belongs to its try
    public static Errand query(Duration patience, int attempts) {
        return new Errand(Purpose.QUERY, patience, attempts);
    }
}
