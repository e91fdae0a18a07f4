package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dockgraph.Gateway;
import org.dockgraph.TestClock;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a subscriber to changes of docking events is told, and that it costs no call.
class DockingEventChangesIT {

    private static final String BOARD = """
            subscription($filter: DockingEventFilter, $since: DateTime) {
              dockingEventChanged(filter: $filter, since: $since) {
                kind
                at
                event { ll2Id isDocked spaceStation { name } flightVehicle { spacecraft { name } } }
                previous { ll2Id isDocked departure }
              }
            }
            """;

    private final Gateway gateway = Gateway.start("--dockgraph.upstream.calls-per-hour=3600");
    private final GraphqlService service = gateway.service();
    private final JsonMapper json = new JsonMapper();

    @BeforeEach
    void holdEverything() {
        assertThat(gateway.refreshAll().complete()).isTrue();
        gateway.callsSinceLastLook();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /// A subscriber that takes one message after the other when it is told to.
    private final class Subscriber extends BaseSubscriber<Map<String, @Nullable Object>> {

        private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(Map<String, @Nullable Object> message) {
            received.add(message);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            received.add(failure);
        }

        /// The next message, waited for at most 10 seconds.
        JsonNode next() {
            request(1);
            return json.valueToTree(awaited());
        }

        /// What comes next without its being asked for.
        Object awaited() {
            try {
                return Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "nothing came");
            } catch (InterruptedException interrupt) {
                throw new IllegalStateException(interrupt);
            }
        }

        JsonNode change() {
            JsonNode message = next();
            assertThat(message.path("errors").isMissingNode())
                    .as("no errors in " + message)
                    .isTrue();
            return message.at("/data/dockingEventChanged");
        }
    }

    private Subscriber subscribe(String document, Map<String, @Nullable Object> variables) {
        Subscriber subscriber = new Subscriber();
        service.stream(new Question(
                        URI.create("http://localhost/graphql"), new HttpHeaders(), document, null, variables, Map.of()))
                .subscribe(subscriber);
        return subscriber;
    }

    @Test
    void aDepartureIsToldAtNoCall() {
        Subscriber board = subscribe(BOARD, Map.of());
        Instant departure = gateway.clock().instant();
        gateway.clock().advance(Duration.ofMinutes(1));
        serve(shenzhou22(departure));
        gateway.refreshAll();
        gateway.callsSinceLastLook();

        JsonNode change = board.change();

        assertThat(change.path("kind").asString()).isEqualTo("DEPARTURE");
        assertThat(change.path("at").asString())
                .isEqualTo(TestClock.NEW_YEAR_2026.plus(Duration.ofMinutes(1)).toString());
        assertThat(change.at("/event/ll2Id").asInt()).isEqualTo(633);
        assertThat(change.at("/event/isDocked").asBoolean()).isFalse();
        assertThat(change.at("/event/spaceStation/name").asString()).isEqualTo("Tiangong space station");
        assertThat(change.at("/event/flightVehicle/spacecraft/name").asString()).isEqualTo("Shenzhou 22");
        assertThat(change.at("/previous/isDocked").asBoolean()).isTrue();
        assertThat(change.at("/previous/departure").isNull()).isTrue();
        assertThat(gateway.callsSinceLastLook()).isEmpty();
    }

    private void serve(Row... rows) {
        gateway.replica().serve(ReplicaDataset.bundled().with(List.of(rows)));
    }

    private static Row.DockingEvent shenzhou22(@Nullable Instant departure) {
        Row.DockingEvent event = Objects.requireNonNull(ReplicaDataset.bundled().dockingEvent(633));
        return new Row.DockingEvent(
                633,
                event.launchId(),
                event.docking(),
                departure,
                event.flightVehicle(),
                event.dockingLocation(),
                event.spaceStation());
    }
}
