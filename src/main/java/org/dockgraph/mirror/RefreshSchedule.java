package org.dockgraph.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.SourceStatus;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Coverage;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.HeldList.HeldPage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.jspecify.annotations.Nullable;

/// Decides which call keeps the collection whole and fresh, and when. All follows from the calls that are spare in
/// an hour: of 15, 4 are left to queries, and so 11 are.
///
/// | what | how often | with 15 an hour |
/// | --- | --- | --- |
/// | pages that are not held in detail | at once, as far as calls are spare | all 13 within the second hour |
/// | the newest page of events | half of the spare calls, at most one a minute | every 11 minutes |
/// | the other pages of events | a quarter of them, shared with the next; each after 6 hours | every 6 hours |
/// | stations, ports, configurations, agencies | the same; each after 20 hours | every 20 hours |
final class RefreshSchedule {

    /// All events, the newest first: the one list that the mirror keeps.
    static final ListKey EVENTS = ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC);

    /// The kinds that are read whole, those first whose content shows in more answers.
    private static final List<Kind> TABLES =
            List.of(Kind.SPACE_STATION, Kind.SPACECRAFT_CONFIG, Kind.DOCKING_LOCATION, Kind.AGENCY);

    private static final Duration NEWEST_AT_MOST = Duration.ofMinutes(1);
    private static final Duration PAGES_AT_MOST = Duration.ofHours(6);
    private static final Duration TABLES_AT_MOST = Duration.ofHours(20);

    private final Holdings holdings;
    private final int spareAnHour;
    private final Instant now;

    RefreshSchedule(Holdings holdings, SourceStatus.Budget budget, Instant now) {
        this.holdings = holdings;
        this.spareAnHour = Math.max(1, budget.limit() - budget.reserve());
        this.now = now;
    }

    /// The calls that are due, the most urgent first.
    ///
    /// @param lastSlow when the last call was made for something that changes slowly
    List<Call> due(Instant lastSlow) {
        List<Call> due = new ArrayList<>();
        HeldList events = holdings.list(EVENTS);
        if (events == null || isOlder(events.pages().get(0), newestEvery())) {
            due.add(newest());
        }
        due.addAll(missing());
        if (!lastSlow.plus(slowEvery()).isAfter(now)) {
            due.addAll(slow());
        }
        return due.stream().distinct().toList();
    }

    /// Every call that reads everything anew, the newest events first.
    List<Call> everything() {
        return Stream.concat(pages(EVENTS), TABLES.stream().flatMap(kind -> pages(ListKey.table(kind))))
                .toList();
    }

    /// The pages that are not held, or not in detail, since a query read them that did not need it.
    List<Call> missing() {
        return Stream.concat(Stream.of(EVENTS), TABLES.stream().map(ListKey::table))
                .flatMap(key -> {
                    HeldList list = holdings.list(key);
                    return list == null
                            ? Stream.of(call(key, 0))
                            : Stream.concat(list.missingOffsets().stream(), offsetsWithoutDetail(list))
                                    .map(offset -> call(key, offset));
                })
                .toList();
    }

    private Stream<Integer> offsetsWithoutDetail(HeldList list) {
        Map<Integer, Held> entries = holdings.all(list.key().kind());
        return list.pages().entrySet().stream()
                .filter(page -> page.getValue().ids().stream()
                        .map(entries::get)
                        .anyMatch(entry -> entry != null && !entry.isInDetail()))
                .map(Map.Entry::getKey);
    }

    /// Whether the call is for something that changes slowly and is held.
    boolean isSlow(Call call) {
        return !call.equals(newest()) && !missing().contains(call);
    }

    private static Call newest() {
        return call(EVENTS, 0);
    }

    /// Pages that are held and old, the oldest first.
    private List<Call> slow() {
        return Stream.concat(
                        old(EVENTS, every(PAGES_AT_MOST)),
                        TABLES.stream().flatMap(kind -> old(ListKey.table(kind), every(TABLES_AT_MOST))))
                .sorted(Comparator.comparing(page -> page.getValue().fetchedAt()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<Map.Entry<Call, HeldPage>> old(ListKey key, Duration every) {
        HeldList list = holdings.list(key);
        return list == null
                ? Stream.empty()
                : list.pages().entrySet().stream()
                        .filter(page -> isOlder(page.getValue(), every))
                        .map(page -> Map.entry(call(key, page.getKey()), page.getValue()));
    }

    private Stream<Call> pages(ListKey key) {
        HeldList list = holdings.list(key);
        return list == null
                ? Stream.of(call(key, 0))
                : Stream.concat(list.pages().keySet().stream(), list.missingOffsets().stream())
                        .sorted()
                        .map(offset -> call(key, offset));
    }

    private static Call call(ListKey key, int offset) {
        return new Call.Page(key, offset, mode(key.kind()));
    }

    /// One detailed page serves whoever wants less too.
    private static Mode mode(Kind kind) {
        return kind == Kind.DOCKING_EVENT ? Mode.DETAILED : Coverage.modeFor(kind, Field.of(kind));
    }

    private boolean isOlder(@Nullable HeldPage page, Duration age) {
        return page != null && !page.fetchedAt().plus(age).isAfter(now);
    }

    private Duration newestEvery() {
        return longer(NEWEST_AT_MOST, Duration.ofHours(2).dividedBy(spareAnHour));
    }

    /// How often each of the slow pages is read: not more often than said, and with a quarter of the spare calls.
    private Duration every(Duration atMost) {
        return longer(atMost, Duration.ofHours(4).multipliedBy(slowPages()).dividedBy(spareAnHour));
    }

    /// The time between two slow calls, so that they are spread and never come in a burst.
    private Duration slowEvery() {
        return every(PAGES_AT_MOST).dividedBy(2L * slowPages());
    }

    private int slowPages() {
        return Math.max(
                1,
                Math.toIntExact(Stream.concat(Stream.of(EVENTS), TABLES.stream().map(ListKey::table))
                        .map(holdings::list)
                        .filter(Objects::nonNull)
                        .mapToInt(list -> list.pages().size())
                        .sum()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
