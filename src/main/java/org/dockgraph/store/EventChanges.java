package org.dockgraph.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingEventChange;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.HeldById;
import org.dockgraph.plan.Holdings;
import org.jspecify.annotations.Nullable;

/// Compares two looks at the docking events. Time is a part of it: a docking that was planned has happened once its
/// moment has passed.
///
/// @param then when the first look was
/// @param now when the second one was
record EventChanges(Holdings before, Instant then, Holdings after, Instant now) {

    /// What has changed, by ascending id. An event that was not held is new only if all events were.
    List<DockingEventChange> all() {
        HeldById old = before.all(Kind.DOCKING_EVENT);
        HeldById held = after.all(Kind.DOCKING_EVENT);
        boolean wereAllKnown = before.wholeOf(Kind.DOCKING_EVENT) != null;
        NavigableSet<Integer> ids = held.differingFrom(old);
        if (!before.nextTurn(then).isAfter(now)) {
            addTurned(old, ids);
        }
        List<DockingEventChange> changes = new ArrayList<>();
        for (int id : ids) {
            DockingEvent previous = event(old.get(id));
            DockingEvent event = event(held.get(id));
            DockingEventChange.Kind kind = previous == null && !wereAllKnown ? null : kind(previous, event);
            if (kind != null) {
                changes.add(new DockingEventChange(kind, now, event, previous, then));
            }
        }
        return changes;
    }

    /// Adds the events that have begun or ended since the first look.
    private void addTurned(HeldById held, NavigableSet<Integer> ids) {
        for (Held one : held.values()) {
            DockingEvent event = (DockingEvent) one.entity();
            if (hasPassed(event.docking()) || hasPassed(event.departure())) {
                ids.add(event.id());
            }
        }
    }

    private boolean hasPassed(@Nullable Instant moment) {
        return moment != null && moment.isAfter(then) && !moment.isAfter(now);
    }

    private DockingEventChange.@Nullable Kind kind(@Nullable DockingEvent previous, @Nullable DockingEvent event) {
        if (event == null) {
            return DockingEventChange.Kind.REMOVAL;
        }
        if (previous == null) {
            return knowsTimes(event) && event.isDocked(now)
                    ? DockingEventChange.Kind.ARRIVAL
                    : DockingEventChange.Kind.ADDITION;
        }
        if (knowsTimes(previous) && event.isDocked(now) && !previous.isDocked(then)) {
            return DockingEventChange.Kind.ARRIVAL;
        }
        if (knowsTimes(previous) && event.hasLeft(now) && !previous.hasLeft(then)) {
            return DockingEventChange.Kind.DEPARTURE;
        }
        return saysTheSame(previous, event) ? null : DockingEventChange.Kind.CORRECTION;
    }

    private static boolean knowsTimes(DockingEvent event) {
        return event.covers().contains(Field.EVENT_DEPARTURE);
    }

    /// More detail is nothing else.
    @SuppressWarnings("ReferenceEquality") // what was read again and says nothing new stays the same instance
    private static boolean saysTheSame(DockingEvent previous, DockingEvent event) {
        return previous == event
                || previous.covers().and(event.covers()).toList().stream()
                        .allMatch(field -> Objects.equals(field.read(previous), field.read(event)));
    }

    private static @Nullable DockingEvent event(@Nullable Held held) {
        return held == null ? null : (DockingEvent) held.entity();
    }
}
