package org.dockgraph.docking;

/// The kinds of things that a docking event is made of. Each has its own id space in Launch Library 2.
public enum Kind {
    /// A flight vehicle meeting a space station.
    DOCKING_EVENT(DockingEvent.class),
    /// One flight of one spacecraft.
    FLIGHT_VEHICLE(FlightVehicle.class),
    /// One built spacecraft, possibly flown several times.
    SPACECRAFT(Spacecraft.class),
    /// A type of spacecraft.
    SPACECRAFT_CONFIG(SpacecraftConfig.class),
    /// The organisation behind a type of spacecraft.
    AGENCY(Agency.class),
    /// A space station.
    SPACE_STATION(SpaceStation.class),
    /// A port of a space station.
    DOCKING_LOCATION(DockingLocation.class);

    private final Class<? extends Entity> type;

    Kind(Class<? extends Entity> type) {
        this.type = type;
    }

    /// The record that holds what is known of such a thing.
    public Class<? extends Entity> type() {
        return type;
    }

    /// The kind's name in the graph, such as `DockingEvent`.
    public String typeName() {
        return type.getSimpleName();
    }
}
