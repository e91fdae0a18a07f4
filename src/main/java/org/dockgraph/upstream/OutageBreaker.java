package org.dockgraph.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaves a source alone that fails again and again: it would cost calls and time to ask. After a while one request
/// is let through on trial, and its end decides.
///
/// *Threads:* safe.
final class OutageBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(OutageBreaker.class);

    private static final int FAILURES = 3; // in a row: a fifth of an anonymous hour
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration SHORTEST_TOLD = Duration.ofSeconds(1);

    private final Clock clock;
    private final CircuitBreaker breaker;
    private volatile Instant openUntil = Instant.MIN;

    /// @param clock steady
    OutageBreaker(Clock clock) {
        this.clock = clock;
        IntervalFunction growing = IntervalFunction.ofExponentialRandomBackoff(FIRST_WAIT, 2, 0.25, LONGEST_WAIT);
        this.breaker = CircuitBreaker.of(
                "source",
                CircuitBreakerConfig.custom()
                        .slidingWindow(FAILURES, FAILURES, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .recordResult(ending -> ((Ending) ending).isFailure())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(attempt -> noted(growing.apply(attempt)))
                        .clock(clock)
                        .currentTimestampFunction(at -> at.instant().toEpochMilli(), TimeUnit.MILLISECONDS)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> tell(
                        change.getStateTransition().getFromState(),
                        change.getStateTransition().getToState()));
    }

    /// Lets a request through, or says how long the source is left alone yet. Whoever is let through must
    /// [#leave].
    ///
    /// @return null if the request may be made
    @Nullable
    Duration enter() {
        return breaker.tryAcquirePermission() ? null : waitLeft();
    }

    /// Whether the request that was let through is the one that decides.
    boolean isOnTrial() {
        return breaker.getState() == State.HALF_OPEN;
    }

    /// Notes the end of a request that was let through.
    void leave(Ending ending) {
        if (ending == Ending.GIVEN_UP) {
            breaker.releasePermission();
        } else {
            breaker.onResult(0, TimeUnit.MILLISECONDS, ending);
        }
    }

    /// How long the source is left alone yet; a second at least, since a trial takes a while.
    Duration waitLeft() {
        Duration left = Duration.between(clock.instant(), openUntil);
        return left.compareTo(SHORTEST_TOLD) < 0 ? SHORTEST_TOLD : left;
    }

    Breaker state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> Breaker.OPEN;
            case HALF_OPEN -> Breaker.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> Breaker.CLOSED;
        };
    }

    private long noted(long millis) {
        // the breaker opens after this moment, not at it
        openUntil = clock.instant().plusMillis(millis + 1);
        return millis;
    }

    /// A trial that fails changes nothing that somebody would want to read of.
    private void tell(State from, State to) {
        if (from == State.CLOSED && to == State.OPEN) {
            LOG.warn(
                    "The source is left alone after {} failures; retryInSeconds={}",
                    FAILURES,
                    waitLeft().toSeconds());
        } else if (to == State.CLOSED) {
            LOG.info("The source is asked again");
        } else {
            LOG.debug("The breaker has moved; from={} to={}", from, to);
        }
    }
}
