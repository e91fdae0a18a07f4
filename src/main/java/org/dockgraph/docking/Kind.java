package org.dockgraph.docking;

/// The kinds of things that a docking event is made of. Each has its own id space in Launch Library 2.
public enum Kind {
    /// A flight vehicle meeting a space station.
    DOCKING_EVENT("DockingEvent"),
    /// One flight of one spacecraft.
    FLIGHT_VEHICLE("FlightVehicle"),
    /// One built spacecraft, possibly flown several times.
    SPACECRAFT("Spacecraft"),
    /// A type of spacecraft.
    SPACECRAFT_CONFIG("SpacecraftConfig"),
    /// The organisation behind a type of spacecraft.
    AGENCY("Agency"),
    /// A space station.
    SPACE_STATION("SpaceStation"),
    /// A port of a space station.
    DOCKING_LOCATION("DockingLocation");

    private final String typeName;

    Kind(String typeName) {
        this.typeName = typeName;
    }

    /// The kind's name in the graph, such as `DockingEvent`.
    public String typeName() {
        return typeName;
    }
}
