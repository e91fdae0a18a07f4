package org.dockgraph.fetch;

import java.util.concurrent.atomic.LongAdder;

/// Counts how needs were met.
///
/// *Threads:* safe.
public final class Served {

    private final LongAdder fresh = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void note(Loaded<?> loaded) {
        switch (loaded) {
            case Loaded.Fresh<?> _, Loaded.Absent<?> _ -> fresh.increment();
            case Loaded.Stale<?> _ -> stale.increment();
            case Loaded.Failed<?> _ -> failed.increment();
        }
    }

    /// Needs met with what is fresh enough, also by the word that there is no such thing.
    public long fresh() {
        return fresh.sum();
    }

    /// Needs met with what is older than it should be.
    public long stale() {
        return stale.sum();
    }

    /// Needs that were not met, or not with every field.
    public long failed() {
        return failed.sum();
    }
}
