package org.dockgraph.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.SourceStatus.Budget;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.dockgraph.store.EntityStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a collection of 535 events that is kept for four days by nothing but the schedule.
class RefreshScheduleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVENTS = 535;

    private final EntityStore store = new EntityStore();
    private final List<Instant> calls = new ArrayList<>();
    private Instant now = START;
    private Instant lastSlow = Instant.MIN;

    @ParameterizedTest(name = "{0} calls an hour, {1} left to queries")
    @CsvSource({
        // limit, reserve, whole within, newest page at most, others at most, kinds at most
        "15, 4, PT65M, PT12M, PT9H, PT24H",
        "5, 2, PT9H, PT42M, PT26H, PT32H",
        "500, 4, PT1M, PT2M, PT9H, PT24H",
        "1, 0, PT30H, PT3H, PT90H, PT90H"
    })
    void keepsEverythingFreshWithinTheSpareCalls(
            int limit, int reserve, Duration whole, Duration newest, Duration others, Duration kinds) {
        run(limit, reserve, START.plus(whole));
        assertThat(holdsEverything()).as("everything is held").isTrue();

        while (now.isBefore(START.plus(Duration.ofDays(4)))) {
            run(limit, reserve, now.plus(Duration.ofMinutes(1)));
            assertThat(age(RefreshSchedule.EVENTS, 0)).isLessThanOrEqualTo(newest);
            for (int offset = 100; offset < EVENTS; offset += 100) {
                assertThat(age(RefreshSchedule.EVENTS, offset)).isLessThanOrEqualTo(others);
            }
            for (Kind kind : List.of(Kind.SPACE_STATION, Kind.AGENCY)) {
                assertThat(age(ListKey.table(kind), 0)).isLessThanOrEqualTo(kinds);
            }
        }
        assertThat(mostWithin(Duration.ofHours(1))).isLessThanOrEqualTo(limit - reserve);
    }

    @Test
    void onceEverythingIsHeldCallsDoNotComeInBursts() {
        run(15, 4, START.plus(Duration.ofHours(2)));
        calls.clear();
        run(15, 4, START.plus(Duration.ofDays(4)));

        assertThat(mostWithin(Duration.ofMinutes(10))).isLessThanOrEqualTo(2);
        assertThat(calls.size()).as("calls in 94 hours").isBetween(94 * 5, 94 * 8);
    }

    private void run(int limit, int reserve, Instant until) {
        for (; now.isBefore(until); now = now.plusSeconds(30)) {
            for (Call call = next(limit, reserve); call != null; call = next(limit, reserve)) {
                answer((Call.Page) call);
                calls.add(now);
            }
        }
    }

    private @Nullable Call next(int limit, int reserve) {
        int used = Math.toIntExact(calls.stream()
                .filter(at -> at.plus(Duration.ofHours(1)).isAfter(now))
                .count());
        Budget budget = new Budget(limit, limit - used, reserve, null);
        RefreshSchedule schedule = new RefreshSchedule(store.holdings(), budget, now);
        List<Call> due = schedule.due(lastSlow);
        if (due.isEmpty() || budget.spare() == 0) {
            return null;
        }
        Call call = due.getFirst();
        if (schedule.isSlow(call)) {
            lastSlow = now;
        }
        return call;
    }

    private void answer(Call.Page page) {
        int count = switch (page.list().kind()) {
            case DOCKING_EVENT -> EVENTS;
            case AGENCY -> 324;
            default -> 40;
        };
        List<Integer> ids = IntStream.range(page.offset(), Math.min(page.offset() + 100, count))
                .boxed()
                .toList();
        store.keep(page, new Delivery(List.of(), ids, ids.size(), count, page.offset() + 100 < count, List.of()), now);
    }

    private boolean holdsEverything() {
        Holdings holdings = store.holdings();
        return holdings.whole(RefreshSchedule.EVENTS) != null
                && List.of(Kind.SPACE_STATION, Kind.SPACECRAFT_CONFIG, Kind.DOCKING_LOCATION, Kind.AGENCY).stream()
                        .allMatch(kind -> holdings.whole(ListKey.table(kind)) != null);
    }

    private Duration age(ListKey key, int offset) {
        HeldList list = Objects.requireNonNull(store.holdings().list(key));
        return Duration.between(Objects.requireNonNull(list.pages().get(offset)).fetchedAt(), now);
    }

    private int mostWithin(Duration window) {
        int most = 0;
        for (int first = 0, last = 0; last < calls.size(); last++) {
            while (!calls.get(first).plus(window).isAfter(calls.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
