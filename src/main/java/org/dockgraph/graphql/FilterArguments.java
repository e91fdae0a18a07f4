package org.dockgraph.graphql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventFilter.Comparison;
import org.dockgraph.plan.EventOrder;
import org.jspecify.annotations.Nullable;

/// Turns the arguments `filter` and `orderBy` into what they mean. A member that is null counts as left out.
final class FilterArguments {

    private static final int MAX_IDS = 100; // as many as a page has entries
    private static final int MAX_SEARCH = 200; // longer than any name, and short in an address

    private FilterArguments() {}

    /// The filter that the argument describes.
    ///
    /// @param filter of type `DockingEventFilter`
    /// @param path how to name the argument in messages
    static EventFilter filter(Map<String, @Nullable Object> filter, String path) {
        List<EventFilter> all = new ArrayList<>();
        filter.forEach((member, value) -> {
            if (value != null) {
                all.add(member(member, value, path + "." + member));
            }
        });
        return EventFilter.all(all);
    }

    /// The order that the argument describes.
    ///
    /// @param orderBy of type `DockingEventOrder`
    static EventOrder order(@Nullable Map<String, @Nullable Object> orderBy) {
        if (orderBy == null) {
            return EventOrder.NEWEST_FIRST;
        }
        EventOrder.Key key = switch (String.valueOf(orderBy.get("field"))) {
            case "DOCKING" -> EventOrder.Key.DOCKING;
            case "DEPARTURE" -> EventOrder.Key.DEPARTURE;
            case "ID" -> EventOrder.Key.ID;
            case String other -> throw unknown("orderBy.field", other);
        };
        return new EventOrder(key, !"ASC".equals(orderBy.get("direction")));
    }

    private static EventFilter member(String member, Object value, String path) {
        return switch (member) {
            case "spaceStation" -> ids(Kind.SPACE_STATION, map(value), path);
            case "flightVehicle" -> ids(Kind.FLIGHT_VEHICLE, map(value), path);
            case "dockingLocation" -> ids(Kind.DOCKING_LOCATION, map(value), path);
            case "spacecraft" -> ids(Kind.SPACECRAFT, map(value), path);
            case "spacecraftConfig" -> ids(Kind.SPACECRAFT_CONFIG, map(value), path);
            case "agency" -> ids(Kind.AGENCY, map(value), path);
            case "docking" -> times(EventOrder.Key.DOCKING, map(value), path);
            case "departure" -> times(EventOrder.Key.DEPARTURE, map(value), path);
            case "docked" -> eitherWay(new EventFilter.Docked(), (Boolean) value);
            case "search" -> search((String) value, path);
            case "and" -> EventFilter.all(filters(value, path));
            case "or" -> EventFilter.any(filters(value, path));
            case "not" -> EventFilter.not(filter(map(value), path));
            default -> throw unknown(path, member);
        };
    }

    private static EventFilter ids(Kind kind, Map<String, @Nullable Object> filter, String path) {
        List<EventFilter> all = new ArrayList<>();
        if (filter.get("eq") instanceof String id) {
            all.add(EventFilter.refersTo(
                    kind, List.of(GlobalId.parse(path + ".eq", id, kind).id())));
        }
        if (filter.get("in") instanceof List<?> ids) {
            if (ids.size() > MAX_IDS) {
                throw RequestFailure.of(
                        ErrorCode.BAD_USER_INPUT,
                        path + ".in has " + ids.size() + " ids, but may have at most " + MAX_IDS
                                + ". Split it over several requests.");
            }
            all.add(EventFilter.refersTo(
                    kind,
                    ids.stream()
                            .map(id -> GlobalId.parse(path + ".in", String.valueOf(id), kind)
                                    .id())
                            .toList()));
        }
        return EventFilter.all(all);
    }

    private static EventFilter times(EventOrder.Key key, Map<String, @Nullable Object> filter, String path) {
        List<EventFilter> all = new ArrayList<>();
        filter.forEach((member, value) -> {
            switch (value) {
                case Instant moment ->
                    all.add(new EventFilter.Time(key, Comparison.valueOf(member.toUpperCase(Locale.ROOT)), moment));
                case Boolean isNull -> all.add(eitherWay(new EventFilter.DepartureUnknown(), isNull));
                case null, default -> {}
            }
        });
        refuseEmptyRange(filter, path);
        return EventFilter.all(all);
    }

    /// Refuses a range that no moment lies in: it is a mistake, and an empty page would hide it.
    private static void refuseEmptyRange(Map<String, @Nullable Object> filter, String path) {
        for (String lower : List.of("gt", "gte", "eq")) {
            for (String upper : List.of("lt", "lte", "eq")) {
                boolean mayBeEqual = !lower.equals("gt") && !upper.equals("lt");
                if (filter.get(lower) instanceof Instant from
                        && filter.get(upper) instanceof Instant to
                        && (from.isAfter(to) || (from.equals(to) && !mayBeEqual))) {
                    throw RequestFailure.of(
                            ErrorCode.BAD_USER_INPUT,
                            path + " has " + lower + " " + from + " and " + upper + " " + to
                                    + ", between which no moment lies. Swap them, or leave one out.");
                }
            }
        }
    }

    private static EventFilter search(String text, String path) {
        if (text.length() > MAX_SEARCH) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    path + " has " + text.length() + " characters, but may have at most " + MAX_SEARCH
                            + ". Search for fewer or shorter words.");
        }
        List<String> terms = Arrays.stream(
                        text.toLowerCase(Locale.ROOT).split("[\\s,\\p{Cntrl}\\u0085\\u2028\\u2029]+"))
                .filter(term -> !term.isEmpty())
                .toList();
        return terms.isEmpty() ? EventFilter.everything() : new EventFilter.Search(terms);
    }

    private static EventFilter eitherWay(EventFilter filter, boolean wanted) {
        return wanted ? filter : EventFilter.not(filter);
    }

    private static List<EventFilter> filters(Object value, String path) {
        List<EventFilter> filters = new ArrayList<>();
        for (Object part : (List<?>) value) {
            filters.add(filter(map(part), path + "[" + filters.size() + "]"));
        }
        return filters;
    }

    @SuppressWarnings("unchecked") // an input object, checked against the schema by graphql-java
    static Map<String, @Nullable Object> map(Object value) {
        return (Map<String, @Nullable Object>) value;
    }

    private static IllegalArgumentException unknown(String path, String value) {
        return new IllegalArgumentException("The schema has more than is read here: " + path + " " + value);
    }
}
