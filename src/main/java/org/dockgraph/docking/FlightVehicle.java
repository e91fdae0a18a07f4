package org.dockgraph.docking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One flight of one spacecraft, from its launch to its landing or end.
///
/// @param destination free text, spelled in many ways: never a key
/// @param missionEnd when the flight ended, UTC; null while it goes on
/// @see "LL2 2.0.0, GET /spacecraft/flight/"
public record FlightVehicle(
        int id,
        FieldSet covers,
        @Nullable String destination,
        @Nullable Instant missionEnd,
        @Nullable EntityRef spacecraft,
        @Nullable String url)
        implements Entity {

    @Override
    public Kind kind() {
        return Kind.FLIGHT_VEHICLE;
    }

    @Override
    public FlightVehicle updatedBy(Entity newer) {
        FlightVehicle other = (FlightVehicle) newer;
        return new FlightVehicle(
                id,
                covers.plus(other.covers),
                other.covers.contains(Field.VEHICLE_DESTINATION) ? other.destination : destination,
                other.covers.contains(Field.VEHICLE_MISSION_END) ? other.missionEnd : missionEnd,
                other.covers.contains(Field.VEHICLE_SPACECRAFT) ? other.spacecraft : spacecraft,
                other.covers.contains(Field.VEHICLE_URL) ? other.url : url);
    }
}
