package org.dockgraph.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that is right from one moment on until before another one.
record Lasting<T extends @Nullable Object>(T value, Instant from, Instant until) {

    boolean holdsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /// The earlier of two moments.
    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
