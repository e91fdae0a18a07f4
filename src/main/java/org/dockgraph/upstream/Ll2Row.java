package org.dockgraph.upstream;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockgraph.docking.Agency;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingLocation;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.docking.Spacecraft;
import org.dockgraph.docking.SpacecraftConfig;
import org.dockgraph.docking.Term;
import org.jspecify.annotations.Nullable;

/// What was read of one thing, before it is put into the record of its kind.
///
/// @param values those of all fields of its kind, each of the type that the record wants; others are not looked at
record Ll2Row(int id, FieldSet covers, Map<Field, @Nullable Object> values) {

    Entity entity(Kind kind) {
        return switch (kind) {
            case DOCKING_EVENT -> event();
            case FLIGHT_VEHICLE -> vehicle();
            case SPACECRAFT -> spacecraft();
            case SPACECRAFT_CONFIG -> config();
            case AGENCY -> agency();
            case SPACE_STATION -> station();
            case DOCKING_LOCATION -> location();
        };
    }

    private DockingEvent event() {
        return new DockingEvent(
                id,
                covers,
                Objects.requireNonNull(time(Field.EVENT_DOCKING)),
                time(Field.EVENT_DEPARTURE),
                text(Field.EVENT_LAUNCH_ID),
                ref(Field.EVENT_FLIGHT_VEHICLE),
                ref(Field.EVENT_DOCKING_LOCATION),
                ref(Field.EVENT_SPACE_STATION),
                link(Field.EVENT_URL));
    }

    private FlightVehicle vehicle() {
        return new FlightVehicle(
                id,
                covers,
                text(Field.VEHICLE_DESTINATION),
                time(Field.VEHICLE_MISSION_END),
                ref(Field.VEHICLE_SPACECRAFT),
                link(Field.VEHICLE_URL));
    }

    private Spacecraft spacecraft() {
        return new Spacecraft(
                id,
                covers,
                text(Field.SPACECRAFT_NAME),
                text(Field.SPACECRAFT_SERIAL_NUMBER),
                text(Field.SPACECRAFT_DESCRIPTION),
                term(Field.SPACECRAFT_STATUS),
                ref(Field.SPACECRAFT_SPACECRAFT_CONFIG),
                link(Field.SPACECRAFT_URL));
    }

    private SpacecraftConfig config() {
        return new SpacecraftConfig(
                id,
                covers,
                text(Field.CONFIG_NAME),
                term(Field.CONFIG_TYPE),
                ref(Field.CONFIG_AGENCY),
                flag(Field.CONFIG_IN_USE),
                text(Field.CONFIG_CAPABILITY),
                text(Field.CONFIG_HISTORY),
                text(Field.CONFIG_DETAILS),
                date(Field.CONFIG_MAIDEN_FLIGHT),
                number(Field.CONFIG_HEIGHT),
                number(Field.CONFIG_DIAMETER),
                flag(Field.CONFIG_HUMAN_RATED),
                integer(Field.CONFIG_CREW_CAPACITY),
                number(Field.CONFIG_PAYLOAD_CAPACITY),
                text(Field.CONFIG_FLIGHT_LIFE),
                link(Field.CONFIG_IMAGE_URL),
                link(Field.CONFIG_NATION_URL),
                link(Field.CONFIG_WIKI_LINK),
                link(Field.CONFIG_INFO_LINK),
                link(Field.CONFIG_URL));
    }

    private Agency agency() {
        return new Agency(
                id,
                covers,
                text(Field.AGENCY_NAME),
                text(Field.AGENCY_ABBREV),
                text(Field.AGENCY_TYPE),
                text(Field.AGENCY_COUNTRY_CODE),
                flag(Field.AGENCY_FEATURED),
                text(Field.AGENCY_DESCRIPTION),
                text(Field.AGENCY_ADMINISTRATOR),
                integer(Field.AGENCY_FOUNDING_YEAR),
                text(Field.AGENCY_LAUNCHERS),
                text(Field.AGENCY_SPACECRAFT),
                text(Field.AGENCY_PARENT),
                link(Field.AGENCY_IMAGE_URL),
                link(Field.AGENCY_URL));
    }

    private SpaceStation station() {
        return new SpaceStation(
                id,
                covers,
                text(Field.STATION_NAME),
                link(Field.STATION_IMAGE_URL),
                refs(Field.STATION_DOCKING_LOCATIONS),
                link(Field.STATION_URL));
    }

    private DockingLocation location() {
        return new DockingLocation(id, covers, text(Field.LOCATION_NAME), null);
    }

    private @Nullable String text(Field field) {
        return (String) values.get(field);
    }

    private @Nullable Boolean flag(Field field) {
        return (Boolean) values.get(field);
    }

    private @Nullable Double number(Field field) {
        return (Double) values.get(field);
    }

    private @Nullable Integer integer(Field field) {
        return (Integer) values.get(field);
    }

    private @Nullable Instant time(Field field) {
        return (Instant) values.get(field);
    }

    private @Nullable LocalDate date(Field field) {
        return (LocalDate) values.get(field);
    }

    private @Nullable String link(Field field) {
        return (String) values.get(field);
    }

    private @Nullable Term term(Field field) {
        return (Term) values.get(field);
    }

    private @Nullable EntityRef ref(Field field) {
        return (EntityRef) values.get(field);
    }

    @SuppressWarnings("unchecked") // ports are the only list
    private @Nullable List<EntityRef> refs(Field field) {
        return (List<EntityRef>) values.get(field);
    }
}
