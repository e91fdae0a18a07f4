package org.dockgraph.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.ClientShares.Grant;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.Mode;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Answer;
import org.dockgraph.upstream.Errand;
import org.dockgraph.upstream.Errand.Purpose;
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
    private final ClientShares shares;
    private final SingleFlight<Call, Ended> flights;
    private final Map<Call, Instant> resting = new ConcurrentHashMap<>();
    private final AtomicBoolean isFailing = new AtomicBoolean();
    private volatile @Nullable Problem lastProblem;
    private volatile @Nullable Instant lastSuccessAt;

    SharedCalls(EntityStore store, Source source, Clock clock, Executor threads) {
        this.store = store;
        this.source = source;
        this.clock = clock;
        this.shares = new ClientShares(source::budget, clock);
        this.flights = new SingleFlight<>(threads);
    }

    /// What each client may cause.
    ClientShares shares() {
        return shares;
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
    CompletableFuture<Ended> ask(Call call, BooleanSupplier isStillWanted, Allowance allowance) {
        CompletableFuture<?> richer = richer(call) instanceof Call detailed ? flights.underWay(detailed) : null;
        return richer == null
                ? join(call, isStillWanted, allowance)
                : richer.handle((_, _) -> true).thenCompose(_ -> join(call, isStillWanted, allowance));
    }

    private CompletableFuture<Ended> join(Call call, BooleanSupplier isStillWanted, Allowance allowance) {
        AtomicBoolean isMine = new AtomicBoolean();
        CompletableFuture<Ended> flight = flights.join(call, () -> {
            isMine.set(true);
            if (!isStillWanted.getAsBoolean()) {
                allowance.settle(1, 0);
                return new Ended.Unneeded();
            }
            return askFor(allowance, call);
        });
        return flight.thenCompose(end -> {
            if (isMine.get()) {
                return CompletableFuture.completedFuture(end);
            }
            if (wasRefused(end)) {
                return join(call, isStillWanted, allowance); // upkeep, or another client, may spend less
            }
            allowance.settle(1, 0);
            return CompletableFuture.completedFuture(end);
        });
    }

    private static boolean wasRefused(Ended end) {
        return switch (end) {
            case Ended.Answered(Answer answer) -> answer instanceof Answer.OverBudget;
            case Ended.Refused _ -> true;
            case Ended.Unneeded _ -> false;
        };
    }

    /// Makes the call at the cost of a request, one call of which was taken, and of its client.
    private Ended askFor(Allowance allowance, Call call) {
        Client client = allowance.client();
        return switch (shares.take(client)) {
            case Grant.None(Problem.ShareSpent why) -> {
                allowance.settle(1, 0);
                yield new Ended.Refused(why);
            }
            case Grant.Some(Purpose purpose) -> {
                AtomicInteger taken = new AtomicInteger(1);
                Errand errand = new Errand(purpose, allowance.patience(), () -> takeAnother(allowance, taken));
                Reply reply = askAndKeep(call, errand);
                shares.settle(client, taken.get(), reply.requests());
                allowance.settle(taken.get(), reply.requests());
                yield reply.answer() instanceof Answer.OverBudget(Duration wait)
                                && client != null
                                && isKeptForOthers(errand)
                        ? new Ended.Refused(shares.refuseKept(client, wait))
                        : new Ended.Answered(reply.answer());
            }
        };
    }

    /// Takes a call more at the same cost.
    ///
    /// @param taken counts it
    /// @return which part of the budget it may spend; null if there is to be none
    private @Nullable Purpose takeAnother(Allowance allowance, AtomicInteger taken) {
        if (!allowance.take()) {
            return null;
        }
        if (shares.take(allowance.client()) instanceof Grant.Some(Purpose purpose)) {
            taken.incrementAndGet();
            return purpose;
        }
        allowance.settle(1, 0);
        return null;
    }

    /// The call that brings all that this one does, and more: worth waiting for if somebody is making it.
    private static @Nullable Call richer(Call call) {
        return call instanceof Call.Page(ListKey list, int offset, Mode mode) && mode == Mode.NORMAL
                ? new Call.Page(list, offset, Mode.DETAILED)
                : null;
    }

    /// Whether calls are left, though not for this errand. That is nobody's problem but its client's.
    private boolean isKeptForOthers(Errand errand) {
        return errand.purpose() == Purpose.MORE && source.budget().remaining() > 0;
    }

    /// Makes the call some time, if spare calls are left; nobody waits for it. It is one call however many want it.
    ///
    /// @param client whose question has shown that it is time; null for nobody's
    @SuppressWarnings("FutureReturnValueIgnored") // a bug is thrown on the flight's own thread too
    void refreshSoon(Call call, @Nullable Client client) {
        Call detailed = detailed(call);
        if (mayRefresh(detailed) && flights.underWay(detailed) == null) {
            flights.join(detailed, () -> mayRefresh(detailed) ? refreshFor(client, detailed) : new Ended.Unneeded());
        }
    }

    private Ended refreshFor(@Nullable Client client, Call call) {
        return switch (shares.take(client)) {
            case Grant.None(Problem.ShareSpent why) -> new Ended.Refused(why);
            case Grant.Some _ -> {
                Reply reply = refreshAndKeep(call);
                shares.settle(client, 1, reply.requests());
                yield new Ended.Answered(reply.answer());
            }
        };
    }

    private boolean mayRefresh(Call call) {
        Instant until = resting.get(call);
        return until == null || !until.isAfter(clock.instant());
    }

    /// Makes the call now, if spare calls are left.
    Answer refresh(Call call) {
        while (true) { // somebody else's flight may end without an answer
            if (flights.join(call, () -> new Ended.Answered(refreshAndKeep(call).answer()))
                            .join()
                    instanceof Ended.Answered(Answer answer)) {
                return answer;
            }
        }
    }

    private Reply refreshAndKeep(Call call) {
        Reply reply = askAndKeep(call, Errand.UPKEEP);
        Instant now = clock.instant();
        if (resting.size() >= MAX_RESTING) {
            resting.values().removeIf(until -> !until.isAfter(now));
        }
        if (resting.size() < MAX_RESTING) {
            resting.put(call, now.plus(reply.requests() == 0 ? REST_AFTER_REFUSAL : REST));
        }
        return reply;
    }

    /// One detailed page serves whoever wants less too.
    private static Call detailed(Call call) {
        return call instanceof Call.Page(ListKey list, int offset, Mode _) && list.kind() == Kind.DOCKING_EVENT
                ? new Call.Page(list, offset, Mode.DETAILED)
                : call;
    }

    private Reply askAndKeep(Call call, Errand errand) {
        Reply reply = source.ask(call, errand);
        if (!(reply.answer() instanceof Answer.OverBudget) || !isKeptForOthers(errand)) {
            lastProblem = Problem.of(reply.answer());
        }
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
