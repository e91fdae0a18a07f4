package org.dockgraph.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes a data set for the replica, `dockgraph.replica.dataset`, as large as is asked for: the shape of the bundled
/// one, invented content.
///
/// ```
/// java -cp … org.dockgraph.bench.DatasetGenerator 100000 1 target/dataset-100000.json
/// ```
///
/// Vehicles and spacecraft grow with the events: of 100 events 3 are by a vehicle that has docked before, and of 100
/// flights 20 by a spacecraft that has flown before, as in the bundled data set. Stations, ports, configurations and
/// agencies stay few, as they are in Launch Library 2. The events lie between 1971 and 2026, so many stations' worth
/// of them in a day as it takes; the latest of each thousand have not left.
///
/// The same number and seed give the same bytes, whenever and wherever they are made.
public final class DatasetGenerator {

    private static final Instant FIRST = Instant.parse("1971-04-24T01:48:00Z");
    private static final Instant LAST = Instant.parse("2026-01-01T00:00:00Z");

    private static final int STATIONS = 20;
    private static final int PORTS_OF_A_STATION = 5;
    private static final int CONFIGS = 60;
    private static final int AGENCIES = 120;

    /// How many of 238 events the busiest stations of the bundled data set have; all others share what is left.
    private static final int[] SHARES = {154, 39, 19, 9, 4};

    private static final int ALL_SHARES = 238;

    private static final String[] WORDS = ("station module crew cargo orbit launch vehicle docking port forward aft"
                    + " pressurised solar panel propellant mission flight system guidance return capsule service"
                    + " developed built operated used first second for the of and with from its by which")
            .split(" ");

    private final Random random;
    private final List<Integer> spacecraft = new ArrayList<>();
    private final List<Flight> flights = new ArrayList<>();

    private record Flight(int station, int spacecraft) {}

    private DatasetGenerator(long seed) {
        random = new Random(seed);
    }

    /// Writes a data set.
    ///
    /// @param arguments how many docking events, a seed, the file
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "Three arguments are needed: events, seed, file. Example: 100000 1 large.json");
        }
        Path file = Path.of(arguments[2]);
        try (OutputStream out = Files.newOutputStream(file)) {
            write(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]), out);
        }
    }

    /// Writes a data set with so many docking events.
    public static void write(int events, long seed, OutputStream out) {
        try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
            new DatasetGenerator(seed).write(events, json);
        }
    }

    private void write(int events, JsonGenerator json) {
        json.writeStartObject();
        rows(json, "docking_events", events, id -> event(json, id, events));
        rows(json, "flights", flights.size(), id -> flight(json, id));
        rows(json, "spacecraft", spacecraft.size(), id -> spacecraft(json, id));
        rows(json, "spacecraft_configs", CONFIGS, _ -> config(json));
        rows(json, "agencies", AGENCIES, id -> agency(json, id));
        rows(json, "space_stations", STATIONS, id -> station(json, id));
        rows(json, "docking_locations", STATIONS * PORTS_OF_A_STATION, id -> port(json, id));
        json.writeEndObject();
    }

    private interface Columns {
        void write(int id);
    }

    private static void rows(JsonGenerator json, String kind, int count, Columns columns) {
        json.writeArrayPropertyStart(kind);
        for (int id = 1; id <= count; id++) {
            json.writeStartObject();
            json.writeNumberProperty("id", id);
            columns.write(id);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        json.writeEndArray();
    }

    private void event(JsonGenerator json, int id, int events) {
        long seconds = Duration.between(FIRST, LAST).toSeconds();
        Instant docking =
                FIRST.plusSeconds(seconds * id / (events + 1)).plus(random.nextInt(14 * 24 * 60), ChronoUnit.MINUTES);
        boolean isModule = random.nextInt(500) == 0;
        Instant departure =
                docking.plus(isModule ? 3_000 + random.nextInt(6_000) : 1 + random.nextInt(190), ChronoUnit.DAYS);
        int vehicle = flightOfAnEvent();
        int station = flights.get(vehicle - 1).station;
        json.writeStringProperty("launch_id", new UUID(random.nextLong(), random.nextLong()).toString());
        json.writeStringProperty("docking", docking.toString());
        if (departure.isBefore(LAST)) {
            json.writeStringProperty("departure", departure.toString());
        }
        json.writeNumberProperty("flight_vehicle", vehicle);
        json.writeNumberProperty(
                "docking_location", (station - 1) * PORTS_OF_A_STATION + 1 + random.nextInt(PORTS_OF_A_STATION));
        json.writeNumberProperty("space_station", station);
    }

    private int flightOfAnEvent() {
        if (!flights.isEmpty() && random.nextInt(100) < 3) {
            return flights.size() - random.nextInt(Math.min(10, flights.size()));
        }
        if (spacecraft.isEmpty() || random.nextInt(100) >= 20) {
            spacecraft.add(configOfACraft());
        }
        boolean isNew = flights.isEmpty() || flights.getLast().spacecraft < spacecraft.size();
        int craft = isNew ? spacecraft.size() : spacecraft.size() - random.nextInt(Math.min(50, spacecraft.size()));
        flights.add(new Flight(stationOfAFlight(), craft));
        return flights.size();
    }

    /// Half of all spacecraft are of the one kind that everybody knows.
    private int configOfACraft() {
        return random.nextBoolean() ? 1 : 1 + random.nextInt(CONFIGS);
    }

    private int stationOfAFlight() {
        int draw = random.nextInt(ALL_SHARES);
        for (int station = 1; station <= SHARES.length; station++) {
            draw -= SHARES[station - 1];
            if (draw < 0) {
                return station;
            }
        }
        return SHARES.length + 1 + random.nextInt(STATIONS - SHARES.length);
    }

    private void flight(JsonGenerator json, int id) {
        json.writeStringProperty("destination", stationName(flights.get(id - 1).station));
        json.writeNumberProperty("spacecraft", flights.get(id - 1).spacecraft);
    }

    private void spacecraft(JsonGenerator json, int id) {
        json.writeStringProperty("name", "Craft " + id + " " + word());
        json.writeStringProperty("serial_number", "11F" + (100_000 + id) + " #" + id);
        choice(json, "status", 4, "Single Use");
        json.writeStringProperty("description", text(150));
        json.writeNumberProperty("spacecraft_config", spacecraft.get(id - 1));
    }

    private void config(JsonGenerator json) {
        String name = word() + " " + (1 + random.nextInt(9));
        json.writeStringProperty("name", name);
        choice(json, "type", 2, "Cargo");
        json.writeNumberProperty("agency", 1 + random.nextInt(AGENCIES));
        json.writeBooleanProperty("in_use", random.nextBoolean());
        json.writeStringProperty("capability", text(60));
        json.writeStringProperty("history", text(500));
        json.writeStringProperty("details", text(400));
        json.writeStringProperty("maiden_flight", (1967 + random.nextInt(58)) + "-04-23");
        json.writeNumberProperty("height", 5 + random.nextInt(10));
        json.writeNumberProperty("diameter", 2 + random.nextInt(4));
        json.writeBooleanProperty("human_rated", random.nextBoolean());
        json.writeNumberProperty("crew_capacity", random.nextInt(8));
        json.writeNumberProperty("payload_capacity", 500 * random.nextInt(20));
        json.writeStringProperty("flight_life", "6 months docked");
        json.writeStringProperty("image_url", image("orbiter"));
        json.writeStringProperty("wiki_link", link());
        json.writeStringProperty("info_link", link());
    }

    private void agency(JsonGenerator json, int id) {
        json.writeStringProperty("name", "Agency of " + word() + " " + id);
        json.writeBooleanProperty("featured", id <= 10);
        choice(json, "type", 1, "Government");
        json.writeStringProperty("country_code", "C" + (10 + id % 40));
        json.writeStringProperty("abbrev", "A" + id);
        json.writeStringProperty("description", text(500));
        json.writeStringProperty("administrator", "Administrator: " + word() + " " + word());
        json.writeStringProperty("founding_year", String.valueOf(1950 + random.nextInt(70)));
        json.writeStringProperty("launchers", word() + " | " + word());
        json.writeStringProperty("spacecraft", word());
        json.writeStringProperty("logo_url", image("logo"));
        json.writeStringProperty("image_url", image("agency"));
    }

    private void station(JsonGenerator json, int id) {
        json.writeStringProperty("name", stationName(id));
        choice(json, "status", 1, "Active");
        choice(json, "type", 2, "Government");
        json.writeStringProperty("founded", (1971 + id) + "-04-19");
        json.writeStringProperty("description", text(300));
        json.writeStringProperty("orbit", "Low Earth Orbit");
        json.writeArrayPropertyStart("owners");
        json.writeNumber(1 + random.nextInt(AGENCIES));
        json.writeEndArray();
        json.writeStringProperty("image_url", image("spacestation"));
    }

    private static String stationName(int id) {
        return "Orbital Station " + id;
    }

    private void port(JsonGenerator json, int id) {
        json.writeStringProperty("name", word() + " " + id);
        json.writeNumberProperty("space_station", 1 + (id - 1) / PORTS_OF_A_STATION);
    }

    private static void choice(JsonGenerator json, String column, int id, String name) {
        json.writeObjectPropertyStart(column);
        json.writeNumberProperty("id", id);
        json.writeStringProperty("name", name);
        json.writeEndObject();
    }

    private String image(String kind) {
        return "https://example.org/media/images/" + kind + "_image_" + random.nextInt(1_000_000_000) + ".jpg";
    }

    private String link() {
        return "https://example.org/wiki/" + word() + "_" + random.nextInt(1_000_000);
    }

    /// Words that are about so many characters long.
    private String text(int length) {
        StringBuilder text = new StringBuilder(length + 20);
        while (text.length() < length) {
            text.append(text.isEmpty() ? "" : " ").append(word());
        }
        return text.append('.').toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
