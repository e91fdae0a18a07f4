package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Fifty who ask for as much at once as may be asked for. Who is one too many is told so.
final class HeavyQueries implements Traffic {

    /// 4,900 things, some 30,000 fields, a megabyte.
    static final String HEAVY = "{ dockingEvents(first: 30) { nodes { spaceStation { dockingEvents(first: 40) { nodes {"
            + " id ll2Id docking departure stay isDocked url launchId"
            + " flightVehicle { id ll2Id destination missionEnd url spacecraft { id ll2Id name serialNumber"
            + " description url status { ll2Id name } spacecraftConfig { id name history details capability"
            + " } } } } } } } } }";

    private static final int CLIENTS = 50;

    private final Duration time;

    HeavyQueries(Duration time) {
        this.time = time;
    }

    @Override
    public Outcome at(URI endpoint) throws Exception {
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger bytes = new AtomicInteger();
        try (Client client = new Client(endpoint)) {
            int asked = Crowd.during(time, CLIENTS, () -> {
                Client.Answer answer = client.ask(HEAVY);
                if (answer.status() == 503) {
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                    refused.incrementAndGet();
                } else {
                    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
                    assertThat(answer.text().startsWith("{\"data\":"))
                            .as("%s", answer)
                            .isTrue();
                    bytes.set(answer.bytes().length);
                }
                return null;
            });
            return Outcome.of(asked + " asked, " + refused + " refused, " + bytes.get() / 1024 + " KiB each");
        }
    }
}
