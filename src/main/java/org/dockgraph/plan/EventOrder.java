package org.dockgraph.plan;

import java.time.Instant;
import java.util.Comparator;
import org.dockgraph.docking.DockingEvent;
import org.jspecify.annotations.Nullable;

/// A total order of docking events: by a key, then by id in the same direction. An event without a departure comes
/// after every departure, so it is last in ascending order and first in descending order.
public record EventOrder(Key key, boolean descending) {

    /// Newest docking first: the order of a query that asks for none.
    public static final EventOrder NEWEST_FIRST = new EventOrder(Key.DOCKING, true);

    private static final Comparator<@Nullable Instant> UNKNOWN_IS_LATEST =
            Comparator.nullsLast(Comparator.<Instant>naturalOrder());

    /// What events can be ordered by.
    public enum Key {
        /// The time of contact.
        DOCKING,
        /// The time of leaving, which may be unknown.
        DEPARTURE,
        /// The number in Launch Library 2; an order that it may ignore, and so is never asked for upstream.
        ID
    }

    /// The same events from the other end.
    public EventOrder reversed() {
        return new EventOrder(key, !descending);
    }

    /// Compares by key and id, in this order's direction.
    public Comparator<DockingEvent> comparator() {
        return (left, right) -> compare(timeOf(left), left.id(), timeOf(right), right.id());
    }

    /// The event's key, if it is a time; null for an unknown departure and where the order is by id.
    public @Nullable Instant timeOf(DockingEvent event) {
        return switch (key) {
            case DOCKING -> event.docking();
            case DEPARTURE -> event.departure();
            case ID -> null;
        };
    }

    /// The position of an event in this order.
    public Position positionOf(DockingEvent event) {
        return new Position(timeOf(event), event.id(), null);
    }

    /// Whether the event comes before the position.
    public boolean isBefore(DockingEvent event, Position position) {
        return compare(event, position) < 0;
    }

    /// Compares two keys in this order's direction, without the id.
    public int compareTimes(@Nullable Instant left, @Nullable Instant right) {
        int ascending = UNKNOWN_IS_LATEST.compare(left, right);
        return descending ? -ascending : ascending;
    }

    /// Where the event lies from the position: negative for before it, positive for after it.
    public int compare(DockingEvent event, Position position) {
        Leader leader = position.leader();
        if (leader != null
                && event.id() != position.id()
                && compareTimes(timeOf(event), position.time()) == 0
                && (event.id() == leader.id() || position.id() == leader.id())) {
            return (event.id() == leader.id()) == leader.first() ? -1 : 1;
        }
        return compare(timeOf(event), event.id(), position.time(), position.id());
    }

    private int compare(@Nullable Instant leftTime, int leftId, @Nullable Instant rightTime, int rightId) {
        int byTime = compareTimes(leftTime, rightTime);
        if (byTime != 0) {
            return byTime;
        }
        return descending ? Integer.compare(rightId, leftId) : Integer.compare(leftId, rightId);
    }

    /// A place in an order, which stays meaningful while events come and go around it.
    ///
    /// @param time the key of the event there; null for an unknown departure and in an order by id
    /// @param id the event's id
    /// @param leader the event of the same time that does not stand where its id tells; null for none, which is the
    ///     rule
    public record Position(
            @Nullable Instant time, int id, @Nullable Leader leader) {

        /// The same place in the reversed order.
        public Position reversed() {
            return leader == null ? this : new Position(time, id, new Leader(leader.id, !leader.first));
        }
    }

    /// An event that was given out as the last one that was known, at the end of an upstream page. Others of the
    /// same time may turn up on the next page, and whatever their ids are, they come after it for whoever pages on
    /// from there: so none is lost and none is met twice.
    ///
    /// @param first whether it comes before all others of its time, or, in a list that is read backwards, after
    ///     them
    public record Leader(int id, boolean first) {}
}
