package org.dockgraph.soak;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.dockgraph.web.RawSocket;

/// Clients that go away in the middle: of what they ask, before the answer, and in it.
final class RudeClients implements Traffic {

    private static final int CLIENTS = 10;
    private static final List<String> QUERIES =
            List.of(HeavyQueries.HEAVY, "{ dockingEvents(first: 100) { nodes { id docking } } }", "{ __typename }");

    private final Duration time;

    RudeClients(Duration time) {
        this.time = time;
    }

    @Override
    public Outcome at(URI endpoint) throws Exception {
        int gone = Crowd.during(time, CLIENTS, () -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            String request = SlowClients.request(QUERIES.get(random.nextInt(QUERIES.size())));
            try (RawSocket socket = new RawSocket(endpoint)) {
                switch (random.nextInt(3)) {
                    case 0 -> socket.write(request.substring(0, random.nextInt(request.length())));
                    case 1 -> socket.write(request);
                    default -> {
                        socket.write(request);
                        socket.awaitText("{");
                    }
                }
                if (random.nextBoolean()) {
                    socket.reset();
                }
            }
            return null;
        });
        return Outcome.of(gone + " gone");
    }
}
