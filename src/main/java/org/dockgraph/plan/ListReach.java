package org.dockgraph.plan;

import java.time.Instant;
import java.util.List;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Need.PageNeed;
import org.jspecify.annotations.Nullable;

/// Tells how far a held list reaches for a question: whether it has every event that can match, or only those of
/// its beginning.
///
/// What the source was asked to filter and to order is checked wherever it can be, not believed.
final class ListReach {

    private final PageNeed need;
    private final Holdings holdings;
    private final List<EventFilter> conjuncts;
    private final Where pushed;

    ListReach(PageNeed need, Holdings holdings) {
        this.need = need;
        this.holdings = holdings;
        this.conjuncts = need.filter().conjuncts();
        this.pushed = Where.of(conjuncts);
    }

    /// Whether the list's restriction lets every event through that can match, and the source has kept to it.
    boolean mayAnswer(HeldList list) {
        return list.key().kind() == Kind.DOCKING_EVENT
                && pushed.isWithin(list.key().where())
                && !isShortOfAllMatches(list)
                && isHonoured(list);
    }

    /// Whether the list, by its order, was not read up to the first event that can match, told by the last event
    /// alone: clients that page through other stretches of time leave many such lists.
    private boolean isShortOfAllMatches(HeldList list) {
        if (list.isComplete()
                || list.prefix().isEmpty()
                || !(holdings.get(
                                new EntityRef(Kind.DOCKING_EVENT, list.prefix().getLast()))
                        instanceof DockingEvent edge)) {
            return false;
        }
        return switch (list.key().order()) {
            case DOCKING_DESC ->
                pushed.to() instanceof Where.Bound to && !to.letsEnd(edge.docking()) && !isReadPast(list, edge);
            case DOCKING ->
                pushed.from() instanceof Where.Bound from && !from.letsStart(edge.docking()) && !isReadPast(list, edge);
            case DEPARTURE_DESC, DEPARTURE, NAME -> false;
        };
    }

    /// The parts of the filter that the list's restriction does not already guarantee.
    List<EventFilter> leftOpenBy(HeldList list) {
        return conjuncts.stream()
                .filter(conjunct -> !list.key().where().guarantees(conjunct))
                .toList();
    }

    /// Whether the list's entries are just the events that match, so that its count is theirs.
    boolean isSameQuestion(HeldList list) {
        return pushed.equals(list.key().where()) && leftOpenBy(list).isEmpty();
    }

    /// Whether every event that can match has been read: the list is complete, or its order shows it.
    boolean hasAllMatches(HeldList list) {
        return list.isComplete() || (isInOrder(list) && isReadPastAllMatches(list));
    }

    /// Whether the source did what the list's restriction asked for. Names of filters that it does not know, it
    /// ignores.
    boolean isHonoured(HeldList list) {
        Where where = list.key().where();
        return where.isEverything() || holdings.events(list).allMayMatch(where);
    }

    /// Whether the source gave the list in the order that was asked for.
    boolean isInOrder(HeldList list) {
        EventOrder order = list.key().order().eventOrder();
        if (order == null || !holdings.events(list).areIn(order)) {
            return false;
        }
        return list.key().order() != ListOrder.DEPARTURE_DESC || unknownDeparturesComeFirst();
    }

    /// Whether a list was seen to begin with unknown departures. That the source puts them there is only
    /// probable, and a list without any in front may as well have them at its far end.
    private boolean unknownDeparturesComeFirst() {
        return holdings.lists().stream()
                .filter(list -> list.key().order() == ListOrder.DEPARTURE_DESC)
                .map(list -> holdings.events(list).events())
                .anyMatch(events -> !events.isEmpty() && events.getFirst().departure() == null);
    }

    /// Whether no event behind the last one that was read can match, by the list's order.
    private boolean isReadPastAllMatches(HeldList list) {
        return isReadPast(list, holdings.events(list).events().getLast());
    }

    private boolean isReadPast(HeldList list, DockingEvent edge) {
        return switch (list.key().order()) {
            case DOCKING_DESC -> pushed.from() instanceof Where.Bound from && startsAfter(from, edge.docking());
            case DOCKING -> pushed.to() instanceof Where.Bound to && endsBefore(to, edge.docking());
            case DEPARTURE_DESC ->
                edge.departure() instanceof Instant last
                        && conjuncts.stream().anyMatch(conjunct -> wantsOnlyAfter(conjunct, last));
            case DEPARTURE -> conjuncts.stream().anyMatch(conjunct -> wantsOnlyBefore(conjunct, edge.departure()));
            case NAME -> false;
        };
    }

    private static boolean startsAfter(Where.Bound from, Instant edge) {
        return from.moment().isAfter(edge)
                || (!from.inclusive() && from.moment().equals(edge));
    }

    private static boolean endsBefore(Where.Bound to, Instant edge) {
        return to.moment().isBefore(edge) || (!to.inclusive() && to.moment().equals(edge));
    }

    private boolean wantsOnlyAfter(EventFilter conjunct, Instant last) {
        return switch (conjunct) {
            case EventFilter.DepartureUnknown() -> true;
            case EventFilter.Docked() -> !last.isAfter(need.now());
            case EventFilter.Time(EventOrder.Key key, EventFilter.Comparison comparison, Instant moment) ->
                key == EventOrder.Key.DEPARTURE
                        && switch (comparison) {
                            case GT -> !last.isAfter(moment);
                            case GTE, EQ -> last.isBefore(moment);
                            case LT, LTE -> false;
                        };
            case EventFilter.Refers _, EventFilter.Search _, EventFilter.All _, EventFilter.Any _, EventFilter.Not _ ->
                false;
        };
    }

    private static boolean wantsOnlyBefore(EventFilter conjunct, @Nullable Instant last) {
        return conjunct
                        instanceof
                        EventFilter.Time(EventOrder.Key key, EventFilter.Comparison comparison, Instant moment)
                && key == EventOrder.Key.DEPARTURE
                && switch (comparison) {
                    case LT -> last == null || !last.isBefore(moment);
                    case LTE, EQ -> last == null || last.isAfter(moment);
                    case GT, GTE -> false;
                };
    }
}
