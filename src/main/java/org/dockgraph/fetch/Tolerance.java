package org.dockgraph.fetch;

import java.time.Duration;
import org.dockgraph.plan.Freshness;
import org.jspecify.annotations.Nullable;

/// How old an answer may be for whoever asks.
///
/// @param maxAge what is older is fetched first; null: as [Freshness] has it for each thing
/// @param orStale whether what is older is better than nothing, where fetching fails
public record Tolerance(@Nullable Duration maxAge, boolean orStale) {

    /// What everybody gets who does not say.
    public static final Tolerance USUAL = new Tolerance(null, true);

    /// What may be served without asking.
    Freshness usable() {
        return maxAge != null ? Freshness.within(maxAge) : orStale ? Freshness.USABLE : Freshness.FRESH;
    }

    /// What need not be refreshed.
    Freshness fresh() {
        return maxAge != null ? Freshness.within(maxAge) : Freshness.FRESH;
    }
}
