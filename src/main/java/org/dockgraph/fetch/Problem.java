package org.dockgraph.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why something could not be loaded. Nothing in it comes from the source's body or names its host.
public sealed interface Problem {

    /// The source allows no more calls for now.
    ///
    /// @param retryAfter how long it asks to wait; null where it does not say
    record RateLimited(@Nullable Duration retryAfter) implements Problem {}

    /// The source did not answer in time.
    record TimedOut(Duration waited) implements Problem {}

    /// The source cannot be reached or fails.
    record Unavailable() implements Problem {}

    /// The source answered, but not with what it should.
    record BadResponse() implements Problem {}

    /// The question would take more calls for single entities than one question may cause.
    record CallLimit(int limit) implements Problem {}
}
