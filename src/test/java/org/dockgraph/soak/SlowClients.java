package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockgraph.web.DrippingClient;
import org.dockgraph.web.RawSocket;

/// Two hundred whose body drips in, two hundred whose headers do, and fifty who ask for much and read nothing.
final class SlowClients implements Traffic {

    private static final int DRIPPING = 200;
    private static final int NOT_READING = 50;
    private static final int PACE = 100; // milliseconds between two bytes
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(20);
    private static final String HEAD =
            "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @Override
    public Outcome at(URI endpoint) throws Exception {
        List<RawSocket> others = new ArrayList<>();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < NOT_READING; i++) {
                RawSocket socket = new RawSocket(endpoint);
                others.add(socket);
                socket.write(request(HeavyQueries.HEAVY));
            }
            List<RawSocket> headers = new ArrayList<>();
            for (int i = 0; i < DRIPPING; i++) {
                RawSocket socket = new RawSocket(endpoint);
                others.add(socket);
                headers.add(socket);
                socket.write(HEAD + "X: ");
            }
            long start = System.nanoTime();
            Future<List<Integer>> bodies = threads.submit(() -> Crowd.of(
                    DRIPPING, () -> DrippingClient.status(endpoint, HEAD + "Content-Length: 9999\r\n\r\n{", " ")));
            List<Integer> statuses = null;
            while (statuses == null) {
                for (RawSocket socket : headers) {
                    socket.write("x");
                }
                try {
                    statuses = bodies.get(PACE, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    // some are still waited for
                }
            }
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(statuses).containsOnly(408);
            assertThat(time).isLessThan(CLOSED_WITHIN);
            return Outcome.of("bodies refused in " + time.toSeconds() + " s");
        } finally {
            for (RawSocket socket : others) {
                socket.close();
            }
        }
    }

    static String request(String query) {
        String body = Client.body(query);
        return HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
