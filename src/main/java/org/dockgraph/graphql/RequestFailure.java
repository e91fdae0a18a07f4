package org.dockgraph.graphql;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.fetch.Problem;

/// Ends a field with an error. An exception, because it may come from deep inside the arguments of a field; it has
/// no stack trace, since it is no bug.
public final class RequestFailure extends RuntimeException {

    private static final int SHOWN = 100;

    private static final String NO_MORE_CALLS =
            "Launch Library 2 allows no more calls for now, and what is held does not answer this.";

    private final ErrorCode code;
    private final String message;
    private final transient Map<String, Object> details;

    private RequestFailure(ErrorCode code, String message, Map<String, Object> details) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
        this.details = Map.copyOf(details);
    }

    /// An argument that breaks a rule.
    ///
    /// @param message what was seen, the rule, and what to do next
    static RequestFailure of(ErrorCode code, String message) {
        return new RequestFailure(code, message, Map.of());
    }

    /// An id that names nothing.
    static RequestFailure notFound(EntityRef ref) {
        return of(
                ErrorCode.NOT_FOUND,
                "Launch Library 2 has no " + ref.kind().typeName() + " with the number " + ref.id() + ".");
    }

    /// Something that could not be loaded.
    static RequestFailure of(Problem problem) {
        return switch (problem) {
            case Problem.RateLimited(Duration retryAfter)
            when retryAfter != null -> retryable(ErrorCode.UPSTREAM_RATE_LIMITED, NO_MORE_CALLS, retryAfter);
            case Problem.RateLimited _ -> of(ErrorCode.UPSTREAM_RATE_LIMITED, NO_MORE_CALLS + " Ask again later.");
            case Problem.ShareSpent(int caused, boolean othersAsk, Duration retryAfter) ->
                retryable(
                        ErrorCode.UPSTREAM_RATE_LIMITED,
                        "You have caused " + (caused == 1 ? "1 call" : caused + " calls")
                                + " to Launch Library 2 within an hour, "
                                + (othersAsk
                                        ? "as many as a client may while others ask, "
                                        : "and what is left is kept for others, ")
                                + "and what is held does not answer this.",
                        retryAfter);
            case Problem.TimedOut(Duration waited) ->
                of(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "Launch Library 2 did not answer within " + seconds(waited) + " s. Ask again.");
            case Problem.DeadlineExceeded(Duration deadline) ->
                of(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "Launch Library 2 did not answer within the " + seconds(deadline)
                                + " s that a request may take. Its answer is still waited for: ask again.");
            case Problem.Unavailable() ->
                of(
                        ErrorCode.UPSTREAM_UNAVAILABLE,
                        "Launch Library 2 cannot be reached, and what is held does not answer this. Ask again later.");
            case Problem.Suspended(Duration retryAfter) ->
                retryable(
                        ErrorCode.UPSTREAM_UNAVAILABLE,
                        "Launch Library 2 has failed several times, and what is held does not answer this.",
                        retryAfter);
            case Problem.BadResponse() ->
                of(
                        ErrorCode.UPSTREAM_BAD_RESPONSE,
                        "Launch Library 2 answered with something else than it should. Ask again later.");
            case Problem.CallLimit(int limit)
            when limit == 0 ->
                of(
                        ErrorCode.UPSTREAM_CALL_LIMIT,
                        "What is held does not answer this, and this request may cause no call to Launch Library 2."
                                + " Ask with a higher @callLimit.");
            case Problem.CallLimit(int limit) ->
                of(
                        ErrorCode.UPSTREAM_CALL_LIMIT,
                        "This would take more than the " + (limit == 1 ? "1 call" : limit + " calls")
                                + " to Launch Library 2 that this request may cause."
                                + " What was read is kept: ask again, or ask for less at a time.");
        };
    }

    private static RequestFailure retryable(ErrorCode code, String message, Duration retryAfter) {
        long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds(); // who waits so long is let through
        return new RequestFailure(code, message + " Ask again in " + seconds + " s.", Map.of("retryAfter", seconds));
    }

    /// A setting as it was set, such as `0.5`.
    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    ErrorCode code() {
        return code;
    }

    String message() {
        return message;
    }

    Map<String, Object> details() {
        return details;
    }

    /// A client's value as it may stand in a message: cut off where it is long.
    static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
