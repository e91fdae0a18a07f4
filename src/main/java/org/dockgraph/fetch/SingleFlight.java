package org.dockgraph.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets equal questions that are under way at the same time share one answer. A flight does not depend on who waits
/// for it: it goes on when they have given up.
///
/// *Threads:* safe.
///
/// @param <K> the question
/// @param <V> its answer
final class SingleFlight<K, V> {

    private final ConcurrentHashMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
    private final Executor threads;

    /// @param threads where flights are made
    SingleFlight(Executor threads) {
        this.threads = threads;
    }

    /// The answer to the question: from the flight under way if there is one, else from a new one.
    ///
    /// @param flight must not throw but for bugs, which everybody who waits for the answer gets to see
    CompletableFuture<V> join(K key, Supplier<V> flight) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        threads.execute(() -> {
            try {
                V answer = flight.get();
                flights.remove(key, mine); // first, so that whoever asks again on this answer begins a new flight
                mine.complete(answer);
            } catch (RuntimeException | Error bug) {
                flights.remove(key, mine);
                mine.completeExceptionally(bug);
                throw bug;
            }
        });
        return mine;
    }

    /// The flight that is under way; null if none is.
    @Nullable
    CompletableFuture<V> underWay(K key) {
        return flights.get(key);
    }
}
