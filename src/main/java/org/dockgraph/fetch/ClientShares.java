package org.dockgraph.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Supplier;
import org.dockgraph.upstream.Budget;
import org.dockgraph.upstream.Errand.Purpose;
import org.dockgraph.upstream.SteadyClock;
import org.jspecify.annotations.Nullable;

/// Sees to it that no client spends the calls of the hour that others need: each may cause a share of them. Beyond its
/// share a client causes calls only while it is alone, and leaves a share to a newcomer even then.
///
/// A client is alone if no other has asked for an hour. A call counts as in the budget: from its sending until an hour
/// after its end.
///
/// *Threads:* safe.
final class ClientShares {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CLIENTS = 100_000; // known at a time, at about 300 bytes each

    private final Supplier<Budget> budgets;
    private final Clock clock;
    private final Cache<Client, Caused> clients; // those that have caused calls
    private @Nullable Client lastToAsk;
    private Instant lastAsked = Instant.MIN;
    private Instant othersAsked = Instant.MIN; // the last time that it was another than the last one
    private long refused;

    /// @param budgets tells what is left of the calls of all
    ClientShares(Supplier<Budget> budgets, Clock clock) {
        Clock steady = SteadyClock.of(clock);
        this.budgets = budgets;
        this.clock = steady;
        this.clients = Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(HOUR) // by then its calls count no more
                .ticker(() -> Duration.between(Instant.EPOCH, steady.instant()).toNanos())
                .build();
    }

    /// The calls that a client has caused and that still count.
    private static final class Caused {
        private final Deque<Instant> ended = new ArrayDeque<>();
        private int underWay;

        int count(Instant now) {
            while (ended.peekFirst() instanceof Instant end && !end.plus(HOUR).isAfter(now)) {
                ended.removeFirst();
            }
            return underWay + ended.size();
        }

        /// How long until fewer of them count.
        Duration untilFewerThan(int share, Instant now) {
            int mustLeave = count(now) - share + 1;
            Instant last = ended.stream().skip(mustLeave - 1L).findFirst().orElse(now);
            return Duration.between(now, last.plus(HOUR));
        }
    }

    /// Whether a client may cause a call.
    sealed interface Grant {
        /// It may. [ClientShares#settle] must be told what became of it.
        ///
        /// @param purpose which part of the budget it may spend
        record Some(Purpose purpose) implements Grant {}

        /// It may not.
        record None(Problem.ShareSpent why) implements Grant {}
    }

    /// Notes that a client asks for something, at whatever cost.
    synchronized void noteAsking(Client client) {
        if (!client.equals(lastToAsk)) {
            lastToAsk = client;
            othersAsked = lastAsked;
        }
        lastAsked = clock.instant();
    }

    /// Takes a call, if the client may cause one.
    ///
    /// @param client null for nobody, who may cause all
    synchronized Grant take(@Nullable Client client) {
        if (client == null) {
            return new Grant.Some(Purpose.QUERY);
        }
        Instant now = clock.instant();
        Caused caused = caused(client);
        int share = budgets.get().share();
        boolean isLeft = caused.count(now) < share;
        if (!isLeft && !isAlone(client, now)) {
            refused++;
            return new Grant.None(new Problem.ShareSpent(caused.count(now), true, caused.untilFewerThan(share, now)));
        }
        caused.underWay++;
        clients.put(client, caused);
        return new Grant.Some(isLeft ? Purpose.QUERY : Purpose.MORE);
    }

    private Caused caused(Client client) {
        return Objects.requireNonNullElseGet(clients.getIfPresent(client), Caused::new);
    }

    private boolean isAlone(Client client, Instant now) {
        Instant others = client.equals(lastToAsk) ? othersAsked : lastAsked;
        return !others.plus(HOUR).isAfter(now);
    }

    /// Notes what became of calls that were taken.
    ///
    /// @param taken how many
    /// @param made how many were made: none where it was the budget that had none, more where the source redirects
    synchronized void settle(@Nullable Client client, int taken, int made) {
        if (client != null && clients.getIfPresent(client) instanceof Caused caused) {
            caused.underWay -= taken;
            for (int i = 0; i < made; i++) {
                caused.ended.add(clock.instant());
            }
        }
    }

    /// Notes that a client was refused what is kept for a newcomer.
    ///
    /// @param retryAfter until more than that is left
    synchronized Problem.ShareSpent refuseKept(Client client, Duration retryAfter) {
        refused++;
        return new Problem.ShareSpent(caused(client).count(clock.instant()), false, retryAfter);
    }

    /// How many calls clients were refused so far.
    synchronized long refused() {
        return refused;
    }
}
