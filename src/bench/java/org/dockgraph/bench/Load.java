package org.dockgraph.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// So many clients that each ask, wait for the answer, compare it with what it must be, and ask again.
///
/// @param clients on a connection each
record Load(int clients) {

    private static final JsonMapper JSON = new JsonMapper();

    /// A request and the body that answers it.
    @SuppressWarnings("ArrayRecordComponent") // nobody changes them or compares two exchanges
    record Exchange(byte[] request, byte[] answer) {

        /// The same to the byte, or at least the same JSON.
        ///
        /// @throws IllegalStateException if it is something else
        void check(byte[] answered) {
            if (!Arrays.equals(answer, answered) && !JSON.readTree(answer).equals(JSON.readTree(answered))) {
                throw new IllegalStateException(
                        "Wrong answer:\n%s\nRight is:\n%s".formatted(shown(answered), shown(answer)));
            }
        }

        private static String shown(byte[] body) {
            return new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8);
        }
    }

    /// What a number of requests took.
    ///
    /// @param cpuSeconds of the server
    /// @param nanos how long each took its client, the fastest first
    @SuppressWarnings("ArrayRecordComponent") // the same
    record Round(int requests, double cpuSeconds, long[] nanos) {

        double cpuMillis() {
            return 1_000 * cpuSeconds / requests;
        }

        double millisAt(double part) {
            return nanos[(int) Math.min(nanos.length - 1, Math.floor(part * nanos.length))] / 1e6;
        }
    }

    /// Asks a number of requests, going round the exchanges from the first.
    Round run(Server server, List<Exchange> exchanges, int requests) throws IOException {
        AtomicInteger next = new AtomicInteger();
        long[] nanos = new long[requests];
        Callable<Void> client = () -> {
            try (Connection connection = new Connection(server.port())) {
                for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                    Exchange exchange = exchanges.get(i % exchanges.size());
                    long from = System.nanoTime();
                    byte[] answer = connection.exchange(exchange.request());
                    nanos[i] = System.nanoTime() - from;
                    exchange.check(answer);
                }
            }
            return null;
        };
        double before = server.cpuSeconds();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                ends.add(threads.submit(client));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Failed while asking " + server.name(), failure.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted");
        }
        double cpu = server.cpuSeconds() - before;
        Arrays.sort(nanos);
        return new Round(requests, cpu, nanos);
    }
}
