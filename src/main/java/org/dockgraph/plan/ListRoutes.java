package org.dockgraph.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Need.PageNeed;
import org.jspecify.annotations.Nullable;

/// Finds the list to read on with for pages of events that no held list can tell, cheapest first:
/// 1. the list that the source filters and orders as the question does;
/// 2. a list by departure that shows who is docked, or who left when, from its beginning;
/// 3. the whole of the list that the source filters, ordered here;
/// 4. the whole collection, which answers everything from then on.
final class ListRoutes {

    /// Pages of the whole collection, as long as none was read: about 535 events in 2026.
    private static final int COLLECTION_PAGES = 6;

    /// Pages of a filtered list of unknown length that is to be read whole.
    private static final int FILTERED_PAGES = 2;

    private final Holdings holdings;

    ListRoutes(Holdings holdings) {
        this.holdings = holdings;
    }

    /// A list to read on with.
    ///
    /// @param whole whether all of it is wanted, not just the next page
    /// @param cost the calls it is expected to take
    private record Route(ListKey list, boolean whole, int cost) {}

    /// The next calls for pages of events.
    ///
    /// @param byNeed the calls that each page waits for
    /// @param collecting the mode in which the whole collection is being read; null if it is not
    record Calls(Map<PageNeed, List<Call>> byNeed, @Nullable Mode collecting) {}

    /// The next calls for each of the pages.
    Calls callsFor(List<PageNeed> needs) {
        Map<PageNeed, Route> routes = new LinkedHashMap<>();
        needs.forEach(need -> routes.put(need, routeFor(need)));
        Route collection = collection();
        Map<ListKey, Integer> costs = new LinkedHashMap<>();
        routes.values().forEach(route -> costs.merge(route.list, route.cost, Math::max));
        int apart = costs.values().stream().mapToInt(Integer::intValue).sum();
        if (apart >= collection.cost && routes.size() > 1) {
            routes.replaceAll((_, _) -> collection);
        }
        // Of lists with the same entries in different orders one is read first, and one that is wanted whole before
        // others: once it is complete, it answers for all.
        Map<Where, Route> leading = new LinkedHashMap<>();
        routes.values()
                .forEach(route -> leading.merge(
                        route.list.where(), route, (first, other) -> other.whole && !first.whole ? other : first));
        routes.replaceAll((_, route) -> leading.getOrDefault(route.list.where(), route));
        Map<ListKey, FieldSet> fields = new LinkedHashMap<>();
        routes.forEach((need, route) -> fields.merge(route.list, fieldsFrom(route.list, need), FieldSet::plus));
        Map<PageNeed, List<Call>> calls = new LinkedHashMap<>();
        Mode collecting = null;
        for (Map.Entry<PageNeed, Route> entry : routes.entrySet()) {
            Route route = entry.getValue();
            Mode mode = Coverage.modeFor(Kind.DOCKING_EVENT, fields.getOrDefault(route.list, FieldSet.NONE));
            calls.put(entry.getKey(), next(route, mode));
            if (route.whole && route.list.where().isEverything()) {
                collecting = mode;
            }
        }
        return new Calls(calls, collecting);
    }

    /// The fields that the list must bring for the page: the selected ones, and those by which the rest of the
    /// filter is told.
    private FieldSet fieldsFrom(ListKey list, PageNeed need) {
        return need.filter().conjuncts().stream()
                .filter(conjunct -> !list.where().guarantees(conjunct))
                .map(EventFilter::fields)
                .reduce(need.fields(), FieldSet::plus);
    }

    /// The route to the whole collection.
    private Route collection() {
        HeldList best = holdings.lists().stream()
                .filter(list -> list.key().kind() == Kind.DOCKING_EVENT
                        && list.key().where().isEverything())
                .min(Comparator.comparingInt(list -> list.missingOffsets().size()))
                .orElse(null);
        return best == null
                ? new Route(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), true, COLLECTION_PAGES)
                : new Route(best.key(), true, best.missingOffsets().size());
    }

    /// The calls that complete the whole collection.
    List<Call> collectionCalls(Mode mode) {
        return next(collection(), mode);
    }

    /// How many calls are expected to complete the whole collection.
    int collectionCost() {
        return collection().cost;
    }

    private Route routeFor(PageNeed need) {
        List<EventFilter> conjuncts = need.filter().conjuncts();
        Where pushed = Where.of(conjuncts);
        ListReach reach = new ListReach(need, holdings);
        List<Route> routes = new ArrayList<>();
        if (collection().cost == 1) {
            routes.add(collection()); // first of equals: it answers everything from then on
        }
        if (conjuncts.stream().allMatch(pushed::guarantees)) {
            EventOrder order = need.window().fromEnd() ? need.order().reversed() : need.order();
            addPrefix(routes, reach, pushed, ListOrder.of(order));
        }
        conjuncts.forEach(conjunct -> addPrefix(routes, reach, pushed, orderShowing(conjunct)));
        if (!pushed.isEverything()) {
            addWhole(routes, reach, pushed);
        }
        routes.add(collection());
        return routes.stream().min(Comparator.comparingInt(Route::cost)).orElseThrow();
    }

    /// Adds a list whose beginning is enough, unless it was seen to be other than asked for.
    private void addPrefix(List<Route> routes, ListReach reach, Where where, @Nullable ListOrder order) {
        if (order == null) {
            return;
        }
        ListKey key = ListKey.events(where, order);
        HeldList held = holdings.list(key);
        if (held == null || (reach.isHonoured(held) && reach.isInOrder(held))) {
            routes.add(new Route(key, false, 1));
        }
    }

    private void addWhole(List<Route> routes, ListReach reach, Where where) {
        List<HeldList> held = holdings.lists().stream()
                .filter(list -> list.key().kind() == Kind.DOCKING_EVENT
                        && list.key().where().equals(where))
                .toList();
        if (held.isEmpty()) {
            routes.add(new Route(ListKey.events(where, ListOrder.DOCKING_DESC), true, FILTERED_PAGES));
        } else if (held.stream().allMatch(reach::isHonoured)) {
            held.forEach(list ->
                    routes.add(new Route(list.key(), true, list.missingOffsets().size())));
        }
    }

    /// The order in which a list shows from its beginning all events that can match the filter; null for none.
    private static @Nullable ListOrder orderShowing(EventFilter conjunct) {
        return switch (conjunct) {
            case EventFilter.Docked _, EventFilter.DepartureUnknown _ -> ListOrder.DEPARTURE_DESC;
            case EventFilter.Time(EventOrder.Key key, EventFilter.Comparison comparison, Instant _) ->
                key != EventOrder.Key.DEPARTURE
                        ? null
                        : switch (comparison) {
                            case EQ, GT, GTE -> ListOrder.DEPARTURE_DESC;
                            case LT, LTE -> ListOrder.DEPARTURE;
                        };
            case EventFilter.Refers _, EventFilter.Search _, EventFilter.All _, EventFilter.Any _, EventFilter.Not _ ->
                null;
        };
    }

    private List<Call> next(Route route, Mode mode) {
        HeldList held = holdings.list(route.list);
        List<Integer> offsets = held == null ? List.of(0) : held.missingOffsets();
        return offsets.stream()
                .limit(route.whole ? offsets.size() : 1)
                .map(offset -> (Call) new Call.Page(route.list, offset, mode))
                .toList();
    }
}
