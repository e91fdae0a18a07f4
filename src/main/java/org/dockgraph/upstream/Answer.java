package org.dockgraph.upstream;

import java.time.Duration;
import org.dockgraph.plan.Delivery;
import org.jspecify.annotations.Nullable;

/// What became of one call.
public sealed interface Answer {

    /// The source answered.
    record Found(Delivery delivery) implements Answer {}

    /// The source has no such entity.
    record Missing() implements Answer {}

    /// The source counts too many calls.
    ///
    /// @param retryAfter how long it asks to wait; null where it does not say
    record Throttled(@Nullable Duration retryAfter) implements Answer {}

    /// No whole answer came in time.
    record TimedOut(Duration waited) implements Answer {}

    /// The source cannot be reached or fails.
    ///
    /// @param reason for the log: it may name the host
    record Unavailable(String reason) implements Answer {}

    /// The source answered with something that it never documented.
    ///
    /// @param where in the answer, and what is wrong there
    record Malformed(String where) implements Answer {}

    /// Not asked: no call is left of the budget, or the source said to wait.
    ///
    /// @param retryAfter until a call comes free
    record OverBudget(Duration retryAfter) implements Answer {}

    /// Not asked: the source has failed too often, and is left alone for a while.
    ///
    /// @param retryAfter until it is tried again
    record Suspended(Duration retryAfter) implements Answer {}
}
