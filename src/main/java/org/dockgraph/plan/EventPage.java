package org.dockgraph.plan;

import java.util.List;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.plan.EventOrder.Position;
import org.jspecify.annotations.Nullable;

/// A stretch of the events that match a filter, in the order that was asked for.
///
/// @param total how many events match in all; null where it was not asked for and is not known
/// @param hasPrevious whether events come before it
/// @param hasNext whether events come after it
public record EventPage(List<Entry> entries, @Nullable Integer total, boolean hasPrevious, boolean hasNext) {

    /// Copies the entries.
    public EventPage {
        entries = List.copyOf(entries);
    }

    /// An event and its place in the order.
    public record Entry(DockingEvent event, Position position) {
        Entry reversed() {
            return new Entry(event, position.reversed());
        }
    }

    /// The page of a question that no event can answer.
    static EventPage empty() {
        return new EventPage(List.of(), 0, false, false);
    }

    /// The same events read backwards.
    EventPage reversed() {
        return new EventPage(entries.reversed().stream().map(Entry::reversed).toList(), total, hasNext, hasPrevious);
    }
}
