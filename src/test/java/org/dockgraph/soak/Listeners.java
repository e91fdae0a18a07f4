package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockgraph.GatewayProcess;
import org.dockgraph.web.RawSocket;
import org.dockgraph.web.SocketClient;

/// Some who listen well, among hundreds who never read, go away rudely, say what they must not, or are too many. While
/// a vehicle docks and leaves again and again, those who listen well hear of it once each time, in its order.
final class Listeners implements Traffic {

    /// How many may be connected, as the gateway is told.
    static final int LIMIT = 300;

    private static final int GOOD = 20; // sockets, and as many streams
    private static final int BAD = 240;
    private static final int TOO_MANY = 50;
    private static final int OPERATIONS = 40; // of a bad one, though 32 may be under way
    private static final int ROUNDS = 3;

    private static final String CHANGES = "subscription { dockingEventChanged { kind event { ll2Id } } }";
    private static final Pattern CHANGE = Pattern.compile("\"kind\":\"(\\w+)\",\"event\":\\{\"ll2Id\":(\\d+)}");
    private static final String DOCK = "in 0s dock 415 at 19";
    private static final String UNDOCK = "in 0s undock 415";

    private final GatewayProcess gateway;
    private final URI replica;

    Listeners(GatewayProcess gateway, URI replica) {
        this.gateway = gateway;
        this.replica = replica;
    }

    @Override
    public Outcome at(URI endpoint) throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try {
            List<Callable<String>> good = listening(endpoint, open);
            List<RawSocket> bad = new ArrayList<>();
            for (int i = 0; i < BAD; i++) {
                RawSocket socket = RawSocket.opened(endpoint);
                open.add(socket);
                bad.add(socket);
                for (int id = 0; id < OPERATIONS; id++) {
                    socket.say(subscribe(String.valueOf(id)));
                }
            }
            long refused = refused(endpoint, open);
            long listeners = Vitals.of(gateway.pid()).listeners();
            for (int round = 0; round < ROUNDS; round++) {
                change(DOCK);
                String docked = heardByAll(good, "ARRIVAL");
                misbehave(bad.subList(round * BAD / ROUNDS, (round + 1) * BAD / ROUNDS));
                change(UNDOCK);
                assertThat(heardByAll(good, "DEPARTURE")).isEqualTo(docked);
            }
            assertThat(listeners).as("listeners that show in the heap").isGreaterThan(BAD * 32);
            assertThat(refused).isEqualTo(2 * GOOD + BAD + TOO_MANY - LIMIT);
            return Outcome.of(listeners + " listening, " + refused + " refused, each change heard by " + good.size());
        } finally {
            for (AutoCloseable client : open) {
                client.close();
            }
        }
    }

    /// Connects those who listen well.
    ///
    /// @return what each hears next
    private static List<Callable<String>> listening(URI endpoint, List<AutoCloseable> open) throws Exception {
        URI address = URI.create(endpoint.toString().replace("http:", "ws:"));
        List<Callable<String>> ears = new ArrayList<>();
        for (int i = 0; i < GOOD; i++) {
            SocketClient socket = SocketClient.opened(address);
            open.add(socket);
            socket.say(subscribe("1")).say("{\"type\":\"ping\"}");
            assertThat(socket.hear()).isEqualTo("{\"type\":\"pong\"}");
            ears.add(() -> {
                String heard = socket.hear();
                return heard.equals("ping") ? socket.hear() : heard;
            });
            StreamClient stream = new StreamClient(endpoint, CHANGES);
            open.add(stream);
            ears.add(stream::hear);
        }
        return ears;
    }

    /// Connects more than may be.
    ///
    /// @return how many were refused
    private static long refused(URI endpoint, List<AutoCloseable> open) throws Exception {
        int refused = 0;
        for (int i = 0; i < TOO_MANY; i++) {
            RawSocket socket = new RawSocket(endpoint);
            open.add(socket);
            socket.upgrade();
            socket.say("{\"type\":\"connection_init\"}");
            refused += socket.hear().startsWith("1013 ") ? 1 : 0;
        }
        return refused;
    }

    private void change(String script) throws IOException, InterruptedException {
        URI refresh = gateway.endpoint().resolve("/actuator/mirror");
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (HttpRequest request : List.of(
                    HttpRequest.newBuilder(replica.resolve("/script"))
                            .POST(BodyPublishers.ofString(script))
                            .build(),
                    HttpRequest.newBuilder(refresh)
                            .POST(BodyPublishers.noBody())
                            .build())) {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    /// @return the number of the event, which all have heard of
    private static String heardByAll(List<Callable<String>> ears, String kind) throws Exception {
        String first = "";
        for (Callable<String> ear : ears) {
            String heard = ear.call();
            Matcher change = CHANGE.matcher(heard);
            assertThat(change.find()).as(heard).isTrue();
            assertThat(change.group(1)).as(heard).isEqualTo(kind);
            first = first.isEmpty() ? change.group(2) : first;
            assertThat(change.group(2)).as(heard).isEqualTo(first);
        }
        return first;
    }

    /// A third of them goes away rudely, a third says what is wrong, and a third goes on as before, and reads nothing.
    private static void misbehave(List<RawSocket> bad) throws IOException {
        List<String> wrong = List.of("nonsense", "{\"type\":\"connection_init\"}", subscribe("0"), "[".repeat(60_000));
        for (int i = 0; i < bad.size(); i++) {
            switch (i % 3) {
                case 0 -> bad.get(i).reset();
                case 1 -> bad.get(i).say(wrong.get(i % wrong.size()));
                default -> {}
            }
        }
    }

    private static String subscribe(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + CHANGES + "\"}}";
    }
}
