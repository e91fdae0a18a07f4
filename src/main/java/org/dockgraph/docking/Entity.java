package org.dockgraph.docking;

/// What is known of one thing. Launch Library 2 sends the same thing in several depths, so each entity says which
/// fields were loaded: a field in [#covers] holds what the source says, where null means that the source leaves it
/// empty; a field outside it is *not loaded*, and reading it through [Field#read] is refused.
public sealed interface Entity
        permits DockingEvent, FlightVehicle, Spacecraft, SpacecraftConfig, Agency, SpaceStation, DockingLocation {

    /// The number that Launch Library 2 gave it, unique within its kind.
    int id();

    /// The fields that were loaded.
    FieldSet covers();

    /// The kind of thing it is.
    Kind kind();

    /// This entity with every field that the newer one covers taken from there: a poorer answer never takes away
    /// what a richer one gave.
    ///
    /// @param newer the same thing, read later
    Entity updatedBy(Entity newer);

    /// Its key.
    default EntityRef ref() {
        return new EntityRef(kind(), id());
    }
}
