package org.dockgraph.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.dockgraph.TestClock;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.ScriptedSource;
import org.jspecify.annotations.Nullable;

/// A fetcher whose source is a replica behind somebody who can meddle with requests and answers.
final class RelayedReplica implements AutoCloseable {

    final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    final ReplicaServer replica;
    final Fetcher fetcher;

    /// Changes where requests go.
    volatile UnaryOperator<String> request = target -> target;

    /// Changes bodies of answers.
    volatile UnaryOperator<String> body = body -> body;

    /// What is answered in place of everything; null to relay.
    volatile byte @Nullable [] instead;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScriptedSource source;
    private final Ll2Client client;

    RelayedReplica() {
        this(ReplicaDataset.bundled());
    }

    RelayedReplica(ReplicaDataset dataset) {
        replica = ReplicaServer.start(dataset, clock);
        source = ScriptedSource.that((target, connection) -> {
            byte[] answer = instead;
            connection.getOutputStream().write(answer == null ? relayed(request.apply(target)) : answer);
        });
        client = source.client();
        fetcher = new Fetcher(new EntityStore(), client, clock);
    }

    private byte[] relayed(String target) throws IOException {
        URI address = replica.baseAddress().resolve(target);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(UTF_8));
            return ScriptedSource.answer(answer.statusCode() + " Relayed", body.apply(answer.body()));
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    /// An allowance that no test uses up.
    static Allowance plenty() {
        return new Allowance(Duration.ofSeconds(30), 10_000);
    }

    /// Path and query of every call so far.
    List<String> calls() {
        return source.targets();
    }

    Loaded<Entity> load(Kind kind, int id, FieldSet fields) {
        EntityNeed need = new EntityNeed(new EntityRef(kind, id), fields);
        return Objects.requireNonNull(
                fetcher.entities(List.of(need), Tolerance.USUAL, plenty()).get(need));
    }

    Loaded<EventPage> load(EventFilter filter, EventOrder order, Window window, FieldSet fields) {
        PageNeed need = new PageNeed(filter, order, window, fields, true, clock.instant());
        return Objects.requireNonNull(
                fetcher.pages(List.of(need), Tolerance.USUAL, plenty()).get(need));
    }

    /// The newest events.
    Loaded<EventPage> newest(int size, FieldSet fields) {
        return load(EventFilter.everything(), EventOrder.NEWEST_FIRST, Window.first(size), fields);
    }

    /// An order that makes the fetcher read the whole collection.
    Loaded<EventPage> collection() {
        return load(
                EventFilter.everything(),
                new EventOrder(EventOrder.Key.ID, false),
                Window.first(10_000),
                FieldSet.NONE);
    }

    Loaded<List<Entity>> table(Kind kind, FieldSet fields) {
        TableNeed need = new TableNeed(kind, fields);
        return Objects.requireNonNull(
                fetcher.tables(List.of(need), Tolerance.USUAL, plenty()).get(need));
    }

    static List<Integer> ids(Loaded<EventPage> loaded) {
        return switch (loaded) {
            case Loaded.Fresh<EventPage>(EventPage page) ->
                page.entries().stream().map(entry -> entry.event().id()).toList();
            case Loaded<EventPage> other -> throw new AssertionError(other.toString());
        };
    }

    @Override
    public void close() {
        fetcher.close();
        client.close();
        source.close();
        http.close();
        replica.close();
    }
}
