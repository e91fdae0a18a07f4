package org.dockgraph.docking;

import org.jspecify.annotations.Nullable;

/// A port of a space station.
///
/// @param spaceStation the one station that has this port, by the detailed list of all stations; null where none or
///     several claim it
/// @see "LL2 2.0.0, GET /config/dockinglocation/"
public record DockingLocation(
        int id,
        FieldSet covers,
        @Nullable String name,
        @Nullable EntityRef spaceStation) implements Entity {

    @Override
    public Kind kind() {
        return Kind.DOCKING_LOCATION;
    }

    @Override
    public DockingLocation updatedBy(Entity newer) {
        DockingLocation other = (DockingLocation) newer;
        return new DockingLocation(
                id,
                covers.plus(other.covers),
                other.covers.contains(Field.LOCATION_NAME) ? other.name : name,
                other.covers.contains(Field.LOCATION_SPACE_STATION) ? other.spaceStation : spaceStation);
    }
}
