package org.dockgraph.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Lets equal questions that are under way at the same time share one answer.
///
/// *Threads:* safe; a thread that joins a flight waits for its end.
///
/// @param <K> the question
/// @param <V> its answer
final class SingleFlight<K, V> {

    private final ConcurrentHashMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /// The answer to the question: from the flight under way if there is one, else from a new one, which this
    /// thread makes.
    ///
    /// @param flight must not throw but for bugs, which every thread that waits for the answer gets to see
    V join(K key, Function<K, V> flight) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return other.join();
        }
        try {
            V answer = flight.apply(key);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error bug) {
            mine.completeExceptionally(bug);
            throw bug;
        } finally {
            flights.remove(key, mine);
        }
    }

    /// Waits for the end of a flight that is under way, if there is one.
    void await(K key) {
        CompletableFuture<V> flight = flights.get(key);
        if (flight != null) {
            flight.handle((_, _) -> true).join();
        }
    }
}
