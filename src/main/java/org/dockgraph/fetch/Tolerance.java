package org.dockgraph.fetch;

import java.time.Duration;
import org.dockgraph.plan.Freshness;
import org.jspecify.annotations.Nullable;

/// How old an answer may be for whoever asks.
///
/// @param maxAge what is older is fetched first; null: as [Freshness] has it for each thing
/// @param orStale whether what is older is better than nothing, where fetching fails
/// @param heldOnly whether only what is held counts, so that nothing is fetched for it, now or later
public record Tolerance(@Nullable Duration maxAge, boolean orStale, boolean heldOnly) {

    /// What everybody gets who does not say.
    public static final Tolerance USUAL = new Tolerance(null, true);

    /// Whatever is held, however old, at no cost.
    public static final Tolerance AS_HELD = new Tolerance(Duration.ofDays(36_500), true, true); // a century

    /// The tolerance of somebody for whom things may be fetched.
    public Tolerance(@Nullable Duration maxAge, boolean orStale) {
        this(maxAge, orStale, false);
    }

    /// What may be served without asking.
    Freshness usable() {
        return maxAge != null ? Freshness.within(maxAge) : orStale ? Freshness.USABLE : Freshness.FRESH;
    }

    /// What need not be refreshed.
    Freshness fresh() {
        return maxAge != null ? Freshness.within(maxAge) : Freshness.FRESH;
    }
}
