package org.dockgraph.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.jspecify.annotations.Nullable;

/// Docking events, and how a source gives them.
public final class Events {

    private static final ListKey ALL = ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC);
    private static final FieldSet TIMES = FieldSet.of(Field.EVENT_DOCKING, Field.EVENT_DEPARTURE);

    private Events() {}

    /// An event of which only the times are loaded.
    public static DockingEvent event(int id, Instant docking, @Nullable Instant departure) {
        return new DockingEvent(id, TIMES, docking, departure, null, null, null, null, null);
    }

    /// The same with its station loaded.
    static DockingEvent atStation(DockingEvent event) {
        return new DockingEvent(
                event.id(),
                TIMES.plus(FieldSet.of(Field.EVENT_SPACE_STATION)),
                event.docking(),
                event.departure(),
                null,
                null,
                null,
                new EntityRef(Kind.SPACE_STATION, 4),
                null);
    }

    /// The source tells of all its events, at most 100.
    public static void tell(EntityStore store, Instant at, DockingEvent... all) {
        tell(store, at, Arrays.asList(all));
    }

    /// The source tells of all its events, at most 100.
    public static void tell(EntityStore store, Instant at, Collection<DockingEvent> all) {
        tellPage(store, at, 0, all.size(), all);
    }

    /// The source tells of some of its events.
    static void tellPage(EntityStore store, Instant at, int offset, int count, Collection<DockingEvent> events) {
        List<DockingEvent> newestFirst = events.stream()
                .sorted(Comparator.comparing(DockingEvent::docking).reversed())
                .toList();
        List<Integer> ids = newestFirst.stream().map(DockingEvent::id).toList();
        store.keep(
                new Call.Page(ALL, offset, Mode.DETAILED),
                new Delivery(List.copyOf(newestFirst), ids, ids.size(), count, offset + ids.size() < count, List.of()),
                at);
    }

    /// The source tells of one event.
    public static void tellOf(EntityStore store, Instant at, DockingEvent event) {
        store.keep(
                new Call.Single(event.ref()),
                new Delivery(List.of(event), List.of(event.id()), 1, 1, false, List.of()),
                at);
    }
}
