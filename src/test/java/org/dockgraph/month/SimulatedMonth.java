package org.dockgraph.month;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.dockgraph.TestClock;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Allowance;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.month.Figures.Purpose;
import org.dockgraph.month.Questions.PageQuestion;
import org.dockgraph.month.Troubles.Restart;
import org.dockgraph.month.Troubles.Way;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.Need;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.Fault;
import org.dockgraph.replica.ReceivedRequest;
import org.dockgraph.replica.Refusal;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.replica.Row;
import org.dockgraph.upstream.CallEnd;
import org.jspecify.annotations.Nullable;

/// Thirty days of a gateway, minute by minute, over a source that counts calls: people ask, the source's data changes,
/// the source fails, another program takes its calls, the gateway is killed. Whatever happens is drawn from a seed.
///
/// All of it happens on one thread. What a seed does not determine is the breaker's and the retry's own chance, which
/// moves the moment of a trial by some seconds.
final class SimulatedMonth implements AutoCloseable {

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int STEPS = 30 * 24 * 60;
    private static final int LIMIT = 15;
    private static final int WRITE_EVERY =
            15; // steps; the gateway writes every 5 s, which would take most of the time here

    /// People's questions come before the mirror, and while little is held each may cost a call: with as many as
    /// are asked here, that took the mirror 11 hours and not the 2 that it takes alone.
    private static final int COMPLETE_WITHIN = 24 * 60; // steps

    /// Of 15 calls an hour 11 are spare, and every second one reads the newest page: every 11 minutes, and a step.
    private static final Duration NEWS_WITHIN = Duration.ofMinutes(12);

    /// Every page is read within 6 hours, and a list that has shrunk once more, which its share of the calls delays.
    private static final Duration CORRECTION_WITHIN = Duration.ofHours(8);

    /// After an outage: the longest wait of the breaker and the mirror's longest pause.
    private static final Duration UNTIL_RECOVERED = Duration.ofMinutes(45);

    /// After another program's request: until the source has forgotten it and the gateway has asked.
    private static final Duration UNTIL_ALONE = Duration.ofMinutes(75);

    /// Calls of others in an hour, be they people who want it newer than usual, that leave the mirror its own.
    private static final int HARMLESS_CALLS = 2;

    private final Path directory;
    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final Random world;
    private final News news;
    private final History history;
    private final Questions questions;
    private final Judge judge;
    private final Troubles troubles;
    private final ReplicaServer replica;
    private final HttpClient stranger = HttpClient.newHttpClient();
    private final Figures figures = new Figures();
    private final Deque<Instant> lastHour = new ArrayDeque<>();
    private final Deque<Instant> lastHourForPeople = new ArrayDeque<>();
    private final Set<Need> answered = new HashSet<>();
    private final Set<Need> answeredSinceWrite = new HashSet<>();
    private final List<Awaited> awaited = new ArrayList<>();
    private GatewayProcess gateway;
    private boolean isComplete;
    private Instant troubledUntil = Instant.MIN;
    private @Nullable Way down;
    private @Nullable Refusal refusal;

    /// A change that the gateway should come to know.
    ///
    /// @param quietSince since when nothing delays it
    private record Awaited(News.Change change, Instant since, Instant quietSince) {
        Awaited disturbedAt(Instant now) {
            return new Awaited(change, since, now);
        }
    }

    SimulatedMonth(long seed, Path directory) {
        this.directory = directory;
        world = new Random(seed);
        news = new News(world);
        history = new History(news.begin(clock.instant()));
        troubles = Troubles.draw(new Random(seed + 1_000), clock.instant());
        questions = new Questions(new Random(seed + 2_000), history);
        judge = new Judge(history);
        replica = ReplicaServer.start(
                history.data(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clock, true);
        gateway = open();
    }

    /// How often another program comes. Each time it may take calls that the last reading of the limit still showed.
    int visits() {
        return troubles.visits().size();
    }

    /// Lives through the month.
    ///
    /// @throws AssertionError that tells the moment, if a promise is broken
    Figures live() {
        for (int step = 0; step < STEPS; step++) {
            try {
                liveThrough(step);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(
                        "at %s, step %d, down=%s, quiet=%s, complete=%s: %s [%s]"
                                .formatted(
                                        clock.instant(),
                                        step,
                                        down,
                                        isQuiet(),
                                        isComplete,
                                        broken.getMessage(),
                                        figures),
                        broken);
            }
            clock.advance(STEP);
        }
        return figures;
    }

    private void liveThrough(int step) {
        breakAndMend();
        if (world.nextInt(300) == 0) {
            change();
        }
        for (Restart restart : troubles.restartsAt(clock.instant())) {
            restart(restart);
        }
        if (troubles.strangerCallsAt(clock.instant())) {
            callOfStranger();
        }
        gateway.keepFresh();
        noteCalls(Purpose.MIRROR, 0);
        noteCompleteness();
        assertThat(isComplete || step != COMPLETE_WITHIN)
                .as("the collection is complete after a day")
                .isTrue();
        for (int i = questions.howMany(); i > 0; i--) {
            ask(step);
        }
        lookForNews();
        if (step % WRITE_EVERY == 0) {
            write();
        }
    }

    private void breakAndMend() {
        Way way = troubles.downAt(clock.instant());
        if (way == down) {
            return;
        }
        replica.faults().clear();
        if (refusal != null) {
            refusal.close();
            refusal = null;
        }
        down = way;
        switch (way) {
            case STATUS_503 -> replica.faults().add(Fault.status(503));
            case CLOSED -> replica.faults().add(Fault.close());
            case HTML -> replica.faults().add(Fault.html());
            case REFUSED -> refusal = replica.refuseConnections();
            case null -> troubledUntil = later(troubledUntil, clock.instant().plus(UNTIL_RECOVERED));
        }
    }

    private void change() {
        News.Change change = news.next(history.data(), clock.instant());
        history.becomes(change.data(), clock.instant());
        replica.serve(change.data());
        awaited.removeIf(other -> other.change().event() == change.event());
        awaited.add(new Awaited(change, clock.instant(), clock.instant()));
        figures.changes++;
    }

    private void restart(Restart restart) {
        if (restart.isKill()) {
            troubledUntil = later(troubledUntil, clock.instant().plus(HOUR)); // its latest calls were for nothing
            answeredSinceWrite.clear();
        } else {
            write();
        }
        gateway.close();
        if (restart.losesFile()) {
            GatewayProcess.loseSnapshot(directory);
            answered.clear();
            figures.losses++;
        }
        gateway = open();
        isComplete = gateway.isComplete();
        figures.restarts++;
    }

    private GatewayProcess open() {
        return new GatewayProcess(replica.baseAddress(), directory, clock, this::note);
    }

    private void note(CallEnd end) {
        if (end.outcome().equals("throttled")) {
            figures.throttled++;
        }
    }

    private void write() {
        gateway.write();
        answered.addAll(answeredSinceWrite);
        answeredSinceWrite.clear();
    }

    private void callOfStranger() {
        troubledUntil = later(troubledUntil, clock.instant().plus(UNTIL_ALONE));
        HttpRequest request = HttpRequest.newBuilder(replica.baseAddress().resolve("config/dockinglocation/1/"))
                .build();
        try {
            stranger.send(request, BodyHandlers.discarding());
        } catch (IOException failure) {
            assertThat(down).as("down, as the stranger found: %s", failure).isNotNull();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Counts the requests that came since the last time.
    ///
    /// @param forPeople how many of them somebody waited for
    private void noteCalls(Purpose otherwise, int forPeople) {
        List<ReceivedRequest> requests = replica.requests();
        replica.forgetRequests();
        int ours = 0;
        for (ReceivedRequest request : requests) {
            if (!GatewayProcess.NAME.equals(request.userAgent())) {
                figures.callsOfOthers++;
                continue;
            }
            ours++;
            lastHour.addLast(request.at());
            forget(lastHour, request.at());
            assertThat(lastHour).as("our calls within an hour").hasSizeLessThanOrEqualTo(LIMIT);
            figures.mostInAnHour = Math.max(figures.mostInAnHour, lastHour.size());
            if (otherwise != Purpose.MIRROR) {
                lastHourForPeople.addLast(request.at());
            }
        }
        // A connection that is refused is paid for but never arrives.
        int arrived = Math.min(ours, forPeople);
        figures.count(Purpose.USER, arrived);
        figures.count(otherwise, ours - arrived);
    }

    private static void forget(Deque<Instant> window, Instant now) {
        while (!window.isEmpty() && !window.getFirst().isAfter(now.minus(HOUR))) {
            window.removeFirst();
        }
    }

    private void noteCompleteness() {
        boolean isWhole = gateway.isComplete();
        if (isWhole && figures.completeAfter.isZero()) {
            figures.completeAfter = Duration.between(TestClock.NEW_YEAR_2026, clock.instant());
        }
        assertThat(isWhole || !isComplete)
                .as("what was whole is whole while it is read anew")
                .isTrue();
        isComplete = isWhole;
    }

    /// Whether nothing but its own work keeps the gateway from its calls.
    private boolean isQuiet() {
        Instant now = clock.instant();
        forget(lastHourForPeople, now);
        return down == null && isComplete && !troubledUntil.isAfter(now) && lastHourForPeople.size() <= HARMLESS_CALLS;
    }

    private void ask(int step) {
        boolean isDemanding = step / (24 * 60) % 3 == 1;
        Tolerance tolerance = questions.tolerance(isDemanding);
        switch (questions.nextInt(20)) {
            case 0, 1, 2 -> askTable(questions.table(), tolerance);
            case 3, 4, 5, 6, 7, 8 -> askEntity(questions.entity(), tolerance);
            default -> askPage(questions.page(clock.instant()), tolerance);
        }
    }

    private void askPage(PageQuestion question, Tolerance tolerance) {
        PageNeed need = question.need();
        PageNeed timeless = new PageNeed(
                need.filter(), need.order(), need.window(), need.fields(), need.withTotal(), Instant.EPOCH);
        Instant now = clock.instant();
        Loaded<EventPage> loaded = load(
                allowance -> Objects.requireNonNull(gateway.fetcher()
                        .pages(List.of(need), tolerance, allowance)
                        .get(need)),
                need,
                timeless,
                tolerance,
                isComplete);
        explained(need, tolerance, loaded, () -> {
            switch (loaded) {
                case Loaded.Fresh<EventPage>(EventPage page) ->
                    judge.page(question, page, now, fresh(tolerance), fresh(tolerance));
                case Loaded.Stale<EventPage>(EventPage page, Instant asOf, var _) ->
                    judge.page(question, page, now, _ -> Duration.between(asOf, now), Promises.stale(now));
                case Loaded.Failed<EventPage>(EventPage rest, var _)
                when rest != null ->
                    judge.page(question.withoutTotal(), rest, now, Promises.stale(now), Promises.stale(now));
                case Loaded.Failed<EventPage> _ -> {}
                case Loaded.Absent<EventPage> _ -> throw new AssertionError("a page is never absent");
            }
        });
    }

    private void askEntity(EntityNeed need, Tolerance tolerance) {
        Kind kind = need.ref().kind();
        Instant now = clock.instant();
        boolean isMirrored = (kind != Kind.FLIGHT_VEHICLE && kind != Kind.SPACECRAFT)
                || gateway.fetcher()
                        .usable(gateway.fetcher().holdings(), Tolerance.USUAL)
                        .covers(need.ref(), need.fields());
        Loaded<Entity> loaded = load(
                allowance -> Objects.requireNonNull(gateway.fetcher()
                        .entities(List.of(need), tolerance, allowance)
                        .get(need)),
                need,
                need,
                tolerance,
                isComplete && isMirrored);
        explained(need, tolerance, loaded, () -> {
            switch (loaded) {
                case Loaded.Fresh<Entity>(Entity entity) -> entity(need, entity, fresh(tolerance));
                case Loaded.Stale<Entity>(Entity entity, Instant asOf, var _) ->
                    entity(need, entity, _ -> Duration.between(asOf, now));
                case Loaded.Failed<Entity>(Entity rest, var _)
                when rest != null -> entity(need, rest, Promises.stale(now));
                case Loaded.Failed<Entity> _ -> {}
                case Loaded.Absent<Entity> _ ->
                    judge.absent(need.ref(), now, fresh(tolerance).of(null));
            }
        });
    }

    private void entity(EntityNeed need, Entity entity, History.Promise promise) {
        assertThat(entity.ref()).isEqualTo(need.ref());
        assertThat(history.since(need.ref().kind(), need.ref().id())).isNotNull();
        if (entity instanceof DockingEvent event) {
            judge.event(event, clock.instant(), promise);
        }
    }

    private void askTable(TableNeed need, Tolerance tolerance) {
        Instant now = clock.instant();
        Loaded<List<Entity>> loaded = load(
                allowance -> Objects.requireNonNull(gateway.fetcher()
                        .tables(List.of(need), tolerance, allowance)
                        .get(need)),
                need,
                need,
                tolerance,
                isComplete);
        explained(need, tolerance, loaded, () -> {
            switch (loaded) {
                case Loaded.Fresh<List<Entity>>(List<Entity> all) ->
                    judge.table(need.kind(), all, now, Duration.ofDays(1));
                case Loaded.Stale<List<Entity>>(List<Entity> all, var _, var _) ->
                    judge.table(need.kind(), all, now, Duration.ofDays(30));
                case Loaded.Failed<List<Entity>> _ -> {}
                case Loaded.Absent<List<Entity>> _ -> throw new AssertionError("a table is never absent");
            }
        });
    }

    private History.Promise fresh(Tolerance tolerance) {
        return tolerance.maxAge() instanceof Duration age ? _ -> age : Promises.fresh(clock.instant());
    }

    /// How a question is put.
    private interface Asking<T> {
        Loaded<T> with(Allowance allowance);
    }

    /// Asks, counts, and fails if there is no answer where there must be one.
    ///
    /// @param timeless the question, for whoever asks it again
    /// @param isHeld whether all of the answer is held
    private <T> Loaded<T> load(Asking<T> asking, Need need, Need timeless, Tolerance tolerance, boolean isHeld) {
        Allowance allowance = new Allowance(Duration.ofSeconds(10), 10);
        Loaded<T> loaded = asking.with(allowance);
        noteCalls(Purpose.REFRESH, allowance.calls());
        figures.queries++;
        boolean bears = tolerance.orStale();
        explained(need, tolerance, loaded, () -> {
            if (isHeld && tolerance.equals(Tolerance.USUAL)) {
                figures.userCallsOnceComplete += allowance.calls();
                assertThat(allowance.calls()).as("calls for what is held").isZero();
            }
            if (loaded instanceof Loaded.Failed<T>(T rest, var _)) {
                figures.failed++;
                figures.failedHolding += isComplete ? 1 : 0;
                assertThat(isHeld && bears).as("failed, though it is held").isFalse();
                assertThat(rest == null
                                && bears
                                && (answered.contains(timeless) || answeredSinceWrite.contains(timeless)))
                        .as("failed, though it was answered before")
                        .isFalse();
            }
        });
        switch (loaded) {
            case Loaded.Fresh<T> _ -> figures.fresh++;
            case Loaded.Stale<T> _ -> figures.stale++;
            case Loaded.Absent<T> _ -> figures.absent++;
            case Loaded.Failed<T> _ -> {}
        }
        if (loaded instanceof Loaded.Fresh || loaded instanceof Loaded.Stale) {
            answeredSinceWrite.add(timeless);
        }
        return loaded;
    }

    private static void explained(Need need, Tolerance tolerance, Loaded<?> loaded, Runnable check) {
        try {
            check.run();
        } catch (AssertionError wrong) {
            throw new AssertionError(
                    "%s%nto %s%nwith %s%nwas %s".formatted(wrong.getMessage(), need, tolerance, loaded), wrong);
        }
    }

    /// Looks whether what has changed is known by now.
    private void lookForNews() {
        Instant now = clock.instant();
        boolean isQuiet = isQuiet();
        List<Awaited> still = new ArrayList<>();
        for (Awaited one : awaited) {
            boolean isNews = one.change().isOnNewestPage();
            Duration waited = Duration.between(one.since(), now);
            Duration inQuiet = Duration.between(one.quietSince(), now);
            if (isKnown(one.change())) {
                if (!isNews) {
                    figures.longestUntilCorrection = Figures.longer(figures.longestUntilCorrection, waited);
                } else if (one.since().equals(one.quietSince())) {
                    figures.longestUntilNews = Figures.longer(figures.longestUntilNews, waited);
                } else {
                    figures.longestUntilNewsInTrouble = Figures.longer(figures.longestUntilNewsInTrouble, waited);
                }
                continue;
            }
            assertThat(inQuiet)
                    .as(
                            "time since %s without its being known: %s",
                            one.quietSince(), one.change().now())
                    .isLessThanOrEqualTo(isNews ? NEWS_WITHIN : CORRECTION_WITHIN);
            still.add(isQuiet ? one : one.disturbedAt(now));
        }
        awaited.clear();
        awaited.addAll(still);
    }

    private boolean isKnown(News.Change change) {
        Row.DockingEvent now = change.now();
        if (!change.isOnNewestPage() || now == null) {
            Held held = gateway.fetcher().holdings().held(new EntityRef(Kind.DOCKING_EVENT, change.event()));
            return now == null ? held == null : held != null && Judge.says((DockingEvent) held.entity(), now);
        }
        PageNeed newest = new PageNeed(
                EventFilter.everything(),
                EventOrder.NEWEST_FIRST,
                Window.first(100),
                FieldSet.NONE,
                false,
                clock.instant());
        Allowance allowance = new Allowance(Duration.ofSeconds(10), 10);
        Loaded<EventPage> loaded = Objects.requireNonNull(gateway.fetcher()
                .pages(List.of(newest), Tolerance.USUAL, allowance)
                .get(newest));
        noteCalls(Purpose.REFRESH, allowance.calls());
        EventPage page = switch (loaded) {
            case Loaded.Fresh<EventPage>(EventPage fresh) -> fresh;
            case Loaded.Stale<EventPage>(EventPage stale, var _, var _) -> stale;
            case Loaded.Failed<EventPage> _, Loaded.Absent<EventPage> _ -> null;
        };
        return page != null
                && page.entries().stream()
                        .map(EventPage.Entry::event)
                        .anyMatch(event -> event.id() == now.id() && Judge.says(event, now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() {
        gateway.close();
        stranger.close();
        replica.close();
    }
}
