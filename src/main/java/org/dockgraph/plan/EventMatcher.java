package org.dockgraph.plan;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.docking.Spacecraft;
import org.dockgraph.docking.SpacecraftConfig;
import org.jspecify.annotations.Nullable;

/// Tells whether an event matches a filter, by what is held. The filter's [EventFilter#fields] must be loaded.
///
/// @param now the moment of the question
public record EventMatcher(Holdings holdings, Instant now) {

    /// Whether the event matches the filter.
    public boolean matches(DockingEvent event, EventFilter filter) {
        return switch (filter) {
            case EventFilter.Refers(Kind kind, List<Integer> ids) -> {
                EntityRef ref = referred(event, kind);
                yield ref != null && ids.contains(ref.id());
            }
            case EventFilter.Time(EventOrder.Key key, EventFilter.Comparison comparison, Instant moment) -> {
                Instant time = key == EventOrder.Key.DOCKING ? event.docking() : event.departure();
                yield time != null && comparison.holds(time, moment);
            }
            case EventFilter.DepartureUnknown() -> event.departure() == null;
            case EventFilter.Docked() -> event.isDocked(now);
            case EventFilter.Search(List<String> terms) -> terms.stream().allMatch(term -> hasName(event, term));
            case EventFilter.All(List<EventFilter> filters) -> matchesAll(event, filters);
            case EventFilter.Any(List<EventFilter> filters) -> filters.stream().anyMatch(part -> matches(event, part));
            case EventFilter.Not(EventFilter part) -> !matches(event, part);
        };
    }

    boolean matchesAll(DockingEvent event, List<EventFilter> filters) {
        for (EventFilter filter : filters) {
            if (!matches(event, filter)) {
                return false;
            }
        }
        return true;
    }

    /// Whether nothing that is known of the event contradicts the restriction.
    boolean mayMatch(DockingEvent event, Where where) {
        return mayRefer(event, Field.EVENT_SPACE_STATION, where.spaceStation())
                && mayRefer(event, Field.EVENT_FLIGHT_VEHICLE, where.flightVehicle())
                && mayRefer(event, Field.EVENT_DOCKING_LOCATION, where.dockingLocation())
                && (where.from() == null || where.from().letsStart(event.docking()))
                && (where.to() == null || where.to().letsEnd(event.docking()))
                && mayHaveNames(event, where.search());
    }

    private static boolean mayRefer(DockingEvent event, Field field, @Nullable Integer id) {
        return id == null
                || !event.covers().contains(field)
                || (field.read(event) instanceof EntityRef ref && ref.id() == id);
    }

    private boolean mayHaveNames(DockingEvent event, List<String> terms) {
        return terms.isEmpty()
                || !event.covers().contains(Field.EVENT_SPACE_STATION)
                || terms.stream().allMatch(term -> hasName(event, term));
    }

    private boolean hasName(DockingEvent event, String term) {
        return Stream.of(nameOf(referred(event, Kind.SPACE_STATION)), nameOf(referred(event, Kind.SPACECRAFT)))
                .filter(Objects::nonNull)
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(term));
    }

    private @Nullable String nameOf(@Nullable EntityRef ref) {
        return switch (ref == null ? null : holdings.get(ref)) {
            case SpaceStation station -> station.name();
            case Spacecraft spacecraft -> spacecraft.name();
            case null, default -> null;
        };
    }

    /// What the event refers to; null for nothing, or nothing that is held.
    @Nullable
    EntityRef referred(DockingEvent event, Kind kind) {
        return switch (kind) {
            case DOCKING_EVENT -> event.ref();
            case SPACE_STATION -> event.spaceStation();
            case DOCKING_LOCATION -> event.dockingLocation();
            case FLIGHT_VEHICLE -> event.flightVehicle();
            case SPACECRAFT ->
                get(referred(event, Kind.FLIGHT_VEHICLE)) instanceof FlightVehicle vehicle
                        ? vehicle.spacecraft()
                        : null;
            case SPACECRAFT_CONFIG ->
                get(referred(event, Kind.SPACECRAFT)) instanceof Spacecraft spacecraft
                        ? spacecraft.spacecraftConfig()
                        : null;
            case AGENCY ->
                get(referred(event, Kind.SPACECRAFT_CONFIG)) instanceof SpacecraftConfig config
                        ? config.agency()
                        : null;
        };
    }

    private @Nullable Object get(@Nullable EntityRef ref) {
        return ref == null ? null : holdings.get(ref);
    }
}
