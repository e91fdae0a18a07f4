package org.dockgraph.plan;

import java.time.Instant;
import java.util.List;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;

/// Which docking events are meant. Compared by value: equal filters are the same question.
public sealed interface EventFilter {

    /// The filter that every event passes.
    static EventFilter everything() {
        return new All(List.of());
    }

    /// The filter that no event passes.
    static EventFilter nothing() {
        return new Any(List.of());
    }

    /// The filter that is passed by what passes all of these, as simple as it can be said.
    static EventFilter all(List<EventFilter> filters) {
        List<EventFilter> parts =
                filters.stream().flatMap(part -> part.conjuncts().stream()).toList();
        return parts.contains(nothing()) ? nothing() : parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    /// The filter that is passed by what passes at least one of these, as simple as it can be said.
    static EventFilter any(List<EventFilter> filters) {
        List<EventFilter> parts =
                filters.stream().filter(part -> !part.equals(nothing())).toList();
        return parts.contains(everything()) ? everything() : parts.size() == 1 ? parts.getFirst() : new Any(parts);
    }

    /// The filter that is passed by what does not pass this one, as simple as it can be said.
    static EventFilter not(EventFilter filter) {
        return switch (filter) {
            case All(List<EventFilter> filters) when filters.isEmpty() -> nothing();
            case Any(List<EventFilter> filters) when filters.isEmpty() -> everything();
            case Not(EventFilter inner) -> inner;
            default -> new Not(filter);
        };
    }

    /// The filter that is passed by events that refer to one of the things.
    static EventFilter refersTo(Kind kind, List<Integer> ids) {
        return ids.isEmpty() ? nothing() : new Refers(kind, ids);
    }

    /// Events whose station, vehicle, port, spacecraft, configuration or agency is one of the ids.
    ///
    /// @param ids in ascending order, each once
    record Refers(Kind kind, List<Integer> ids) implements EventFilter {
        /// Sorts the ids, so that the order in which they were asked makes no difference.
        public Refers {
            if (kind == Kind.DOCKING_EVENT) {
                throw new IllegalArgumentException("a docking event refers to other kinds only");
            }
            ids = ids.stream().distinct().sorted().toList();
        }
    }

    /// Events whose docking or departure compares so with a moment; an unknown departure compares with nothing.
    record Time(EventOrder.Key key, Comparison comparison, Instant moment) implements EventFilter {
        /// Refuses the id, which is no time.
        public Time {
            if (key == EventOrder.Key.ID) {
                throw new IllegalArgumentException("an id is no time");
            }
        }
    }

    /// Events without a departure.
    record DepartureUnknown() implements EventFilter {}

    /// Events whose vehicle is at the port at the moment of the question.
    record Docked() implements EventFilter {}

    /// Events whose station's or spacecraft's name contains each of the terms, in any case.
    ///
    /// @param terms in lower case, not empty
    record Search(List<String> terms) implements EventFilter {
        /// Copies the terms.
        public Search {
            terms = List.copyOf(terms);
        }
    }

    /// Events that match every one of the filters; with none of them, every event.
    record All(List<EventFilter> filters) implements EventFilter {
        /// Copies the filters.
        public All {
            filters = List.copyOf(filters);
        }
    }

    /// Events that match at least one of the filters; with none of them, no event.
    record Any(List<EventFilter> filters) implements EventFilter {
        /// Copies the filters.
        public Any {
            filters = List.copyOf(filters);
        }
    }

    /// Events that do not match the filter.
    record Not(EventFilter filter) implements EventFilter {}

    /// How two moments compare.
    enum Comparison {
        EQ,
        GT,
        GTE,
        LT,
        LTE;

        /// Whether the moment stands in this relation to the bound.
        public boolean holds(Instant moment, Instant bound) {
            int order = moment.compareTo(bound);
            return switch (this) {
                case EQ -> order == 0;
                case GT -> order > 0;
                case GTE -> order >= 0;
                case LT -> order < 0;
                case LTE -> order <= 0;
            };
        }
    }

    /// The filters that must all match, with nested [All]s dissolved.
    default List<EventFilter> conjuncts() {
        return this instanceof All(List<EventFilter> filters)
                ? filters.stream().flatMap(part -> part.conjuncts().stream()).toList()
                : List.of(this);
    }

    /// The fields that must be loaded to tell whether an event matches.
    default FieldSet fields() {
        return switch (this) {
            case Refers(Kind kind, List<Integer> _) -> pathTo(kind);
            case Time(EventOrder.Key key, Comparison _, Instant _) ->
                FieldSet.of(key == EventOrder.Key.DOCKING ? Field.EVENT_DOCKING : Field.EVENT_DEPARTURE);
            case DepartureUnknown() -> FieldSet.of(Field.EVENT_DEPARTURE);
            case Docked() -> FieldSet.of(Field.EVENT_DOCKING, Field.EVENT_DEPARTURE);
            case Search _ ->
                pathTo(Kind.SPACE_STATION)
                        .plus(pathTo(Kind.SPACECRAFT))
                        .plus(FieldSet.of(Field.STATION_NAME, Field.SPACECRAFT_NAME));
            case All(List<EventFilter> filters) -> fieldsOf(filters);
            case Any(List<EventFilter> filters) -> fieldsOf(filters);
            case Not(EventFilter filter) -> filter.fields();
        };
    }

    private static FieldSet fieldsOf(List<EventFilter> filters) {
        return filters.stream().map(EventFilter::fields).reduce(FieldSet.NONE, FieldSet::plus);
    }

    private static FieldSet pathTo(Kind kind) {
        return switch (kind) {
            case DOCKING_EVENT -> FieldSet.NONE;
            case SPACE_STATION -> FieldSet.of(Field.EVENT_SPACE_STATION);
            case DOCKING_LOCATION -> FieldSet.of(Field.EVENT_DOCKING_LOCATION);
            case FLIGHT_VEHICLE -> FieldSet.of(Field.EVENT_FLIGHT_VEHICLE);
            case SPACECRAFT -> pathTo(Kind.FLIGHT_VEHICLE).plus(FieldSet.of(Field.VEHICLE_SPACECRAFT));
            case SPACECRAFT_CONFIG -> pathTo(Kind.SPACECRAFT).plus(FieldSet.of(Field.SPACECRAFT_SPACECRAFT_CONFIG));
            case AGENCY -> pathTo(Kind.SPACECRAFT_CONFIG).plus(FieldSet.of(Field.CONFIG_AGENCY));
        };
    }
}
