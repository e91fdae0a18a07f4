package org.dockgraph.fetch;

import java.net.URI;
import java.time.Instant;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Freshness;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Where;
import org.dockgraph.upstream.Source;
import org.jspecify.annotations.Nullable;

/// How the source, and what is held of it, stand.
///
/// @param source address of the API that is asked
/// @param stale whether the last call failed and something held is older than it should be
/// @param lastSuccessAt when it last answered; null before it has
public record SourceStatus(
        URI source,
        boolean stale,
        Budget budget,
        Breaker breaker,
        @Nullable Instant lastSuccessAt,
        Mirror mirror) {

    /// What is left of the calls that the source allows in a rolling hour.
    ///
    /// @param limit calls an hour, in all
    /// @param remaining calls that may be made now
    /// @param reserve of these, what the gateway leaves to queries
    /// @param resetAt when the next call comes free; null while none is used
    public record Budget(
            int limit, int remaining, int reserve, @Nullable Instant resetAt) {

        /// Calls that the gateway may make for itself now.
        public int spare() {
            return Math.max(0, remaining - reserve);
        }
    }

    /// Whether calls are let through.
    public enum Breaker {
        /// All are.
        CLOSED,
        /// None is, for a while: the source has failed too often.
        OPEN,
        /// One is, to see whether the source answers again.
        HALF_OPEN
    }

    /// How much of the source is held.
    ///
    /// @param complete whether all docking events are, with all that there is to know of them
    /// @param events how many docking events are
    /// @param lastSyncAt when the newest docking events were last fetched; null if they never were
    /// @param oldestFetchedAt when the oldest of all that is held was fetched; null if nothing is
    public record Mirror(
            boolean complete,
            int events,
            @Nullable Instant lastSyncAt,
            @Nullable Instant oldestFetchedAt) {

        static Mirror of(Holdings holdings) {
            HeldList newest = holdings.list(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC));
            HeldList.HeldPage first = newest == null ? null : newest.pages().get(0);
            return new Mirror(
                    holdings.hasEveryEvent(),
                    holdings.all(Kind.DOCKING_EVENT).size(),
                    first == null ? null : first.fetchedAt(),
                    holdings.oldest());
        }
    }

    static SourceStatus of(Source source, SharedCalls calls, Holdings holdings, Instant now) {
        org.dockgraph.upstream.Budget budget = source.budget();
        return new SourceStatus(
                source.address(),
                calls.lastProblem() != null && !holdings.isAllGood(Freshness.FRESH, now),
                new Budget(budget.limit(), budget.remaining(), budget.reserve(), budget.resetAt()),
                Breaker.valueOf(source.breaker().name()),
                calls.lastSuccessAt(),
                Mirror.of(holdings));
    }
}
