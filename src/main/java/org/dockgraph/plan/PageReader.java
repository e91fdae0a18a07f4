package org.dockgraph.plan;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.plan.EventOrder.Leader;
import org.dockgraph.plan.EventOrder.Position;
import org.dockgraph.plan.Need.PageNeed;
import org.jspecify.annotations.Nullable;

/// Answers a question for a page of events from one held list, where that list can tell. A list can tell in three
/// ways:
/// 1. it is complete and holds every event that can match;
/// 2. it is not, but its order shows that all events that can match have been read: `docked: true` from a list that
///    begins with unknown departures and has reached the past;
/// 3. it is in the order of the question, and the page lies in the part that has been read.
///
/// Which of them a list can do is what [ListReach] tells.
final class PageReader {

    private final PageNeed need;
    private final Holdings holdings;
    private final ListReach reach;

    PageReader(PageNeed need, Holdings holdings) {
        this.need = need;
        this.holdings = holdings;
        this.reach = new ListReach(need, holdings);
    }

    /// What one list tells about the page.
    sealed interface Reading {
        /// All of it.
        ///
        /// @param from the list that tells it
        record Told(EventPage page, HeldList from) implements Reading {}

        /// All of it, once fields are loaded by which the filter can be told of the list's events.
        record Lacks(Gaps gaps) implements Reading {}

        /// Not enough.
        record Untold() implements Reading {}
    }

    /// Reads the page off the first held list that tells it.
    static Reading read(PageNeed need, Holdings holdings) {
        PageReader reader = new PageReader(need, holdings);
        Reading best = new Reading.Untold();
        for (HeldList list : holdings.lists()) {
            Reading reading = reader.read(list);
            if (reading instanceof Reading.Told) {
                return reading;
            }
            if (reading instanceof Reading.Lacks) {
                best = reading;
            }
        }
        return best;
    }

    private Reading read(HeldList list) {
        if (!reach.mayAnswer(list)) {
            return new Reading.Untold();
        }
        List<EventFilter> open = reach.leftOpenBy(list);
        boolean hasAll = reach.hasAllMatches(list);
        Gaps gaps = gaps(list, open);
        if (!gaps.isEmpty()) {
            return hasAll ? new Reading.Lacks(gaps) : new Reading.Untold();
        }
        EventPage page = hasAll ? readAll(list, open) : readPrefix(list, open);
        return page == null ? new Reading.Untold() : new Reading.Told(page, list);
    }

    private Gaps gaps(HeldList list, List<EventFilter> open) {
        FieldSet fields = open.stream().map(EventFilter::fields).reduce(FieldSet.NONE, FieldSet::plus);
        return holdings.everyEntityCovers(fields)
                ? new Gaps(holdings)
                : holdings.events(list).gaps(fields);
    }

    private EventPage readAll(HeldList list, List<EventFilter> open) {
        List<DockingEvent> matches = holdings.events(list).matching(open, need.order(), need.now());
        return cut(matches, need.order(), need.window(), matches.size(), null);
    }

    /// Reads the page off the beginning of a list that has the question's order, or its reverse.
    private @Nullable EventPage readPrefix(HeldList list, List<EventFilter> open) {
        EventOrder order = list.key().order().eventOrder();
        if (order == null || !reach.isInOrder(list)) {
            return null;
        }
        if (order.equals(need.order())) {
            return readPrefix(list, open, order, need.window());
        }
        if (order.equals(need.order().reversed())) {
            EventPage page = readPrefix(list, open, order, need.window().reversed());
            return page == null ? null : page.reversed();
        }
        return null;
    }

    private @Nullable EventPage readPrefix(HeldList list, List<EventFilter> open, EventOrder order, Window window) {
        EventIndex events = holdings.events(list);
        List<DockingEvent> prefix = events.inOrder(order);
        List<DockingEvent> settled = settled(prefix, order);
        if (settled.isEmpty()) {
            return null;
        }
        DockingEvent edge = settled.getLast();
        List<DockingEvent> matches = upTo(edge, events.matching(open, order, need.now()), order);
        boolean isSameQuestion = reach.isSameQuestion(list);
        Integer total = isSameQuestion ? (Integer) list.count() : null;
        Position openEdge = settled.size() == prefix.size() ? order.positionOf(edge) : null;
        EventPage page = cut(matches, order, window, total, openEdge);
        boolean beginIsKnown = window.after() == null || !order.isBefore(edge, window.after());
        boolean endIsKnown = window.before() instanceof Position before && !order.isBefore(edge, before);
        boolean isFull = !window.fromEnd() && page.entries().size() == window.size();
        boolean nextIsKnown = page.hasNext() || isSameQuestion;
        boolean totalIsKnown = !need.withTotal() || total != null;
        return beginIsKnown && (isFull || endIsKnown) && nextIsKnown && totalIsKnown ? page : null;
    }

    /// Cuts the window out of the matching events.
    ///
    /// @param total how many match in all; null if unknown
    /// @param edge the last event that is known, if others of its time may follow it; null if none can
    private static EventPage cut(
            List<DockingEvent> matches,
            EventOrder order,
            Window window,
            @Nullable Integer total,
            @Nullable Position edge) {
        Window.Slice<DockingEvent> slice = window.cut(matches, order::compare);
        List<EventPage.Entry> entries = slice.entries().stream()
                .map(event -> new EventPage.Entry(event, positionOf(event, order, window, edge)))
                .toList();
        return new EventPage(
                entries, total, slice.hasPrevious(), slice.hasNext(total == null ? matches.size() : total));
    }

    /// The event's position. At the edge of what is known it leads its time, and so does, for the others of that
    /// time, the leader that the window begins with.
    private static Position positionOf(DockingEvent event, EventOrder order, Window window, @Nullable Position edge) {
        Position position = order.positionOf(event);
        if (position.equals(edge)) {
            return new Position(position.time(), position.id(), new Leader(position.id(), true));
        }
        Position begin = window.fromEnd() ? window.before() : window.after();
        return begin != null && Objects.equals(begin.time(), position.time())
                ? new Position(position.time(), position.id(), begin.leader())
                : position;
    }

    private static List<DockingEvent> upTo(DockingEvent last, List<DockingEvent> events, EventOrder order) {
        Position edge = order.positionOf(last);
        return events.subList(0, Bisection.first(events.size(), index -> order.compare(events.get(index), edge) > 0));
    }

    /// The events whose place is certain: those before the last time that was read, since more events of that very
    /// time may follow on the next page. If just one event of that time is known it is let through, so that a
    /// question for exactly one upstream page costs one call; its position is marked as open and nothing is lost.
    private static List<DockingEvent> settled(List<DockingEvent> prefix, EventOrder order) {
        if (prefix.isEmpty()) {
            return prefix;
        }
        Instant edge = order.timeOf(prefix.getLast());
        int certain = prefix.size();
        while (certain > 0 && order.compareTimes(order.timeOf(prefix.get(certain - 1)), edge) == 0) {
            certain--;
        }
        return certain == prefix.size() - 1 ? prefix : prefix.subList(0, certain);
    }
}
