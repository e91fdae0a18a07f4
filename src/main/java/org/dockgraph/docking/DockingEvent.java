package org.dockgraph.docking;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A flight vehicle meeting a space station at one of its docking locations.
///
/// @param docking when contact was made, UTC; in the future for a planned docking
/// @param departure when the vehicle left, UTC; null while it is docked and no departure is planned
/// @param launchId the launch that brought the vehicle, a UUID; several events may share one
/// @param url the event's own address in Launch Library 2
/// @see "LL2 2.0.0, GET /docking_event/"
public record DockingEvent(
        int id,
        FieldSet covers,
        Instant docking,
        @Nullable Instant departure,
        @Nullable String launchId,
        @Nullable EntityRef flightVehicle,
        @Nullable EntityRef dockingLocation,
        @Nullable EntityRef spaceStation,
        @Nullable String url)
        implements Entity {

    /// Whether the vehicle is at the port at that moment: it has docked, and its departure is unknown or later.
    public boolean isDocked(Instant now) {
        return !docking.isAfter(now) && (departure == null || departure.isAfter(now));
    }

    /// Whether the vehicle has left by that moment.
    public boolean hasLeft(Instant now) {
        return departure != null && !departure.isAfter(now);
    }

    /// How long the vehicle stayed, from docking to departure; null while it is docked or only planned, so that the
    /// answer does not change by the minute.
    public @Nullable Duration stay(Instant now) {
        if (departure == null || departure.isAfter(now) || departure.isBefore(docking)) {
            return null;
        }
        return Duration.between(docking, departure);
    }

    @Override
    public Kind kind() {
        return Kind.DOCKING_EVENT;
    }

    @Override
    public DockingEvent updatedBy(Entity newer) {
        DockingEvent other = (DockingEvent) newer;
        return new DockingEvent(
                id,
                covers.plus(other.covers),
                other.docking,
                other.covers.contains(Field.EVENT_DEPARTURE) ? other.departure : departure,
                other.covers.contains(Field.EVENT_LAUNCH_ID) ? other.launchId : launchId,
                other.covers.contains(Field.EVENT_FLIGHT_VEHICLE) ? other.flightVehicle : flightVehicle,
                other.covers.contains(Field.EVENT_DOCKING_LOCATION) ? other.dockingLocation : dockingLocation,
                other.covers.contains(Field.EVENT_SPACE_STATION) ? other.spaceStation : spaceStation,
                other.covers.contains(Field.EVENT_URL) ? other.url : url);
    }
}
