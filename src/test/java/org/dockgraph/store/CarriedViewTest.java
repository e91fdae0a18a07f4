package org.dockgraph.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.Freshness;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is derived from a view is carried to the next one where nothing has changed. It must be what a view says that
/// was made anew of the same things.
class CarriedViewTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVENTS = 120;
    private static final List<Freshness> FRESHNESSES =
            List.of(Freshness.FRESH, Freshness.USABLE, Freshness.within(Duration.ofHours(1)));
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(-2),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(50),
            Duration.ofHours(5),
            Duration.ofHours(30),
            Duration.ofDays(9));

    private final EntityStore store = new EntityStore();
    private final Map<Integer, DockingEvent> source = new TreeMap<>();
    private Instant now = START;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCarriedViewSaysWhatOneMadeAnewSays(long seed) {
        Random random = new Random(seed);
        for (int id = 1; id <= EVENTS; id++) {
            source.put(id, random(random, id));
        }
        for (int step = 0; step < 300; step++) {
            now = now.plus(STEPS.get(random.nextInt(STEPS.size())));
            switch (random.nextInt(6)) {
                case 0 -> Events.tellOf(store, now, any(random));
                case 1 -> Events.tellOf(store, now, Events.atStation(any(random)));
                case 2 -> source.put(step % EVENTS + 1, random(random, step % EVENTS + 1));
                case 3 -> read(Instant.MAX, now.plusSeconds(random.nextInt(200))); // by a clock that was ahead
                case 4 -> read(any(random).docking(), now);
                default -> store.look(now);
            }
            Holdings carried = store.holdings();
            Holdings anew = anew(carried);
            for (Freshness freshness : FRESHNESSES) {
                assertSaysTheSame(carried.seen(freshness, now), anew.seen(freshness, now));
                assertThat(carried.isAllGood(freshness, now)).isEqualTo(anew.isAllGood(freshness, now));
            }
            assertSaysTheSame(carried, anew);
        }
    }

    private void assertSaysTheSame(Holdings carried, Holdings anew) {
        assertThat(carried.all(Kind.DOCKING_EVENT)).isEqualTo(anew.all(Kind.DOCKING_EVENT));
        assertThat(carried.listsByKey()).isEqualTo(anew.listsByKey());
        assertThat(carried.nextTurn(now)).isEqualTo(anew.nextTurn(now));
        assertThat(carried.oldest()).isEqualTo(anew.oldest());
        assertThat(carried.hasEveryEvent()).isEqualTo(anew.hasEveryEvent());
        for (FieldSet fields : List.of(Field.of(Kind.DOCKING_EVENT), FieldSet.of(Field.EVENT_DEPARTURE))) {
            assertThat(carried.everyEntityCovers(fields)).isEqualTo(anew.everyEntityCovers(fields));
        }
    }

    /// The same, of which nothing was derived before.
    private static Holdings anew(Holdings view) {
        Map<Kind, Map<Integer, Held>> entities = new HashMap<>();
        for (Kind kind : Kind.values()) {
            entities.put(kind, new HashMap<>(view.all(kind)));
        }
        Map<ListKey, HeldList> lists = new LinkedHashMap<>();
        view.listsByKey().forEach((key, list) -> lists.put(key, anew(list)));
        return new Holdings(view.version(), entities, lists, view.absences());
    }

    private static HeldList anew(HeldList list) {
        return new HeldList(list.key(), list.count(), list.pages(), list.isReread(), before(list));
    }

    private static @Nullable HeldList before(HeldList list) {
        return list.before() instanceof HeldList before ? anew(before) : null;
    }

    private DockingEvent any(Random random) {
        return new ArrayList<>(source.values()).get(random.nextInt(source.size()));
    }

    private static DockingEvent random(Random random, int id) {
        Instant docking = START.plus(Duration.ofHours(random.nextInt(450 * 24) - 400L * 24));
        Instant departure = random.nextInt(40) == 0 ? null : docking.plus(Duration.ofHours(random.nextInt(20 * 24)));
        return Events.event(id, docking, departure);
    }

    /// Reads the newest events up to a moment.
    private void read(Instant until, Instant at) {
        Where where =
                Where.of(List.of(new EventFilter.Time(EventOrder.Key.DOCKING, EventFilter.Comparison.LTE, until)));
        List<DockingEvent> matches = source.values().stream()
                .filter(event -> !event.docking().isAfter(until))
                .sorted(Comparator.comparing(DockingEvent::docking).reversed())
                .toList();
        List<DockingEvent> page = matches.subList(0, Math.min(100, matches.size()));
        store.keep(
                new Call.Page(ListKey.events(where, ListOrder.DOCKING_DESC), 0, Mode.DETAILED),
                new Delivery(
                        List.copyOf(page),
                        page.stream().map(DockingEvent::id).toList(),
                        page.size(),
                        matches.size(),
                        matches.size() > 100,
                        List.of()),
                at);
    }
}
