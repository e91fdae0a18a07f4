package org.dockgraph.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.Mode;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Answer;
import org.dockgraph.upstream.Errand;
import org.dockgraph.upstream.Reply;
import org.dockgraph.upstream.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes calls, each once however many want it at the same time, and keeps what they bring.
///
/// *Threads:* safe.
final class SharedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(SharedCalls.class);

    /// How long a refresh is not repeated after it was made, whatever came of it. What it should have made fresh
    /// and did not would otherwise be asked for with every query.
    private static final Duration REST = Duration.ofMinutes(5);

    /// How long a refresh is not tried again after it was refused.
    private static final Duration REST_AFTER_REFUSAL = Duration.ofMinutes(1);

    /// Resting refreshes that are remembered.
    private static final int MAX_RESTING = 1_000;

    private final EntityStore store;
    private final Source source;
    private final Clock clock;
    private final SingleFlight<Call, Optional<Answer>> flights;
    private final Map<Call, Instant> resting = new ConcurrentHashMap<>();
    private final AtomicBoolean isFailing = new AtomicBoolean();
    private volatile @Nullable Problem lastProblem;
    private volatile @Nullable Instant lastSuccessAt;

    SharedCalls(EntityStore store, Source source, Clock clock, Executor threads) {
        this.store = store;
        this.source = source;
        this.clock = clock;
        this.flights = new SingleFlight<>(threads);
    }

    /// When the source last answered a call; null before it has.
    @Nullable
    Instant lastSuccessAt() {
        return lastSuccessAt;
    }

    /// Why the last call did not bring what was asked for, or was not even allowed; null if it did.
    @Nullable
    Problem lastProblem() {
        return lastProblem;
    }

    /// Makes the call for a request, or shares it with whoever is making it.
    ///
    /// @param isStillWanted asked when the call's turn has come: others may have made it since it was planned
    /// @param allowance pays for it, one call of which was taken
    /// @return the answer; none if the call was not wanted any more
    CompletableFuture<Optional<Answer>> ask(Call call, BooleanSupplier isStillWanted, Allowance allowance) {
        CompletableFuture<?> richer = richer(call) instanceof Call detailed ? flights.underWay(detailed) : null;
        return richer == null
                ? join(call, isStillWanted, allowance)
                : richer.handle((_, _) -> true).thenCompose(_ -> join(call, isStillWanted, allowance));
    }

    private CompletableFuture<Optional<Answer>> join(Call call, BooleanSupplier isStillWanted, Allowance allowance) {
        AtomicBoolean isMine = new AtomicBoolean();
        CompletableFuture<Optional<Answer>> flight = flights.join(call, () -> {
            isMine.set(true);
            if (!isStillWanted.getAsBoolean()) {
                allowance.settle(1, 0);
                return Optional.empty();
            }
            int attempts = allowance.take() ? 2 : 1;
            Reply reply = askAndKeep(call, Errand.query(allowance.patience(), attempts));
            allowance.settle(attempts, reply.requests());
            return Optional.of(reply.answer());
        });
        return flight.thenCompose(answer -> {
            if (isMine.get()) {
                return CompletableFuture.completedFuture(answer);
            }
            if (answer.orElse(null) instanceof Answer.OverBudget) {
                return join(call, isStillWanted, allowance); // it was upkeep, which may spend less
            }
            allowance.settle(1, 0);
            return CompletableFuture.completedFuture(answer);
        });
    }

    /// The call that brings all that this one does, and more: worth waiting for if somebody is making it.
    private static @Nullable Call richer(Call call) {
        return call instanceof Call.Page(ListKey list, int offset, Mode mode) && mode == Mode.NORMAL
                ? new Call.Page(list, offset, Mode.DETAILED)
                : null;
    }

    /// Makes the call some time, if spare calls are left; nobody waits for it. It is one call however many want it.
    @SuppressWarnings("FutureReturnValueIgnored") // a bug is thrown on the flight's own thread too
    void refreshSoon(Call call) {
        Call detailed = detailed(call);
        if (mayRefresh(detailed) && flights.underWay(detailed) == null) {
            flights.join(
                    detailed, () -> mayRefresh(detailed) ? Optional.of(refreshAndKeep(detailed)) : Optional.empty());
        }
    }

    private boolean mayRefresh(Call call) {
        Instant until = resting.get(call);
        return until == null || !until.isAfter(clock.instant());
    }

    /// Makes the call now, if spare calls are left.
    Answer refresh(Call call) {
        Optional<Answer> answer = Optional.empty();
        while (answer.isEmpty()) { // somebody's flight that turned out not to be wanted brings none
            answer = flights.join(call, () -> Optional.of(refreshAndKeep(call))).join();
        }
        return answer.get();
    }

    private Answer refreshAndKeep(Call call) {
        Reply reply = askAndKeep(call, Errand.UPKEEP);
        Instant now = clock.instant();
        if (resting.size() >= MAX_RESTING) {
            resting.values().removeIf(until -> !until.isAfter(now));
        }
        if (resting.size() < MAX_RESTING) {
            resting.put(call, now.plus(reply.requests() == 0 ? REST_AFTER_REFUSAL : REST));
        }
        return reply.answer();
    }

    /// One detailed page serves whoever wants less too.
    private static Call detailed(Call call) {
        return call instanceof Call.Page(ListKey list, int offset, Mode _) && list.kind() == Kind.DOCKING_EVENT
                ? new Call.Page(list, offset, Mode.DETAILED)
                : call;
    }

    private Reply askAndKeep(Call call, Errand errand) {
        Reply reply = source.ask(call, errand);
        lastProblem = Problem.of(reply.answer());
        Instant at = clock.instant();
        switch (reply.answer()) {
            case Answer.Found(Delivery delivery) -> {
                noteSuccess(at);
                store.keep(call, delivery, at);
                if (!delivery.rejects().isEmpty()) {
                    LOG.warn(
                            "The source sent entries that cannot be read; call={} entries={} first={}",
                            call,
                            delivery.rejects().size(),
                            delivery.rejects().getFirst());
                }
            }
            case Answer.Missing() -> {
                noteSuccess(at);
                if (call instanceof Call.Single(EntityRef ref)) {
                    store.keepAbsence(ref, at);
                }
            }
            case Answer.OverBudget _, Answer.Suspended _ -> {}
            case Answer.Throttled _, Answer.TimedOut _, Answer.Unavailable _, Answer.Malformed _ ->
                noteFailure(call, reply.answer());
        }
        return reply;
    }

    private void noteSuccess(Instant at) {
        lastSuccessAt = at;
        if (isFailing.getAndSet(false)) {
            LOG.info("The source answers again");
        }
    }

    private void noteFailure(Call call, Answer answer) {
        if (!isFailing.getAndSet(true)) {
            LOG.warn("The source does not answer as it should; call={} answer={}", call, answer);
        } else {
            LOG.debug("The source still does not answer as it should; call={} answer={}", call, answer);
        }
    }
}
