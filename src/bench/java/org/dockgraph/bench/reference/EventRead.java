package org.dockgraph.bench.reference;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What the workloads need of a docking event, as it is read from the source's stream.
final class EventRead {

    private int id;
    private @Nullable String docking;
    private @Nullable String departure;
    private @Nullable String launchId;
    private @Nullable String url;
    private int vehicle;
    private @Nullable String destination;
    private @Nullable String missionEnd;
    private int craft;
    private @Nullable String craftName;
    private @Nullable String serialNumber;
    private int config;
    private @Nullable String configName;
    private @Nullable Boolean inUse;
    private @Nullable Integer crewCapacity;
    private int agency;
    private @Nullable String agencyName;
    private @Nullable String abbrev;
    private @Nullable String port;
    private @Nullable String station;

    private EventRead() {}

    /// Reads the object that the parser is at the start of, to its end.
    static EventRead of(JsonParser in) {
        EventRead event = new EventRead();
        each(in, event::event);
        return event;
    }

    private interface Property {
        void read(String name, JsonParser in);
    }

    private static void each(JsonParser in, Property property) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            property.read(name, in);
        }
    }

    private void event(String name, JsonParser in) {
        switch (name) {
            case "id" -> id = in.getIntValue();
            case "docking" -> docking = in.getValueAsString();
            case "departure" -> departure = in.getValueAsString();
            case "launch_id" -> launchId = in.getValueAsString();
            case "url" -> url = in.getValueAsString();
            case "flight_vehicle" -> each(in, this::vehicle);
            case "docking_location" -> each(in, this::port);
            case "space_station" -> each(in, this::station);
            default -> in.skipChildren();
        }
    }

    private void vehicle(String name, JsonParser in) {
        switch (name) {
            case "id" -> vehicle = in.getIntValue();
            case "destination" -> destination = in.getValueAsString();
            case "mission_end" -> missionEnd = in.getValueAsString();
            case "spacecraft" -> each(in, this::craft);
            default -> in.skipChildren();
        }
    }

    private void craft(String name, JsonParser in) {
        switch (name) {
            case "id" -> craft = in.getIntValue();
            case "name" -> craftName = in.getValueAsString();
            case "serial_number" -> serialNumber = in.getValueAsString();
            case "spacecraft_config" -> each(in, this::config);
            default -> in.skipChildren();
        }
    }

    private void config(String name, JsonParser in) {
        switch (name) {
            case "id" -> config = in.getIntValue();
            case "name" -> configName = in.getValueAsString();
            case "in_use" -> inUse = in.currentToken() == JsonToken.VALUE_NULL ? null : in.getBooleanValue();
            case "crew_capacity" -> crewCapacity = in.currentToken() == JsonToken.VALUE_NULL ? null : in.getIntValue();
            case "agency" -> each(in, this::agency);
            default -> in.skipChildren();
        }
    }

    private void agency(String name, JsonParser in) {
        switch (name) {
            case "id" -> agency = in.getIntValue();
            case "name" -> agencyName = in.getValueAsString();
            case "abbrev" -> abbrev = in.getValueAsString();
            default -> in.skipChildren();
        }
    }

    private void port(String name, JsonParser in) {
        if (name.equals("name")) {
            port = in.getValueAsString();
        } else {
            in.skipChildren();
        }
    }

    private void station(String name, JsonParser in) {
        if (name.equals("name")) {
            station = in.getValueAsString();
        } else {
            in.skipChildren();
        }
    }

    /// Writes it as the workloads select it.
    ///
    /// @param isNested with all below it, or its own fields alone
    void write(JsonGenerator out, boolean isNested) {
        out.writeStartObject();
        out.writeStringProperty("id", globalId(id));
        out.writeNumberProperty("ll2Id", id);
        out.writeStringProperty("docking", docking);
        out.writeStringProperty("departure", departure);
        if (isNested) {
            writeVehicle(out);
            writeNamed(out, "dockingLocation", port);
            writeNamed(out, "spaceStation", station);
        } else {
            out.writeStringProperty("launchId", launchId);
            Instant from = docking == null ? null : Instant.parse(docking);
            Instant to = departure == null ? null : Instant.parse(departure);
            out.writeBooleanProperty("isDocked", isDocked(from, to));
            out.writeStringProperty("stay", stay(from, to));
            out.writeStringProperty("url", url);
        }
        out.writeEndObject();
    }

    private void writeVehicle(JsonGenerator out) {
        out.writeObjectPropertyStart("flightVehicle");
        out.writeNumberProperty("ll2Id", vehicle);
        out.writeStringProperty("destination", destination);
        out.writeStringProperty("missionEnd", missionEnd);
        out.writeObjectPropertyStart("spacecraft");
        out.writeNumberProperty("ll2Id", craft);
        out.writeStringProperty("name", craftName);
        out.writeStringProperty("serialNumber", serialNumber);
        out.writeObjectPropertyStart("spacecraftConfig");
        out.writeNumberProperty("ll2Id", config);
        out.writeStringProperty("name", configName);
        out.writeName("inUse");
        if (inUse == null) {
            out.writeNull();
        } else {
            out.writeBoolean(inUse);
        }
        out.writeName("crewCapacity");
        if (crewCapacity == null) {
            out.writeNull();
        } else {
            out.writeNumber(crewCapacity);
        }
        out.writeObjectPropertyStart("agency");
        out.writeNumberProperty("ll2Id", agency);
        out.writeStringProperty("name", agencyName);
        out.writeStringProperty("abbrev", abbrev);
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeNamed(JsonGenerator out, String property, @Nullable String name) {
        out.writeObjectPropertyStart(property);
        out.writeStringProperty("name", name);
        out.writeEndObject();
    }

    static String globalId(int id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("DockingEvent:" + id).getBytes(StandardCharsets.UTF_8));
    }

    static boolean isDocked(@Nullable Instant docking, @Nullable Instant departure) {
        Instant now = Instant.now();
        return docking != null && !docking.isAfter(now) && (departure == null || departure.isAfter(now));
    }

    /// From docking to departure, with days: `P6DT6H`. Null while it is not over.
    static @Nullable String stay(@Nullable Instant docking, @Nullable Instant departure) {
        if (docking == null || departure == null || departure.isAfter(Instant.now())) {
            return null;
        }
        Duration stay = Duration.between(docking, departure);
        long days = stay.toDays();
        Duration rest = stay.minusDays(days);
        return days == 0
                ? stay.toString()
                : "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }
}
