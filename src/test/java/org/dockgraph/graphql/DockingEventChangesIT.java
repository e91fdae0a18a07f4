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
import org.dockgraph.store.Events;
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
                event { ll2Id isDocked departure launchId spaceStation { name } flightVehicle { spacecraft { name } } }
                previous { ll2Id isDocked departure }
              }
            }
            """;

    private final Gateway gateway = Gateway.start();
    private final GraphqlService service = gateway.service();
    private final JsonMapper json = new JsonMapper();
    private ReplicaDataset data = ReplicaDataset.bundled();

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
        return subscribe(service, document, variables);
    }

    private Subscriber subscribe(GraphqlService to, String document, Map<String, @Nullable Object> variables) {
        Subscriber subscriber = new Subscriber();
        to.stream(
                        new Question(
                                Gateway.SOMEBODY,
                                RequestHead.of(URI.create("http://localhost/graphql"), new HttpHeaders()),
                                document,
                                null,
                                variables,
                                Map.of()),
                        () -> {})
                .subscribe(subscriber);
        return subscriber;
    }

    @Test
    void ofErrorsWithOneCauseEachMessageTellsTen() {
        Subscriber board = subscribe("""
                subscription {
                  dockingEventChanged {
                    event {
                      spaceStation {
                        dockingEvents(first: 15) { nodes { flightVehicle { dockingEvents(after: "?") { totalCount } } } }
                      }
                    }
                  }
                }
                """, Map.of());
        board.request(1);
        gateway.clock().advance(Duration.ofMinutes(1));
        serve(planned(gateway.clock().instant()));
        gateway.refreshAll();

        JsonNode message = json.valueToTree(board.awaited());

        assertThat(message.path("errors")).hasSize(10);
        assertThat(message.at("/errors/9/extensions/morePaths").isEmpty()).isFalse();
        assertThat(message.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_CURSOR");
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

    @Test
    void aScriptOfTheReplicaIsSeenAsItPlays() {
        Subscriber board = subscribe(BOARD, Map.of());
        gateway.replica().script().add("in 1m dock 415 at 19; in 2m undock 900");
        gateway.refreshAll();
        gateway.callsSinceLastLook();
        gateway.clock().advance(Duration.ofMinutes(1));
        gateway.look();
        gateway.clock().advance(Duration.ofMinutes(1));
        gateway.look();

        assertThat(List.of(told(board), told(board), told(board), told(board)))
                .containsExactly("CORRECTION 633", "ADDITION 634", "ARRIVAL 634", "DEPARTURE 633");
        assertThat(gateway.callsSinceLastLook()).isEmpty();
    }

    private static String told(Subscriber board) {
        JsonNode change = board.change();
        return change.path("kind").asString() + " " + change.at("/event/ll2Id").asInt();
    }

    @Test
    void aPlanIsDockedOnceItsTimePassesWithoutAnybodyAsking() {
        Instant docking = gateway.clock().instant().plus(Duration.ofMinutes(1));
        serve(planned(docking));
        gateway.refreshAll();
        Subscriber board = subscribe(BOARD, Map.of());
        gateway.callsSinceLastLook();

        gateway.clock().set(docking);
        gateway.look();

        JsonNode change = board.change();
        assertThat(change.path("kind").asString()).isEqualTo("ARRIVAL");
        assertThat(change.at("/event/isDocked").asBoolean()).isTrue();
        assertThat(change.at("/previous/isDocked").asBoolean()).isFalse();
        assertThat(gateway.callsSinceLastLook()).isEmpty();
    }

    @Test
    void anEventThatLeavesTheFilterIsToldAndOthersAreNot() {
        Subscriber docked = subscribe(BOARD, Map.of("filter", Map.of("docked", true)));
        Subscriber tiangong = subscribe(BOARD, Map.of("filter", Map.of("spaceStation", Map.of("eq", "18"))));
        Subscriber iss = subscribe(BOARD, Map.of("filter", Map.of("spaceStation", Map.of("eq", "4"))));
        correct(1); // at the ISS, long over
        Instant departure = gateway.clock().instant();
        gateway.clock().advance(Duration.ofMinutes(1));
        serve(shenzhou22(departure));
        gateway.refreshAll();

        assertThat(docked.change().at("/event/ll2Id").asInt()).isEqualTo(633);
        assertThat(tiangong.change().at("/event/ll2Id").asInt()).isEqualTo(633);
        assertThat(iss.change().at("/event/ll2Id").asInt()).isEqualTo(238);
    }

    @Test
    void whoComesBackMissesNothingAndSeesNothingTwice() {
        Subscriber first = subscribe(BOARD, Map.of());
        correct(1);
        String seen = first.change().path("at").asString();
        first.cancel();
        correct(2);
        correct(3);

        Subscriber second = subscribe(BOARD, Map.of("since", seen));
        correct(4);

        List<String> told = List.of(launchId(second), launchId(second), launchId(second));
        assertThat(told).containsExactly("launch-2", "launch-3", "launch-4");
    }

    @Test
    void whoWasAwayForLongerThanIsKnownIsToldOfTheGap() {
        Subscriber board = subscribe(BOARD, Map.of("since", "2025-01-01T00:00:00Z"));
        correct(1);

        JsonNode gap = board.change();
        assertThat(gap.path("kind").asString()).isEqualTo("GAP");
        assertThat(gap.path("event").isNull()).isTrue();
        assertThat(gap.path("previous").isNull()).isTrue();
        assertThat(board.change().path("kind").asString()).isEqualTo("CORRECTION");
    }

    @Test
    void aSlowSubscriberIsEndedAndHarmsNobody() {
        Subscriber slow = subscribe(BOARD, Map.of());
        Subscriber quick = subscribe(BOARD, Map.of());
        Instant now = gateway.clock().instant();
        for (int i = 1; i <= 1_001; i++) {
            Instant departure = now.minusSeconds(i);
            Events.tellOf(gateway.store(), now, Events.event(238, now.minusSeconds(2_000), departure));
            assertThat(quick.change().at("/event/departure").asString()).isEqualTo(departure.toString());
        }

        assertThat(slow.awaited())
                .isInstanceOfSatisfying(
                        SubscriptionEnded.class,
                        end -> assertThat(end.code()).isEqualTo(ErrorCode.SUBSCRIBER_TOO_SLOW));
    }

    @Test
    void nothingThatIsSelectedCausesACall() {
        Subscriber greedy = subscribe("""
                subscription {
                  dockingEventChanged {
                    event {
                      docking @freshness(maxAge: "PT0S", orStale: false)
                      spaceStation @freshness(maxAge: "PT0S") { name dockingEvents(first: 1) { nodes { ll2Id } } }
                      flightVehicle { dockingEvents(first: 1) { totalCount } }
                    }
                  }
                }
                """, Map.of());
        gateway.replica().script().add("in 1h dock 415 at 19");
        gateway.refreshAll();
        gateway.clock().advance(Duration.ofDays(400)); // all that is held is far too old
        gateway.callsSinceLastLook();

        JsonNode change = greedy.change();

        assertThat(change.at("/event/spaceStation/name").asString()).isEqualTo("International Space Station");
        assertThat(change.at("/event/spaceStation/dockingEvents/nodes/0/ll2Id").asInt())
                .isEqualTo(634);
        assertThat(change.at("/event/flightVehicle/dockingEvents/totalCount").asInt())
                .isEqualTo(2);
        gateway.awaitCalls();
        assertThat(gateway.callsSinceLastLook()).isEmpty();
    }

    @Test
    void whatIsNotHeldIsNullWithAnError() {
        try (Gateway cold = Gateway.start()) {
            String newest = "{ dockingEvents(first: 1) @freshness(maxAge: \"PT1M\") { nodes { docking } } }";
            Subscriber board = subscribe(cold.service(), BOARD, Map.of());
            cold.ask(newest);
            cold.replica().serve(ReplicaDataset.bundled().with(shenzhou22(TestClock.NEW_YEAR_2026)));
            cold.clock().advance(Duration.ofMinutes(1));
            cold.ask(newest);
            cold.callsSinceLastLook();

            JsonNode message = board.next();

            assertThat(message.at("/data/dockingEventChanged/kind").asString()).isEqualTo("DEPARTURE");
            assertThat(message.at("/data/dockingEventChanged/event/spaceStation")
                            .isNull())
                    .isTrue();
            assertThat(message.at("/errors/0/path").toString())
                    .isEqualTo("[\"dockingEventChanged\",\"event\",\"spaceStation\"]");
            assertThat(message.at("/errors/0/extensions/code").asString()).isEqualTo("UPSTREAM_CALL_LIMIT");
            cold.awaitCalls();
            assertThat(cold.callsSinceLastLook()).isEmpty();
        }
    }

    @Test
    void aFilterThatBreaksARuleEndsItAtOnce() {
        JsonNode refusal = subscribe(BOARD, Map.of("filter", Map.of("spaceStation", Map.of("eq", "ISS"))))
                .next();

        assertThat(refusal.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(refusal.at("/errors/0/path/0").asString()).isEqualTo("dockingEventChanged");
    }

    @Test
    void littleIsSelectedOfAChangeSinceItWaitsForWhoDoesNotRead() {
        String document = """
                subscription {
                  dockingEventChanged {
                    event { spaceStation { dockingEvents(first: %d) { nodes {
                      id ll2Id docking departure stay isDocked launchId url __typename again: id
                    } } } }
                  }
                }
                """;

        JsonNode refusal = subscribe(document.formatted(100), Map.of()).next();
        Subscriber modest = subscribe(document.formatted(99), Map.of());
        correct(1);

        assertThat(refusal.at("/errors/0/extensions").toString())
                .isEqualTo("{\"code\":\"QUERY_TOO_COMPLEX\",\"limit\":\"event-values\",\"most\":1000,\"seen\":1005}");
        assertThat(modest.change().at("/event/spaceStation/dockingEvents/nodes").size())
                .isPositive();
    }

    @Test
    void aSubscriptionHasOneField() {
        JsonNode refusal = subscribe(
                        "subscription { a: dockingEventChanged { kind } b: dockingEventChanged { kind } }", Map.of())
                .next();

        assertThat(refusal.at("/errors/0/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }

    private String launchId(Subscriber subscriber) {
        return subscriber.change().at("/event/launchId").asString();
    }

    /// The source says something else of event 238, which is long over, and somebody sees it.
    private void correct(int number) {
        gateway.clock().advance(Duration.ofMinutes(1));
        Row.DockingEvent over = Objects.requireNonNull(data.dockingEvent(238));
        serve(new Row.DockingEvent(
                238,
                "launch-" + number,
                over.docking(),
                over.departure(),
                over.flightVehicle(),
                over.dockingLocation(),
                over.spaceStation()));
        gateway.ask("{ dockingEvent(id: \"238\") @freshness(maxAge: \"PT1M\") { launchId } }")
                .path("dockingEvent.launchId")
                .entity(String.class)
                .isEqualTo("launch-" + number);
    }

    private void serve(Row.DockingEvent event) {
        data = data.with(event);
        gateway.replica().serve(data);
    }

    private static Row.DockingEvent shenzhou22(@Nullable Instant departure) {
        Row.DockingEvent event = Objects.requireNonNull(ReplicaDataset.bundled().dockingEvent(633));
        return new Row.DockingEvent(633, event.launchId(), event.docking(), departure, 900, 33, 18);
    }

    /// Crew Dragon Endeavour at the ISS.
    private static Row.DockingEvent planned(Instant docking) {
        return new Row.DockingEvent(700, null, docking, null, 415, 19, 4);
    }
}
