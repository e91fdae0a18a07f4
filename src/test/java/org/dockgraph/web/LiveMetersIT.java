package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dockgraph.operate.Meters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What meters tell of those who listen.
class LiveMetersIT {

    private static final String SUBSCRIBE =
            "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription Changes"
                    + " { dockingEventChanged { kind } }\"}}";

    private final LiveGateway gateway = new LiveGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void socketsSubscriptionsAndChangesAreCounted() throws Exception {
        gateway.change(1);
        try (SocketClient client = SocketClient.opened(gateway.endpoint("ws"))) {
            client.say(SUBSCRIBE).say("{\"type\":\"ping\"}").hear();
            gateway.change(1);
            client.hear();

            assertThat(Meters.of(gateway.endpoint("http")).lines())
                    .contains(
                            "dockgraph_connections{transport=\"websocket\"} 1.0",
                            "dockgraph_connections{transport=\"event-stream\"} 0.0",
                            "dockgraph_subscriptions 1.0",
                            "dockgraph_subscription_changes_total 1.0",
                            "dockgraph_operations_seconds_count{name=\"Changes\",outcome=\"whole\","
                                    + "type=\"subscription\"} 1");

            client.say("{\"id\":\"1\",\"type\":\"complete\"}");
            awaitMeter("dockgraph_subscriptions 0.0");
            client.say("no JSON").hear();
            awaitMeter("dockgraph_sockets_closed_total{code=\"4400\"} 1.0");
            awaitMeter("dockgraph_connections{transport=\"websocket\"} 0.0");
        }
    }

    /// Waits for at most 20 seconds.
    private void awaitMeter(String line) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Meters meters;
        do {
            meters = Meters.of(gateway.endpoint("http"));
        } while (System.nanoTime() < deadline && !meters.lines().contains(line));
        assertThat(meters.lines()).contains(line);
    }
}
