package org.dockgraph.fetch;

import java.time.Duration;
import org.dockgraph.upstream.Answer;
import org.jspecify.annotations.Nullable;

/// Why something could not be loaded. Nothing in it comes from the source's body or names its host.
public sealed interface Problem {

    /// Why this answer does not bring what was asked for; null if it does, or says that there is none.
    static @Nullable Problem of(Answer answer) {
        return switch (answer) {
            case Answer.Found _, Answer.Missing _ -> null;
            case Answer.Throttled(Duration retryAfter) -> new RateLimited(retryAfter);
            case Answer.OverBudget(Duration retryAfter) -> new RateLimited(retryAfter);
            case Answer.TimedOut(Duration waited) -> new TimedOut(waited);
            case Answer.Unavailable _ -> new Unavailable();
            case Answer.Suspended(Duration retryAfter) -> new Suspended(retryAfter);
            case Answer.Malformed _ -> new BadResponse();
        };
    }

    /// No more calls are allowed for now: the budget is used up, or the source says so.
    ///
    /// @param retryAfter until one is; null where that is not known
    record RateLimited(@Nullable Duration retryAfter) implements Problem {}

    /// No more calls are allowed to this client for now, since there may be others who need them.
    ///
    /// @param caused how many it has caused that still count
    /// @param othersAsk whether there are others; else what is left is kept for one who may come
    /// @param retryAfter until it may cause one
    record ShareSpent(int caused, boolean othersAsk, Duration retryAfter) implements Problem {}

    /// The source did not answer in time.
    record TimedOut(Duration waited) implements Problem {}

    /// The source did not answer within the time that a request may take. Its answer is still waited for, and kept.
    record DeadlineExceeded(Duration deadline) implements Problem {}

    /// The source cannot be reached or fails.
    record Unavailable() implements Problem {}

    /// The source has failed too often, and is left alone for a while.
    ///
    /// @param retryAfter until it is tried again
    record Suspended(Duration retryAfter) implements Problem {}

    /// The source answered, but not with what it should.
    record BadResponse() implements Problem {}

    /// The request would take more calls than it may cause.
    record CallLimit(int limit) implements Problem {}
}
