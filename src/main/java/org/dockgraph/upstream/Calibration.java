package org.dockgraph.upstream;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.dockgraph.upstream.Errand.Purpose;
import org.dockgraph.upstream.Ll2Http.Bounds;
import org.dockgraph.upstream.Ll2Http.Received;
import org.jspecify.annotations.Nullable;

/// Compares the budget with what the source itself says in `api-throttle/`, which it does not count.
///
/// *Threads:* safe; those who want a reading at the same time share one.
final class Calibration {

    private static final String PATH = "api-throttle/";

    private static final Duration PATIENCE = Duration.ofSeconds(3); // it is a help, not worth a long wait
    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final URI target;
    private final Bounds bounds;
    private final Ll2Http http;
    private final CallBudget budget;
    private final Clock clock;
    private final CallObserver observer;
    private final AtomicReference<@Nullable CompletableFuture<Reading>> underWay = new AtomicReference<>();
    private volatile @Nullable Instant lastTried;
    private volatile boolean hasFailed;

    /// @param base the API's address with its version, ending in a slash
    /// @param timeout of a call: a reading is not waited for any longer
    Calibration(URI base, Duration timeout, Ll2Http http, CallBudget budget, Clock clock, CallObserver observer) {
        Duration patience = timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE;
        this.target = base.resolve(PATH);
        this.bounds = new Bounds(patience, patience, MAX_BYTES);
        this.http = http;
        this.budget = budget;
        this.clock = clock;
        this.observer = observer;
    }

    /// What came of asking.
    ///
    /// @param isAnswered whether the source is up: it gave some answer, and no error of its own
    record Reading(boolean isAnswered, Standing standing) {

        private static final Reading NONE = new Reading(false, Standing.UNKNOWN);
    }

    /// Whether to read before the next call. While others use the limit too, before each one that may be made; those
    /// that may not ask once in a minute whether others have gone.
    boolean isDue(Purpose purpose) {
        Instant last = lastTried;
        if (last == null) {
            return !budget.isClosed();
        }
        Duration age = Duration.between(last, clock.instant());
        boolean isOld = age.compareTo(hasFailed ? PAUSE : GOOD_FOR) >= 0;
        boolean isShared = !hasFailed
                && budget.hasStrangers()
                && (age.compareTo(PAUSE) >= 0 || budget.wait(purpose).isZero());
        return (isOld || isShared) && !budget.isClosed();
    }

    /// Reads now, or waits for the reading that is under way. Blocks for three seconds at most.
    Reading read() {
        CompletableFuture<Reading> mine = new CompletableFuture<>();
        CompletableFuture<Reading> other = underWay.compareAndExchange(null, mine);
        if (other != null) {
            return other.join();
        }
        Reading reading = Reading.NONE;
        try {
            reading = ask();
            return reading;
        } finally {
            underWay.set(null);
            mine.complete(reading);
        }
    }

    private Reading ask() {
        Set<Long> settled = budget.settled();
        Received received = http.get(target, observer.begun(target), bounds);
        Standing standing = Standing.UNKNOWN;
        if (received instanceof Received.Response response && response.status() == 200 && response.body() != null) {
            standing = Standing.of(response.body());
            budget.learn(standing, settled);
        }
        hasFailed = standing.equals(Standing.UNKNOWN);
        lastTried = clock.instant();
        observer.ended(new CallEnd(PATH, outcome(received)));
        return new Reading(received instanceof Received.Response response && response.status() < 500, standing);
    }

    private String outcome(Received received) {
        return switch (received) {
            case Received.Failure(Answer.TimedOut _, Ending _) -> "timed_out";
            case Received.Failure _ -> "unavailable";
            case Received.Response response ->
                response.status() != 200 ? "unavailable" : hasFailed ? "malformed" : "found";
        };
    }
}
