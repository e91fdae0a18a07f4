package org.dockgraph.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Clients that do the same at the same time, each on a thread of its own.
final class Crowd {

    private Crowd() {}

    /// Has each do it once.
    ///
    /// @return what came of it, one for each
    /// @throws AssertionError if the gateway breaks a promise to one of them
    static <T> List<T> of(int clients, Callable<T> deed) throws Exception {
        List<Future<T>> deeds = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                deeds.add(threads.submit(deed));
            }
        }
        List<T> outcomes = new ArrayList<>();
        for (Future<T> done : deeds) {
            try {
                outcomes.add(done.get());
            } catch (ExecutionException failure) {
                throw new AssertionError(failure.getMessage(), failure.getCause());
            }
        }
        return outcomes;
    }

    /// Has each do it again and again.
    ///
    /// @return how often it was done in all
    static int during(Duration time, int clients, Callable<?> deed) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return of(clients, () -> {
                    int times = 0;
                    while (System.nanoTime() < end) {
                        deed.call();
                        times++;
                    }
                    return times;
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
