package org.dockgraph.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter.Comparison;
import org.dockgraph.plan.Where.Bound;
import org.jspecify.annotations.Nullable;

/// The events of one held list, ordered and grouped so that those that match a filter are found without a walk through
/// all of them.
///
/// Events that refer to one thing stand together, in any order; so do those between two moments, in the order by that
/// time. What such stretches do not tell of a filter is told event by event, over the shortest stretch that has every
/// match.
///
/// *Threads:* safe; everything is derived once, on first use.
final class EventIndex {

    /// Filters that no stretch tells, whose matches are remembered.
    private static final int MAX_REMEMBERED = 50;

    private final Holdings holdings;
    private final List<DockingEvent> events;
    private final Map<EventOrder.Key, List<DockingEvent>> ascending = new ConcurrentHashMap<>();
    private final Map<Grouping, Groups> groups = new ConcurrentHashMap<>();
    private final Map<EventOrder, Boolean> inOrder = new ConcurrentHashMap<>();
    private final Map<Where, Boolean> mayMatch = new ConcurrentHashMap<>();
    private final Map<FieldSet, Gaps> gaps = new ConcurrentHashMap<>();
    private final Map<Question, List<DockingEvent>> remembered = new ConcurrentHashMap<>();

    /// @param events each once, in any order
    /// @param holdings has what they refer to
    EventIndex(List<DockingEvent> events, Holdings holdings) {
        this.events = events;
        this.holdings = holdings;
    }

    private record Grouping(Kind kind, EventOrder.Key key) {}

    private record Question(List<EventFilter> conjuncts, EventOrder order) {}

    /// Events by the id of what they refer to; those of one id in their order.
    private static final class Groups {

        private final int[] ids;
        private final List<DockingEvent> events;

        Groups(List<Referring> sorted) {
            ids = sorted.stream().mapToInt(Referring::id).toArray();
            events = sorted.stream().map(Referring::event).toList();
        }

        List<DockingEvent> of(int id) {
            int begin = Bisection.first(ids.length, index -> ids[index] >= id);
            int end = Bisection.first(ids.length, index -> ids[index] > id);
            return events.subList(begin, end);
        }
    }

    private record Referring(int id, DockingEvent event) {}

    /// Events that follow each other in an order, among them every one that matches.
    ///
    /// @param rest what is still to be told of them
    private record Stretch(List<DockingEvent> events, EventOrder order, List<EventFilter> rest) {
        /// About how many steps it takes to have all matches in an order.
        long cost(EventOrder wanted) {
            long sorting = order.equals(wanted) ? 1 : 32 - Integer.numberOfLeadingZeros(events.size());
            return events.size() * sorting;
        }
    }

    /// Moments that follow each other.
    ///
    /// @param withUnknown whether an unknown one, which is later than all, is among them
    private record Range(@Nullable Bound from, @Nullable Bound to, boolean withUnknown) {

        /// @param rising in ascending order by the key
        List<DockingEvent> of(List<DockingEvent> rising, EventOrder.Key key) {
            EventOrder order = new EventOrder(key, false);
            int begin = Bisection.first(rising.size(), index -> hasBegun(order.timeOf(rising.get(index))));
            int end = Bisection.first(rising.size(), index -> hasEnded(order.timeOf(rising.get(index))));
            return rising.subList(begin, Math.max(begin, end));
        }

        private boolean hasBegun(@Nullable Instant time) {
            return time == null || from == null || from.letsStart(time);
        }

        private boolean hasEnded(@Nullable Instant time) {
            return time == null ? !withUnknown : to != null && !to.letsEnd(time);
        }
    }

    /// The events as the list has them.
    List<DockingEvent> events() {
        return events;
    }

    /// Whether the list has them in this order, as far as times tell; not if there are none.
    boolean areIn(EventOrder order) {
        Boolean known = inOrder.get(order);
        if (known == null) {
            known = !events.isEmpty();
            for (int i = 1; known && i < events.size(); i++) {
                known = order.compareTimes(order.timeOf(events.get(i - 1)), order.timeOf(events.get(i))) <= 0;
            }
            inOrder.put(order, known);
        }
        return known;
    }

    /// Whether nothing that is known of them contradicts the restriction.
    boolean allMayMatch(Where where) {
        return mayMatch.computeIfAbsent(where, _ -> {
            EventMatcher matcher = new EventMatcher(holdings, Instant.MIN); // no restriction is about the moment
            return events.stream().allMatch(event -> matcher.mayMatch(event, where));
        });
    }

    /// All of them in an order.
    List<DockingEvent> inOrder(EventOrder order) {
        EventOrder rising = new EventOrder(order.key(), false);
        List<DockingEvent> sorted = ascending.computeIfAbsent(
                order.key(), _ -> events.stream().sorted(rising.comparator()).toList());
        return order.descending() ? sorted.reversed() : sorted;
    }

    /// The events that refer to a thing, in an order.
    List<DockingEvent> referringTo(EntityRef ref, EventOrder order) {
        List<DockingEvent> group = groups.computeIfAbsent(
                        new Grouping(ref.kind(), order.key()), grouping -> group(grouping.kind, grouping.key))
                .of(ref.id());
        return order.descending() ? group.reversed() : group;
    }

    private Groups group(Kind kind, EventOrder.Key key) {
        EventMatcher matcher = new EventMatcher(holdings, Instant.MIN); // no reference changes with time
        List<Referring> referring = new ArrayList<>();
        for (DockingEvent event : inOrder(new EventOrder(key, false))) {
            if (matcher.referred(event, kind) instanceof EntityRef ref) {
                referring.add(new Referring(ref.id(), event));
            }
        }
        referring.sort(Comparator.comparingInt(Referring::id));
        return new Groups(referring);
    }

    /// What must be loaded before these fields of the events, and of all that they refer to by them, can be told.
    Gaps gaps(FieldSet fields) {
        return gaps.computeIfAbsent(fields, _ -> {
            Gaps found = new Gaps(holdings);
            events.forEach(event -> found.add(event.ref(), fields));
            return found.done();
        });
    }

    /// The events that match every one of the filters, in an order. The fields of the filters must be loaded.
    List<DockingEvent> matching(List<EventFilter> conjuncts, EventOrder order, Instant now) {
        Stretch stretch = stretch(conjuncts, order, now);
        if (stretch.rest.isEmpty()) {
            return stretch.events;
        }
        boolean isTimeless = conjuncts.stream().noneMatch(EventIndex::dependsOnNow);
        List<DockingEvent> known = isTimeless ? remembered.get(new Question(conjuncts, order)) : null;
        if (known != null) {
            return known;
        }
        List<DockingEvent> matches = filtered(shortest(stretch, conjuncts, now), order, now);
        if (isTimeless) {
            if (remembered.size() >= MAX_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(new Question(conjuncts, order), matches);
        }
        return matches;
    }

    private Stretch shortest(Stretch inOrder, List<EventFilter> conjuncts, Instant now) {
        EventOrder wanted = inOrder.order;
        Stream<Stretch> others = Stream.of(EventOrder.Key.DOCKING, EventOrder.Key.DEPARTURE)
                .filter(key -> key != wanted.key())
                .map(key -> stretch(conjuncts, new EventOrder(key, false), now));
        return Stream.concat(Stream.of(inOrder), others)
                .min(Comparator.comparingLong(stretch -> stretch.cost(wanted)))
                .orElse(inOrder);
    }

    private List<DockingEvent> filtered(Stretch stretch, EventOrder order, Instant now) {
        EventMatcher matcher = new EventMatcher(holdings, now);
        Stream<DockingEvent> matches = stretch.events.stream().filter(event -> matcher.matchesAll(event, stretch.rest));
        return (stretch.order.equals(order) ? matches : matches.sorted(order.comparator())).toList();
    }

    /// The shortest stretch of an order in which all matches are.
    private Stretch stretch(List<EventFilter> conjuncts, EventOrder order, Instant now) {
        EventOrder rising = new EventOrder(order.key(), false);
        List<DockingEvent> stretch = inOrder(rising);
        EventFilter group = null;
        for (EventFilter conjunct : conjuncts) {
            if (conjunct instanceof EventFilter.Refers(Kind kind, List<Integer> ids) && ids.size() == 1) {
                List<DockingEvent> referring = referringTo(new EntityRef(kind, ids.getFirst()), rising);
                if (group == null || referring.size() < stretch.size()) {
                    stretch = referring;
                    group = conjunct;
                }
            }
        }
        List<EventFilter> rest = new ArrayList<>();
        for (EventFilter conjunct : conjuncts) {
            Range range = range(conjunct, order.key(), now);
            stretch = range == null ? stretch : range.of(stretch, order.key());
            boolean isTold = conjunct.equals(group) || (range != null && !(conjunct instanceof EventFilter.Docked));
            if (!isTold) {
                rest.add(conjunct);
            }
        }
        return new Stretch(order.descending() ? stretch.reversed() : stretch, order, rest);
    }

    /// The times between which all matches of a filter lie; null for all times. Others than matches lie between them
    /// only where it is about who is docked.
    private static @Nullable Range range(EventFilter filter, EventOrder.Key key, Instant now) {
        return switch (filter) {
            case EventFilter.Time(EventOrder.Key time, Comparison comparison, Instant moment) ->
                time != key ? null : range(comparison, moment);
            case EventFilter.DepartureUnknown() ->
                key != EventOrder.Key.DEPARTURE ? null : new Range(new Bound(Instant.MAX, false), null, true);
            case EventFilter.Docked() ->
                switch (key) {
                    case DOCKING -> new Range(null, new Bound(now, true), false);
                    case DEPARTURE -> new Range(new Bound(now, false), null, true);
                    case ID -> null;
                };
            case EventFilter.Refers _, EventFilter.Search _, EventFilter.All _, EventFilter.Any _, EventFilter.Not _ ->
                null;
        };
    }

    private static Range range(Comparison comparison, Instant moment) {
        return switch (comparison) {
            case EQ -> new Range(new Bound(moment, true), new Bound(moment, true), false);
            case GT -> new Range(new Bound(moment, false), null, false);
            case GTE -> new Range(new Bound(moment, true), null, false);
            case LT -> new Range(null, new Bound(moment, false), false);
            case LTE -> new Range(null, new Bound(moment, true), false);
        };
    }

    private static boolean dependsOnNow(EventFilter filter) {
        return switch (filter) {
            case EventFilter.Docked() -> true;
            case EventFilter.All(List<EventFilter> filters) -> filters.stream().anyMatch(EventIndex::dependsOnNow);
            case EventFilter.Any(List<EventFilter> filters) -> filters.stream().anyMatch(EventIndex::dependsOnNow);
            case EventFilter.Not(EventFilter part) -> dependsOnNow(part);
            case EventFilter.Refers _, EventFilter.Time _, EventFilter.DepartureUnknown _, EventFilter.Search _ ->
                false;
        };
    }
}
