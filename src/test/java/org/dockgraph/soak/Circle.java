package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;

/// One who asks a thousand times for what leads from a station to its dockings and back, 35 times around, in 2 kB.
final class Circle implements Traffic {

    private static final int TIMES = 1000;

    static String query() {
        return "{ spaceStations { nodes { " + "dockingEvents(first: 100) { nodes { spaceStation { ".repeat(35) + "name"
                + " } } }".repeat(35) + " } } }";
    }

    @Override
    public Outcome at(URI endpoint) throws Exception {
        long[] micros = new long[TIMES];
        try (Client client = new Client(endpoint)) {
            for (int i = 0; i < TIMES; i++) {
                Client.Answer answer = client.ask(query());
                assertThat(answer.text()).contains("\"QUERY_TOO_DEEP\"");
                micros[i] = answer.time().toNanos() / 1000;
            }
        }
        long[] sorted = LongStream.of(micros).sorted().toArray();
        return new Outcome(
                "%d refused in %.1f ms, the slowest in %.1f ms"
                        .formatted(TIMES, sorted[TIMES / 2] / 1000.0, sorted[TIMES - 1] / 1000.0),
                Duration.of(sorted[TIMES - 1], ChronoUnit.MICROS));
    }
}
