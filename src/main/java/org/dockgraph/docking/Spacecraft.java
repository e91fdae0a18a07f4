package org.dockgraph.docking;

import org.jspecify.annotations.Nullable;

/// One built spacecraft, which may fly more than once.
///
/// @param status such as Active, Retired or Destroyed
/// @see "LL2 2.0.0, GET /spacecraft/"
public record Spacecraft(
        int id,
        FieldSet covers,
        @Nullable String name,
        @Nullable String serialNumber,
        @Nullable String description,
        @Nullable Term status,
        @Nullable EntityRef spacecraftConfig,
        @Nullable String url)
        implements Entity {

    @Override
    public Kind kind() {
        return Kind.SPACECRAFT;
    }

    @Override
    public Spacecraft updatedBy(Entity newer) {
        Spacecraft other = (Spacecraft) newer;
        return new Spacecraft(
                id,
                covers.plus(other.covers),
                other.covers.contains(Field.SPACECRAFT_NAME) ? other.name : name,
                other.covers.contains(Field.SPACECRAFT_SERIAL_NUMBER) ? other.serialNumber : serialNumber,
                other.covers.contains(Field.SPACECRAFT_DESCRIPTION) ? other.description : description,
                other.covers.contains(Field.SPACECRAFT_STATUS) ? other.status : status,
                other.covers.contains(Field.SPACECRAFT_SPACECRAFT_CONFIG) ? other.spacecraftConfig : spacecraftConfig,
                other.covers.contains(Field.SPACECRAFT_URL) ? other.url : url);
    }
}
