package org.dockgraph.docking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A space station, in orbit or past.
///
/// @param dockingLocations its ports; not part of the graph by itself, but where a port's station comes from
/// @see "LL2 2.0.0, GET /spacestation/"
public record SpaceStation(
        int id,
        FieldSet covers,
        @Nullable String name,
        @Nullable String imageUrl,
        @Nullable List<EntityRef> dockingLocations,
        @Nullable String url)
        implements Entity {

    /// Copies the list of ports.
    public SpaceStation {
        dockingLocations = dockingLocations == null ? null : List.copyOf(dockingLocations);
    }

    @Override
    public Kind kind() {
        return Kind.SPACE_STATION;
    }

    @Override
    public SpaceStation updatedBy(Entity newer) {
        SpaceStation other = (SpaceStation) newer;
        return new SpaceStation(
                id,
                covers.plus(other.covers),
                other.covers.contains(Field.STATION_NAME) ? other.name : name,
                other.covers.contains(Field.STATION_IMAGE_URL) ? other.imageUrl : imageUrl,
                other.covers.contains(Field.STATION_DOCKING_LOCATIONS) ? other.dockingLocations : dockingLocations,
                other.covers.contains(Field.STATION_URL) ? other.url : url);
    }
}
