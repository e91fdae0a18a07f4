package org.dockgraph.plan;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter.Comparison;
import org.jspecify.annotations.Nullable;

/// The part of a filter that Launch Library 2 can apply itself: all that is given must hold.
///
/// @param spaceStation the station's id
/// @param flightVehicle the vehicle's id
/// @param dockingLocation the port's id
/// @param from earliest docking
/// @param to latest docking
/// @param search the terms of a search, as [EventFilter.Search] has them; empty for none
public record Where(
        @Nullable Integer spaceStation,
        @Nullable Integer flightVehicle,
        @Nullable Integer dockingLocation,
        @Nullable Bound from,
        @Nullable Bound to,
        List<String> search) {

    /// No restriction: the whole collection.
    public static final Where EVERYTHING = new Where(null, null, null, null, null, List.of());

    /// Copies the terms.
    public Where {
        search = List.copyOf(search);
    }

    /// One end of a time range.
    public record Bound(Instant moment, boolean inclusive) {

        /// Whether a range that begins here includes the moment.
        boolean letsStart(Instant time) {
            return time.isAfter(moment) || (inclusive && time.equals(moment));
        }

        /// Whether a range that ends here includes the moment.
        boolean letsEnd(Instant time) {
            return time.isBefore(moment) || (inclusive && time.equals(moment));
        }
    }

    /// The part of a filter that can be pushed down.
    ///
    /// @param conjuncts filters that must all match
    public static Where of(List<EventFilter> conjuncts) {
        Where where = EVERYTHING;
        for (EventFilter conjunct : conjuncts) {
            where = where.and(conjunct);
        }
        return where;
    }

    /// Written out, since all lists that are held are told apart by it whenever one is read.
    @Override
    public int hashCode() {
        int hash = search.hashCode();
        hash = 31 * hash + Objects.hashCode(spaceStation);
        hash = 31 * hash + Objects.hashCode(flightVehicle);
        hash = 31 * hash + Objects.hashCode(dockingLocation);
        hash = 31 * hash + (from == null ? 0 : from.moment.hashCode());
        return 31 * hash + (to == null ? 0 : to.moment.hashCode());
    }

    /// Whether nothing is restricted.
    public boolean isEverything() {
        return spaceStation == null
                && flightVehicle == null
                && dockingLocation == null
                && from == null
                && to == null
                && search.isEmpty();
    }

    /// Whether every event that this restriction lets through passes the other one too.
    public boolean isWithin(Where other) {
        return (other.spaceStation == null || other.spaceStation.equals(spaceStation))
                && (other.flightVehicle == null || other.flightVehicle.equals(flightVehicle))
                && (other.dockingLocation == null || other.dockingLocation.equals(dockingLocation))
                && (other.from == null || (from != null && startsNoEarlier(from, other.from)))
                && (other.to == null || (to != null && endsNoLater(to, other.to)))
                && search.containsAll(other.search);
    }

    /// Whether every event that this restriction lets through matches the filter, so that it need not be looked at
    /// again.
    public boolean guarantees(EventFilter conjunct) {
        return switch (conjunct) {
            case EventFilter.Refers(Kind kind, List<Integer> ids) ->
                ids.size() == 1 && ids.getFirst().equals(idOf(kind));
            case EventFilter.Time(EventOrder.Key key, Comparison comparison, Instant moment) ->
                key == EventOrder.Key.DOCKING && isWithin(EVERYTHING.within(comparison, moment));
            case EventFilter.Search(List<String> terms) -> search.containsAll(terms);
            case EventFilter.DepartureUnknown _,
                    EventFilter.Docked _,
                    EventFilter.All _,
                    EventFilter.Any _,
                    EventFilter.Not _ -> false;
        };
    }

    private Where and(EventFilter conjunct) {
        return switch (conjunct) {
            case EventFilter.Refers(Kind kind, List<Integer> ids) ->
                ids.size() == 1 && idOf(kind) == null ? at(kind, ids.getFirst()) : this;
            case EventFilter.Time(EventOrder.Key key, Comparison comparison, Instant moment) ->
                key == EventOrder.Key.DOCKING ? within(comparison, moment) : this;
            case EventFilter.Search(List<String> terms) ->
                new Where(
                        spaceStation,
                        flightVehicle,
                        dockingLocation,
                        from,
                        to,
                        Stream.concat(search.stream(), terms.stream())
                                .distinct()
                                .sorted()
                                .toList());
            case EventFilter.DepartureUnknown _,
                    EventFilter.Docked _,
                    EventFilter.All _,
                    EventFilter.Any _,
                    EventFilter.Not _ -> this;
        };
    }

    private @Nullable Integer idOf(Kind kind) {
        return switch (kind) {
            case SPACE_STATION -> spaceStation;
            case FLIGHT_VEHICLE -> flightVehicle;
            case DOCKING_LOCATION -> dockingLocation;
            case DOCKING_EVENT, SPACECRAFT, SPACECRAFT_CONFIG, AGENCY -> null;
        };
    }

    private Where at(Kind kind, int id) {
        return switch (kind) {
            case SPACE_STATION -> new Where(id, flightVehicle, dockingLocation, from, to, search);
            case FLIGHT_VEHICLE -> new Where(spaceStation, id, dockingLocation, from, to, search);
            case DOCKING_LOCATION -> new Where(spaceStation, flightVehicle, id, from, to, search);
            case DOCKING_EVENT, SPACECRAFT, SPACECRAFT_CONFIG, AGENCY -> this;
        };
    }

    private Where within(Comparison comparison, Instant moment) {
        Bound bound = new Bound(moment, comparison != Comparison.GT && comparison != Comparison.LT);
        boolean isLower = comparison != Comparison.LT && comparison != Comparison.LTE;
        boolean isUpper = comparison != Comparison.GT && comparison != Comparison.GTE;
        Bound lower = isLower && (from == null || startsNoEarlier(bound, from)) ? bound : from;
        Bound upper = isUpper && (to == null || endsNoLater(bound, to)) ? bound : to;
        return new Where(spaceStation, flightVehicle, dockingLocation, lower, upper, search);
    }

    private static boolean startsNoEarlier(Bound bound, Bound other) {
        int order = bound.moment.compareTo(other.moment);
        return order > 0 || (order == 0 && (!bound.inclusive || other.inclusive));
    }

    private static boolean endsNoLater(Bound bound, Bound other) {
        int order = bound.moment.compareTo(other.moment);
        return order < 0 || (order == 0 && (!bound.inclusive || other.inclusive));
    }
}
