package org.dockgraph.upstream;

import java.util.List;
import java.util.stream.Stream;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.upstream.Ll2Reader.WrongValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.databind.json.JsonMapper;

/// Under which names Launch Library 2.0.0 sends what is known of a kind of thing, and as what.
final class Ll2Table {

    private static final Column ID = new Column("id", null, Ll2Reader::integer, "a whole number");

    private static final Ll2Table EVENT = new Ll2Table(
            new Column("docking", Field.EVENT_DOCKING, Ll2Reader::requiredTime, "a time"),
            new Column("departure", Field.EVENT_DEPARTURE, Ll2Reader::time),
            new Column("launch_id", Field.EVENT_LAUNCH_ID, Ll2Reader::text),
            new Column("flight_vehicle", Field.EVENT_FLIGHT_VEHICLE, json -> json.nested(Kind.FLIGHT_VEHICLE)),
            new Column("docking_location", Field.EVENT_DOCKING_LOCATION, json -> json.nested(Kind.DOCKING_LOCATION)),
            new Column("space_station", Field.EVENT_SPACE_STATION, json -> json.nested(Kind.SPACE_STATION)),
            new Column("url", Field.EVENT_URL, Ll2Reader::link));

    private static final Ll2Table VEHICLE = new Ll2Table(
            new Column("destination", Field.VEHICLE_DESTINATION, Ll2Reader::text),
            new Column("mission_end", Field.VEHICLE_MISSION_END, Ll2Reader::time),
            new Column("spacecraft", Field.VEHICLE_SPACECRAFT, json -> json.nested(Kind.SPACECRAFT)),
            new Column("url", Field.VEHICLE_URL, Ll2Reader::link));

    private static final Ll2Table SPACECRAFT = new Ll2Table(
            new Column("name", Field.SPACECRAFT_NAME, Ll2Reader::text),
            new Column("serial_number", Field.SPACECRAFT_SERIAL_NUMBER, Ll2Reader::text),
            new Column("description", Field.SPACECRAFT_DESCRIPTION, Ll2Reader::text),
            new Column("status", Field.SPACECRAFT_STATUS, Ll2Reader::term),
            new Column(
                    "spacecraft_config",
                    Field.SPACECRAFT_SPACECRAFT_CONFIG,
                    json -> json.nested(Kind.SPACECRAFT_CONFIG)),
            new Column("url", Field.SPACECRAFT_URL, Ll2Reader::link));

    private static final Ll2Table CONFIG = new Ll2Table(
            new Column("name", Field.CONFIG_NAME, Ll2Reader::text),
            new Column("type", Field.CONFIG_TYPE, Ll2Reader::term),
            new Column("agency", Field.CONFIG_AGENCY, json -> json.nested(Kind.AGENCY)),
            new Column("in_use", Field.CONFIG_IN_USE, Ll2Reader::flag),
            new Column("capability", Field.CONFIG_CAPABILITY, Ll2Reader::text),
            new Column("history", Field.CONFIG_HISTORY, Ll2Reader::text),
            new Column("details", Field.CONFIG_DETAILS, Ll2Reader::text),
            new Column("maiden_flight", Field.CONFIG_MAIDEN_FLIGHT, Ll2Reader::date),
            new Column("height", Field.CONFIG_HEIGHT, Ll2Reader::number),
            new Column("diameter", Field.CONFIG_DIAMETER, Ll2Reader::number),
            new Column("human_rated", Field.CONFIG_HUMAN_RATED, Ll2Reader::flag),
            new Column("crew_capacity", Field.CONFIG_CREW_CAPACITY, Ll2Reader::integer),
            new Column("payload_capacity", Field.CONFIG_PAYLOAD_CAPACITY, Ll2Reader::number),
            new Column("flight_life", Field.CONFIG_FLIGHT_LIFE, Ll2Reader::text),
            new Column("image_url", Field.CONFIG_IMAGE_URL, Ll2Reader::link),
            new Column("nation_url", Field.CONFIG_NATION_URL, Ll2Reader::link),
            new Column("wiki_link", Field.CONFIG_WIKI_LINK, Ll2Reader::link),
            new Column("info_link", Field.CONFIG_INFO_LINK, Ll2Reader::link),
            new Column("url", Field.CONFIG_URL, Ll2Reader::link));

    private static final Ll2Table AGENCY = new Ll2Table(
            new Column("name", Field.AGENCY_NAME, Ll2Reader::text),
            new Column("abbrev", Field.AGENCY_ABBREV, Ll2Reader::text),
            new Column("type", Field.AGENCY_TYPE, Ll2Reader::text),
            new Column("country_code", Field.AGENCY_COUNTRY_CODE, Ll2Reader::text),
            new Column("featured", Field.AGENCY_FEATURED, Ll2Reader::flag),
            new Column("description", Field.AGENCY_DESCRIPTION, Ll2Reader::text),
            new Column("administrator", Field.AGENCY_ADMINISTRATOR, Ll2Reader::text),
            new Column("founding_year", Field.AGENCY_FOUNDING_YEAR, Ll2Reader::year),
            new Column("launchers", Field.AGENCY_LAUNCHERS, Ll2Reader::text),
            new Column("spacecraft", Field.AGENCY_SPACECRAFT, Ll2Reader::text),
            new Column("parent", Field.AGENCY_PARENT, Ll2Reader::text),
            new Column("image_url", Field.AGENCY_IMAGE_URL, Ll2Reader::link),
            new Column("url", Field.AGENCY_URL, Ll2Reader::link));

    private static final Ll2Table STATION = new Ll2Table(
            new Column("name", Field.STATION_NAME, Ll2Reader::text),
            new Column("image_url", Field.STATION_IMAGE_URL, Ll2Reader::link),
            new Column("docking_location", Field.STATION_DOCKING_LOCATIONS, Ll2Reader::ports),
            new Column("url", Field.STATION_URL, Ll2Reader::link));

    private static final Ll2Table LOCATION = new Ll2Table(new Column("name", Field.LOCATION_NAME, Ll2Reader::text));

    /// An entry of a vocabulary: its name and its number.
    static final Ll2Table TERM = new Ll2Table(new Column("name", null, Ll2Reader::anyText, "text"));

    private final List<Column> columns;
    private final PropertyNameMatcher names;

    private Ll2Table(Column... columns) {
        this.columns = Stream.concat(Stream.of(columns), Stream.of(ID)).toList();
        this.names = names(this.columns.stream().map(Column::key).toList());
    }

    /// One member of an object.
    ///
    /// @param field where its value goes; null for what is no field, such as the id
    /// @param required what it must be, where nothing can be without it; null where it may be missing or null
    /// @param bits of the set of just this field
    record Column(
            String key,
            @Nullable Field field,
            Value value,
            @Nullable String required,
            long bits) {

        private Column(String key, @Nullable Field field, Value value, @Nullable String required) {
            this(
                    key,
                    field,
                    value,
                    required,
                    field == null ? 0 : FieldSet.of(field).bits());
        }

        private Column(String key, Field field, Value value) {
            this(key, field, value, null);
        }
    }

    /// How a value that is not null is read.
    @FunctionalInterface
    interface Value {
        /// Reads the value that the reader is at; null if it is as good as null.
        @Nullable
        Object read(Ll2Reader json) throws WrongValue;
    }

    static Ll2Table of(Kind kind) {
        return switch (kind) {
            case DOCKING_EVENT -> EVENT;
            case FLIGHT_VEHICLE -> VEHICLE;
            case SPACECRAFT -> SPACECRAFT;
            case SPACECRAFT_CONFIG -> CONFIG;
            case AGENCY -> AGENCY;
            case SPACE_STATION -> STATION;
            case DOCKING_LOCATION -> LOCATION;
        };
    }

    /// The columns. Where several are wrong, the first one is told.
    List<Column> columns() {
        return columns;
    }

    /// Finds the index of a column by its key.
    PropertyNameMatcher names() {
        return names;
    }

    /// Finds the index of a name in a list, straight from the bytes.
    static PropertyNameMatcher names(List<String> names) {
        return JsonMapper.shared()
                .tokenStreamFactory()
                .constructNameMatcher(names.stream().map(Named::fromString).toList(), false);
    }
}
