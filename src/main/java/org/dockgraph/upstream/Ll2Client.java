package org.dockgraph.upstream;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dockgraph.plan.Call;
import org.dockgraph.upstream.CallBudget.Grant;
import org.dockgraph.upstream.Errand.Purpose;
import org.dockgraph.upstream.Ll2Http.Bounds;
import org.jspecify.annotations.Nullable;

/// Asks Launch Library 2. Every way in which a call can end is a case of [Answer]; nothing is thrown.
///
/// A call goes through breaker, retry, budget and HTTP, in that order; a retry passes the breaker and the budget once
/// more. Every request takes from the budget, the hops of a redirect too, save the readings of `api-throttle/`, which
/// the source does not count.
///
/// *Threads:* safe; a call blocks its thread until the answer is whole.
public final class Ll2Client implements Source {

    /// The largest body that is read; a detailed page of 100 events has about 350 kB.
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int MAX_HOPS = 3;

    /// The wait after a 429 that no source of a wait can tell.
    private static final Duration UNTOLD_WAIT = Duration.ofMinutes(1);

    private final URI base;
    private final Clock wall;
    private final Bounds bounds;
    private final CallObserver observer;
    private final OutageBreaker breaker;
    private final CallBudget budget;
    private final Calibration calibration;
    private final Ll2Http http;
    private final Ll2Decoder decoder = new Ll2Decoder();

    /// A client of one source.
    ///
    /// @param base the API's address with its version, ending in a slash
    /// @param userAgent the gateway's name and version, as HTTP's `User-Agent`
    /// @param clock the time of day; the system's may be set without harm
    /// @param journal a file that remembers the requests of the last hour over restarts; null: they are forgotten
    /// @param observer is told of each request
    public Ll2Client(
            URI base,
            UpstreamProperties properties,
            String userAgent,
            Clock clock,
            @Nullable Path journal,
            CallObserver observer) {
        Clock steady = SteadyClock.of(clock);
        this.base = base;
        this.wall = clock;
        this.bounds = new Bounds(properties.firstByteTimeout(), properties.timeout(), MAX_BYTES);
        this.observer = observer;
        this.http = new Ll2Http(properties.connectTimeout(), properties.apiKey(), userAgent);
        this.budget = new CallBudget(
                properties.callsPerHour(),
                properties.reserve(),
                properties.callsPerClient(),
                properties.timeout(),
                steady,
                new CallJournal(journal, base, properties.timeout(), steady, clock));
        this.calibration = new Calibration(base, properties.timeout(), http, budget, steady, observer);
        this.breaker = new OutageBreaker(steady);
    }

    @Override
    public URI address() {
        return base;
    }

    @Override
    public Budget budget() {
        return budget.budget();
    }

    @Override
    public Breaker breaker() {
        return breaker.state();
    }

    /// Asks the source how much of its limit is used, which costs no call. The first call does so too, if nobody has.
    /// Blocks for three seconds at most.
    public void calibrate() {
        calibration.read();
    }

    /// One try, or what it and others came to.
    ///
    /// @param requests how many were sent
    private record Tried(Answer answer, Ending ending, int requests) {

        static Tried notAsked(Answer why) {
            return new Tried(why, Ending.GIVEN_UP, 0);
        }
    }

    @Override
    public Reply ask(Call call, Errand errand) {
        long began = System.nanoTime();
        Tried tried = throughBreaker(call, errand.purpose());
        int requests = tried.requests();
        for (int tries = 1; ; tries++) {
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            Duration pause = RetryPolicy.pause(errand, tried.ending(), tries, waited);
            Purpose again = pause != null && slept(pause) ? errand.again().get() : null;
            if (again == null) {
                return new Reply(tried.answer(), requests);
            }
            Tried next = throughBreaker(call, again);
            if (next.requests() == 0) {
                return new Reply(tried.answer(), requests); // the failure says more than that it cannot be mended
            }
            tried = next;
            requests += next.requests();
        }
    }

    /// Makes one call that is not counted, to a source that we run ourselves: no other may be asked so.
    public Answer askUncounted(Call call) {
        URI target = Ll2Address.of(call, base);
        Verdict verdict = Verdict.of(call, target, http.get(target, Map.of(), bounds), decoder, wall.instant());
        return verdict instanceof Verdict.Ended(Answer answer, Ending _)
                ? answer
                : new Answer.Unavailable("redirected");
    }

    private Tried throughBreaker(Call call, Purpose purpose) {
        Duration suspended = breaker.enter();
        if (suspended == null && isFoundDown(purpose)) {
            breaker.leave(Ending.LASTING_FAILURE);
            suspended = breaker.waitLeft();
        }
        if (suspended != null) {
            return Tried.notAsked(new Answer.Suspended(suspended));
        }
        Ending ending = Ending.GIVEN_UP;
        try {
            Tried tried = withinBudget(call, purpose);
            ending = tried.ending();
            return tried;
        } finally {
            breaker.leave(ending);
        }
    }

    /// Whether a request on trial can be spared, since a reading, which costs nothing, shows the source down.
    private boolean isFoundDown(Purpose purpose) {
        return breaker.isOnTrial()
                && budget.wait(purpose).isZero()
                && !calibration.read().isAnswered();
    }

    /// One request, and one more for each redirect.
    private Tried withinBudget(Call call, Purpose purpose) {
        Set<URI> seen = new HashSet<>();
        URI target = Ll2Address.of(call, base);
        while (seen.add(target) && seen.size() <= 1 + MAX_HOPS) {
            if (calibration.isDue(purpose)) {
                calibration.read();
            }
            switch (budget.take(purpose)) {
                case Grant.Wait(Duration wait) -> {
                    return new Tried(new Answer.OverBudget(wait), Ending.GIVEN_UP, seen.size() - 1);
                }
                case Grant.Permit permit -> {
                    switch (request(call, target, permit)) {
                        case Verdict.Moved(URI to) -> target = to;
                        case Verdict.Ended(Answer answer, Ending ending) -> {
                            return new Tried(answer, ending, seen.size());
                        }
                    }
                }
            }
        }
        int requests = Math.min(seen.size(), 1 + MAX_HOPS);
        return new Tried(
                new Answer.Unavailable("redirected in a circle or too often; check dockgraph.upstream.base-url"),
                Ending.LASTING_FAILURE,
                requests);
    }

    private Verdict request(Call call, URI target, Grant.Permit permit) {
        Verdict verdict;
        try {
            verdict =
                    Verdict.of(call, target, http.get(target, observer.begun(target), bounds), decoder, wall.instant());
        } finally {
            budget.end(permit);
        }
        observer.ended(new CallEnd(Ll2Address.path(call), outcome(verdict)));
        return verdict instanceof Verdict.Ended(Answer.Throttled(Duration wished), Ending ending)
                ? new Verdict.Ended(new Answer.Throttled(closeGate(wished)), ending)
                : verdict;
    }

    /// Lets no request through until the source wants some again.
    ///
    /// @param wished how long that is; null if the source did not say
    private Duration closeGate(@Nullable Duration wished) {
        if (wished != null) {
            budget.close(wished);
        }
        Duration told = calibration.read().standing().nextUse();
        return budget.close(wished != null ? wished : told != null ? told : UNTOLD_WAIT);
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Moved _ -> "redirected";
            case Verdict.Ended(Answer answer, Ending _) ->
                switch (answer) {
                    case Answer.Found _ -> "found";
                    case Answer.Missing _ -> "missing";
                    case Answer.Throttled _, Answer.OverBudget _ -> "throttled";
                    case Answer.TimedOut _ -> "timed_out";
                    case Answer.Unavailable _, Answer.Suspended _ -> "unavailable";
                    case Answer.Malformed _ -> "malformed";
                };
        };
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Ends calls in flight and closes connections.
    @Override
    public void close() {
        http.close();
        budget.close();
    }
}
