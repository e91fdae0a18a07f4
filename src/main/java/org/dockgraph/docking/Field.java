package org.dockgraph.docking;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything that can be known of an entity besides its id: the columns of all kinds, under the names they have in
/// the graph.
public enum Field {
    EVENT_DOCKING(DockingEvent.class, Kind.DOCKING_EVENT, "docking", DockingEvent::docking),
    EVENT_DEPARTURE(DockingEvent.class, Kind.DOCKING_EVENT, "departure", DockingEvent::departure),
    EVENT_LAUNCH_ID(DockingEvent.class, Kind.DOCKING_EVENT, "launchId", DockingEvent::launchId),
    EVENT_FLIGHT_VEHICLE(
            DockingEvent.class, Kind.DOCKING_EVENT, "flightVehicle", DockingEvent::flightVehicle, Kind.FLIGHT_VEHICLE),
    EVENT_DOCKING_LOCATION(
            DockingEvent.class,
            Kind.DOCKING_EVENT,
            "dockingLocation",
            DockingEvent::dockingLocation,
            Kind.DOCKING_LOCATION),
    EVENT_SPACE_STATION(
            DockingEvent.class, Kind.DOCKING_EVENT, "spaceStation", DockingEvent::spaceStation, Kind.SPACE_STATION),
    EVENT_URL(DockingEvent.class, Kind.DOCKING_EVENT, "url", DockingEvent::url),
    VEHICLE_DESTINATION(FlightVehicle.class, Kind.FLIGHT_VEHICLE, "destination", FlightVehicle::destination),
    VEHICLE_MISSION_END(FlightVehicle.class, Kind.FLIGHT_VEHICLE, "missionEnd", FlightVehicle::missionEnd),
    VEHICLE_SPACECRAFT(
            FlightVehicle.class, Kind.FLIGHT_VEHICLE, "spacecraft", FlightVehicle::spacecraft, Kind.SPACECRAFT),
    VEHICLE_URL(FlightVehicle.class, Kind.FLIGHT_VEHICLE, "url", FlightVehicle::url),
    SPACECRAFT_NAME(Spacecraft.class, Kind.SPACECRAFT, "name", Spacecraft::name),
    SPACECRAFT_SERIAL_NUMBER(Spacecraft.class, Kind.SPACECRAFT, "serialNumber", Spacecraft::serialNumber),
    SPACECRAFT_DESCRIPTION(Spacecraft.class, Kind.SPACECRAFT, "description", Spacecraft::description),
    SPACECRAFT_STATUS(Spacecraft.class, Kind.SPACECRAFT, "status", Spacecraft::status),
    SPACECRAFT_SPACECRAFT_CONFIG(
            Spacecraft.class,
            Kind.SPACECRAFT,
            "spacecraftConfig",
            Spacecraft::spacecraftConfig,
            Kind.SPACECRAFT_CONFIG),
    SPACECRAFT_URL(Spacecraft.class, Kind.SPACECRAFT, "url", Spacecraft::url),
    CONFIG_NAME(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "name", SpacecraftConfig::name),
    CONFIG_TYPE(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "type", SpacecraftConfig::type),
    CONFIG_AGENCY(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "agency", SpacecraftConfig::agency, Kind.AGENCY),
    CONFIG_IN_USE(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "inUse", SpacecraftConfig::inUse),
    CONFIG_CAPABILITY(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "capability", SpacecraftConfig::capability),
    CONFIG_HISTORY(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "history", SpacecraftConfig::history),
    CONFIG_DETAILS(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "details", SpacecraftConfig::details),
    CONFIG_MAIDEN_FLIGHT(
            SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "maidenFlight", SpacecraftConfig::maidenFlight),
    CONFIG_HEIGHT(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "height", SpacecraftConfig::height),
    CONFIG_DIAMETER(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "diameter", SpacecraftConfig::diameter),
    CONFIG_HUMAN_RATED(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "humanRated", SpacecraftConfig::humanRated),
    CONFIG_CREW_CAPACITY(
            SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "crewCapacity", SpacecraftConfig::crewCapacity),
    CONFIG_PAYLOAD_CAPACITY(
            SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "payloadCapacity", SpacecraftConfig::payloadCapacity),
    CONFIG_FLIGHT_LIFE(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "flightLife", SpacecraftConfig::flightLife),
    CONFIG_IMAGE_URL(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "imageUrl", SpacecraftConfig::imageUrl),
    CONFIG_NATION_URL(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "nationUrl", SpacecraftConfig::nationUrl),
    CONFIG_WIKI_LINK(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "wikiLink", SpacecraftConfig::wikiLink),
    CONFIG_INFO_LINK(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "infoLink", SpacecraftConfig::infoLink),
    CONFIG_URL(SpacecraftConfig.class, Kind.SPACECRAFT_CONFIG, "url", SpacecraftConfig::url),
    AGENCY_NAME(Agency.class, Kind.AGENCY, "name", Agency::name),
    AGENCY_ABBREV(Agency.class, Kind.AGENCY, "abbrev", Agency::abbrev),
    AGENCY_TYPE(Agency.class, Kind.AGENCY, "type", Agency::type),
    AGENCY_COUNTRY_CODE(Agency.class, Kind.AGENCY, "countryCode", Agency::countryCode),
    AGENCY_FEATURED(Agency.class, Kind.AGENCY, "featured", Agency::featured),
    AGENCY_DESCRIPTION(Agency.class, Kind.AGENCY, "description", Agency::description),
    AGENCY_ADMINISTRATOR(Agency.class, Kind.AGENCY, "administrator", Agency::administrator),
    AGENCY_FOUNDING_YEAR(Agency.class, Kind.AGENCY, "foundingYear", Agency::foundingYear),
    AGENCY_LAUNCHERS(Agency.class, Kind.AGENCY, "launchers", Agency::launchers),
    AGENCY_SPACECRAFT(Agency.class, Kind.AGENCY, "spacecraft", Agency::spacecraft),
    AGENCY_PARENT(Agency.class, Kind.AGENCY, "parent", Agency::parent),
    AGENCY_IMAGE_URL(Agency.class, Kind.AGENCY, "imageUrl", Agency::imageUrl),
    AGENCY_URL(Agency.class, Kind.AGENCY, "url", Agency::url),
    STATION_NAME(SpaceStation.class, Kind.SPACE_STATION, "name", SpaceStation::name),
    STATION_IMAGE_URL(SpaceStation.class, Kind.SPACE_STATION, "imageUrl", SpaceStation::imageUrl),
    STATION_DOCKING_LOCATIONS(
            SpaceStation.class, Kind.SPACE_STATION, "dockingLocations", SpaceStation::dockingLocations),
    STATION_URL(SpaceStation.class, Kind.SPACE_STATION, "url", SpaceStation::url),
    LOCATION_NAME(DockingLocation.class, Kind.DOCKING_LOCATION, "name", DockingLocation::name),
    LOCATION_SPACE_STATION(
            DockingLocation.class,
            Kind.DOCKING_LOCATION,
            "spaceStation",
            DockingLocation::spaceStation,
            Kind.SPACE_STATION);

    /// The fields that refer to another entity.
    public static final FieldSet REFERENCES = FieldSet.of(
            Arrays.stream(values()).filter(field -> field.target != null).toList());

    private static final Map<Kind, FieldSet> BY_KIND = byKind();

    private final Kind kind;
    private final String fieldName;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Function<Entity, @Nullable Object> reader;

    private final @Nullable Kind target;

    <E extends Entity> Field(Class<E> type, Kind kind, String fieldName, Function<E, @Nullable Object> reader) {
        this(type, kind, fieldName, reader, null);
    }

    <E extends Entity> Field(
            Class<E> type, Kind kind, String fieldName, Function<E, @Nullable Object> reader, @Nullable Kind target) {
        this.kind = kind;
        this.fieldName = fieldName;
        this.reader = entity -> reader.apply(type.cast(entity));
        this.target = target;
    }

    /// All fields of a kind.
    public static FieldSet of(Kind kind) {
        return BY_KIND.getOrDefault(kind, FieldSet.NONE);
    }

    /// The kind whose field it is.
    public Kind kind() {
        return kind;
    }

    /// The field's name in the graph, such as `launchId`.
    public String fieldName() {
        return fieldName;
    }

    /// The kind that the field refers to; null where it holds a plain value.
    public @Nullable Kind target() {
        return target;
    }

    /// What the source says of this field; null where it leaves the field empty.
    ///
    /// @throws IllegalStateException if the field was not loaded: not loaded is never the same as empty
    public @Nullable Object read(Entity entity) {
        if (!entity.covers().contains(this)) {
            throw new IllegalStateException(this + " of " + entity.ref() + " was not loaded");
        }
        return reader.apply(entity);
    }

    private static Map<Kind, FieldSet> byKind() {
        if (values().length > Long.SIZE) {
            throw new IllegalStateException("A FieldSet holds 64 fields, but there are " + values().length);
        }
        Map<Kind, FieldSet> sets = new EnumMap<>(Kind.class);
        for (Field field : values()) {
            sets.merge(field.kind, FieldSet.of(field), FieldSet::plus);
        }
        return sets;
    }

    @Override
    public String toString() {
        return kind.typeName() + "." + fieldName;
    }
}
