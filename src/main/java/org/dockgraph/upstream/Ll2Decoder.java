package org.dockgraph.upstream;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dockgraph.docking.Agency;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingLocation;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.docking.Spacecraft;
import org.dockgraph.docking.SpacecraftConfig;
import org.dockgraph.docking.Term;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.ListKey;
import org.dockgraph.upstream.Ll2Object.WrongValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes answers of Launch Library 2.0.0 apart into entities: the border where foreign data is checked, and with
/// [Ll2Address] the only place that knows its names.
///
/// Unknown fields are ignored and missing ones are not covered, since fields were added in place for years. A value
/// of the wrong type costs the entry of the list that it is in, and no other.
final class Ll2Decoder {

    /// The longest list that is believed; LL2's longest has some thousand entries. The gateway counts through all
    /// pages that a list must have.
    private static final int MAX_COUNT = 1_000_000;

    /// The most entries of one page that are looked at: a hundred times what is asked for.
    private static final int MAX_ENTRIES = 100 * ListKey.PAGE_SIZE;

    private static final JsonMapper JSON = new JsonMapper();

    private Ll2Decoder() {}

    static Answer decode(Call call, byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            return switch (call) {
                case Call.Page page -> page(page, root);
                case Call.Single(EntityRef ref) -> single(ref, root);
            };
        } catch (JacksonException _) {
            return new Answer.Malformed("the body, which is no JSON");
        }
    }

    private static Answer page(Call.Page call, JsonNode root) {
        JsonNode count = root.path("count");
        JsonNode results = root.path("results");
        if (!count.isInt() || !results.isArray()) {
            return new Answer.Malformed("the page, which must have count and results");
        }
        if (count.intValue() < 0 || count.intValue() > MAX_COUNT || results.size() > MAX_ENTRIES) {
            return new Answer.Malformed(
                    "the page, which counts " + count.intValue() + " entries and has " + results.size());
        }
        Set<Integer> ids = new LinkedHashSet<>();
        List<Entity> entities = new ArrayList<>();
        List<String> rejects = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Entry entry = new Entry();
            try {
                ids.add(entry.read(call.list().kind(), Ll2Object.of("results[" + i + "]", results.get(i)))
                        .id());
                entities.addAll(entry.entities);
            } catch (WrongValue wrong) {
                rejects.add(String.valueOf(wrong.getMessage()));
            }
        }
        if (ids.isEmpty() && !rejects.isEmpty() && call.offset() == 0) {
            return new Answer.Malformed(rejects.getFirst());
        }
        return new Answer.Found(new Delivery(
                entities,
                List.copyOf(ids),
                results.size(),
                count.intValue(),
                root.path("next").isString(),
                rejects));
    }

    private static Answer single(EntityRef ref, JsonNode root) {
        Entry entry = new Entry();
        try {
            EntityRef read = entry.read(ref.kind(), Ll2Object.of(ref.kind().typeName(), root));
            return read.equals(ref)
                    ? new Answer.Found(new Delivery(entry.entities, List.of(ref.id()), 1, 1, false, List.of()))
                    : new Answer.Malformed("the id, which is " + read.id() + " where " + ref.id() + " was asked for");
        } catch (WrongValue wrong) {
            return new Answer.Malformed(String.valueOf(wrong.getMessage()));
        }
    }

    /// One entry of a list, with all that is nested in it.
    private static final class Entry {

        private final List<Entity> entities = new ArrayList<>();

        EntityRef read(Kind kind, Ll2Object json) throws WrongValue {
            Entity entity = switch (kind) {
                case DOCKING_EVENT -> event(json);
                case FLIGHT_VEHICLE -> vehicle(json);
                case SPACECRAFT -> spacecraft(json);
                case SPACECRAFT_CONFIG -> config(json);
                case AGENCY -> agency(json);
                case SPACE_STATION -> station(json);
                case DOCKING_LOCATION -> location(json);
            };
            entities.add(entity);
            return entity.ref();
        }

        private @Nullable EntityRef nested(Ll2Object json, Field field, String key, Kind kind) throws WrongValue {
            Ll2Object object = json.object(field, key);
            return object == null ? null : read(kind, object);
        }

        private DockingEvent event(Ll2Object json) throws WrongValue {
            Instant docking = json.requiredTime(Field.EVENT_DOCKING, "docking");
            @Nullable Instant departure = json.time(Field.EVENT_DEPARTURE, "departure");
            @Nullable String launchId = json.text(Field.EVENT_LAUNCH_ID, "launch_id");
            @Nullable
            EntityRef flightVehicle = nested(json, Field.EVENT_FLIGHT_VEHICLE, "flight_vehicle", Kind.FLIGHT_VEHICLE);
            @Nullable
            EntityRef dockingLocation =
                    nested(json, Field.EVENT_DOCKING_LOCATION, "docking_location", Kind.DOCKING_LOCATION);
            @Nullable
            EntityRef spaceStation = nested(json, Field.EVENT_SPACE_STATION, "space_station", Kind.SPACE_STATION);
            @Nullable URI url = json.link(Field.EVENT_URL, "url");
            return new DockingEvent(
                    json.id(),
                    json.covers(),
                    docking,
                    departure,
                    launchId,
                    flightVehicle,
                    dockingLocation,
                    spaceStation,
                    url);
        }

        private FlightVehicle vehicle(Ll2Object json) throws WrongValue {
            @Nullable String destination = json.text(Field.VEHICLE_DESTINATION, "destination");
            @Nullable Instant missionEnd = json.time(Field.VEHICLE_MISSION_END, "mission_end");
            @Nullable EntityRef spacecraft = nested(json, Field.VEHICLE_SPACECRAFT, "spacecraft", Kind.SPACECRAFT);
            @Nullable URI url = json.link(Field.VEHICLE_URL, "url");
            return new FlightVehicle(json.id(), json.covers(), destination, missionEnd, spacecraft, url);
        }

        private Spacecraft spacecraft(Ll2Object json) throws WrongValue {
            @Nullable String name = json.text(Field.SPACECRAFT_NAME, "name");
            @Nullable String serialNumber = json.text(Field.SPACECRAFT_SERIAL_NUMBER, "serial_number");
            @Nullable String description = json.text(Field.SPACECRAFT_DESCRIPTION, "description");
            @Nullable Term status = json.term(Field.SPACECRAFT_STATUS, "status");
            @Nullable
            EntityRef spacecraftConfig =
                    nested(json, Field.SPACECRAFT_SPACECRAFT_CONFIG, "spacecraft_config", Kind.SPACECRAFT_CONFIG);
            @Nullable URI url = json.link(Field.SPACECRAFT_URL, "url");
            return new Spacecraft(
                    json.id(), json.covers(), name, serialNumber, description, status, spacecraftConfig, url);
        }

        private SpacecraftConfig config(Ll2Object json) throws WrongValue {
            @Nullable String name = json.text(Field.CONFIG_NAME, "name");
            @Nullable Term type = json.term(Field.CONFIG_TYPE, "type");
            @Nullable EntityRef agency = nested(json, Field.CONFIG_AGENCY, "agency", Kind.AGENCY);
            @Nullable Boolean inUse = json.flag(Field.CONFIG_IN_USE, "in_use");
            @Nullable String capability = json.text(Field.CONFIG_CAPABILITY, "capability");
            @Nullable String history = json.text(Field.CONFIG_HISTORY, "history");
            @Nullable String details = json.text(Field.CONFIG_DETAILS, "details");
            @Nullable LocalDate maidenFlight = json.date(Field.CONFIG_MAIDEN_FLIGHT, "maiden_flight");
            @Nullable Double height = json.number(Field.CONFIG_HEIGHT, "height");
            @Nullable Double diameter = json.number(Field.CONFIG_DIAMETER, "diameter");
            @Nullable Boolean humanRated = json.flag(Field.CONFIG_HUMAN_RATED, "human_rated");
            @Nullable Integer crewCapacity = json.integer(Field.CONFIG_CREW_CAPACITY, "crew_capacity");
            @Nullable Double payloadCapacity = json.number(Field.CONFIG_PAYLOAD_CAPACITY, "payload_capacity");
            @Nullable String flightLife = json.text(Field.CONFIG_FLIGHT_LIFE, "flight_life");
            @Nullable URI imageUrl = json.link(Field.CONFIG_IMAGE_URL, "image_url");
            @Nullable URI nationUrl = json.link(Field.CONFIG_NATION_URL, "nation_url");
            @Nullable URI wikiLink = json.link(Field.CONFIG_WIKI_LINK, "wiki_link");
            @Nullable URI infoLink = json.link(Field.CONFIG_INFO_LINK, "info_link");
            @Nullable URI url = json.link(Field.CONFIG_URL, "url");
            return new SpacecraftConfig(
                    json.id(),
                    json.covers(),
                    name,
                    type,
                    agency,
                    inUse,
                    capability,
                    history,
                    details,
                    maidenFlight,
                    height,
                    diameter,
                    humanRated,
                    crewCapacity,
                    payloadCapacity,
                    flightLife,
                    imageUrl,
                    nationUrl,
                    wikiLink,
                    infoLink,
                    url);
        }

        private Agency agency(Ll2Object json) throws WrongValue {
            @Nullable String name = json.text(Field.AGENCY_NAME, "name");
            @Nullable String abbrev = json.text(Field.AGENCY_ABBREV, "abbrev");
            @Nullable String type = json.text(Field.AGENCY_TYPE, "type");
            @Nullable String countryCode = json.text(Field.AGENCY_COUNTRY_CODE, "country_code");
            @Nullable Boolean featured = json.flag(Field.AGENCY_FEATURED, "featured");
            @Nullable String description = json.text(Field.AGENCY_DESCRIPTION, "description");
            @Nullable String administrator = json.text(Field.AGENCY_ADMINISTRATOR, "administrator");
            @Nullable Integer foundingYear = json.year(Field.AGENCY_FOUNDING_YEAR, "founding_year");
            @Nullable String launchers = json.text(Field.AGENCY_LAUNCHERS, "launchers");
            @Nullable String spacecraft = json.text(Field.AGENCY_SPACECRAFT, "spacecraft");
            @Nullable String parent = json.text(Field.AGENCY_PARENT, "parent");
            @Nullable URI imageUrl = json.link(Field.AGENCY_IMAGE_URL, "image_url");
            @Nullable URI url = json.link(Field.AGENCY_URL, "url");
            return new Agency(
                    json.id(),
                    json.covers(),
                    name,
                    abbrev,
                    type,
                    countryCode,
                    featured,
                    description,
                    administrator,
                    foundingYear,
                    launchers,
                    spacecraft,
                    parent,
                    imageUrl,
                    url);
        }

        private SpaceStation station(Ll2Object json) throws WrongValue {
            @Nullable String name = json.text(Field.STATION_NAME, "name");
            @Nullable URI imageUrl = json.link(Field.STATION_IMAGE_URL, "image_url");
            @Nullable
            List<EntityRef> dockingLocations = locations(json, Field.STATION_DOCKING_LOCATIONS, "docking_location");
            @Nullable URI url = json.link(Field.STATION_URL, "url");
            return new SpaceStation(json.id(), json.covers(), name, imageUrl, dockingLocations, url);
        }

        private DockingLocation location(Ll2Object json) throws WrongValue {
            @Nullable String name = json.text(Field.LOCATION_NAME, "name");
            return new DockingLocation(json.id(), json.covers(), name, null);
        }

        private @Nullable List<EntityRef> locations(Ll2Object json, Field field, String key) throws WrongValue {
            List<Ll2Object> objects = json.objects(field, key);
            if (objects == null) {
                return null;
            }
            List<EntityRef> refs = new ArrayList<>();
            for (Ll2Object object : objects) {
                refs.add(read(Kind.DOCKING_LOCATION, object));
            }
            return refs;
        }
    }
}
