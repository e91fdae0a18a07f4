package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.dockgraph.TestClock;
import org.dockgraph.docking.Agency;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpacecraftConfig;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The border where foreign data is checked: a detailed page of three events, spoilt in every way.
class Ll2DecoderTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Call PAGE =
            new Call.Page(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), 0, Mode.DETAILED);

    private static final String HUGE =
            "99999999999999999999999999999999999999999999999999999999999999999999999999999999"
                    + "99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999"
                    + "99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999"
                    + "99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999";

    private static String whole = "";

    private ObjectNode page = JSON.createObjectNode();
    private ObjectNode event = JSON.createObjectNode();

    @BeforeAll
    static void readAPage() throws Exception {
        try (var replica = ReplicaServer.start(ReplicaDataset.bundled(), new TestClock(TestClock.NEW_YEAR_2026))) {
            whole = get(replica.baseAddress().resolve("docking_event/?limit=3&ordering=-docking&mode=detailed"));
        }
    }

    @BeforeEach
    void takeAFreshCopy() {
        page = (ObjectNode) JSON.readTree(whole);
        page.put("count", 3).putNull("next");
        event = (ObjectNode) page.get("results").get(1);
    }

    @Test
    void aWholeEventIsTakenApartIntoAllThatIsInIt() {
        Delivery delivery = found();

        assertThat(delivery.ids()).hasSize(3).startsWith(633);
        assertThat(delivery.rejects()).isEmpty();
        assertThat(delivery.entities().stream().map(Entity::kind).distinct()).containsExactlyInAnyOrder(Kind.values());
        Entity shenzhou22 = entity(delivery, Kind.DOCKING_EVENT, 633);
        assertThat(shenzhou22.covers()).isEqualTo(Field.of(Kind.DOCKING_EVENT));
        assertThat(((DockingEvent) shenzhou22).docking()).isEqualTo(Instant.parse("2025-11-25T07:50:00Z"));
        assertThat(((DockingEvent) shenzhou22).spaceStation()).isEqualTo(new EntityRef(Kind.SPACE_STATION, 18));
    }

    @Test
    void unknownFieldsAreIgnoredWhereverTheyAre() {
        Delivery before = found();
        for (ObjectNode object : objects(page)) {
            object.put("response_mode", "normal");
            object.set("agencies", JSON.readTree("[{\"id\": \"x\"}, null, 1e400]"));
        }

        assertThat(found()).isEqualTo(before);
    }

    @Test
    void aMissingFieldIsNotCovered() {
        event.remove("departure");

        assertThat(second(found()).covers())
                .isEqualTo(Field.of(Kind.DOCKING_EVENT).minus(FieldSet.of(Field.EVENT_DEPARTURE)));
    }

    @Test
    void aNullFieldIsCoveredAndEmpty() {
        event.putNull("departure").putNull("flight_vehicle").putNull("space_station");
        DockingEvent read = second(found());

        assertThat(read.covers()).isEqualTo(Field.of(Kind.DOCKING_EVENT));
        assertThat(read.departure()).isNull();
        assertThat(read.flightVehicle()).isNull();
        assertThat(read.spaceStation()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\t\\n"})
    void anEmptyTextIsCoveredAndEmptyLikeNull(String empty) {
        String text = JSON.readTree("\"" + empty + "\"").stringValue();
        event.put("url", text).put("launch_id", text).put("departure", text);
        config().put("wiki_link", text).put("info_link", text).put("maiden_flight", text);
        Delivery delivery = found();

        assertThat(second(delivery).covers()).isEqualTo(Field.of(Kind.DOCKING_EVENT));
        assertThat(second(delivery).url()).isNull();
        assertThat(second(delivery).launchId()).isNull();
        assertThat(second(delivery).departure()).isNull();
        SpacecraftConfig config = (SpacecraftConfig)
                entity(delivery, Kind.SPACECRAFT_CONFIG, config().get("id").intValue());
        assertThat(config.covers()).isEqualTo(Field.of(Kind.SPACECRAFT_CONFIG));
        assertThat(config.wikiLink()).isNull();
        assertThat(config.infoLink()).isNull();
        assertThat(config.maidenFlight()).isNull();
    }

    /// Every value of the event, and of everything in it, once as each of these.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"autumn\"",
                "7",
                "-7",
                "1.5",
                "1e400",
                "123456789012345678901234567890",
                HUGE,
                "true",
                "null",
                "{}",
                "[]",
                "[1, 2]",
                "{\"id\": 1}",
                "{\"id\": null, \"name\": null}",
                "{\"id\": 1, \"name\": 2}"
            })
    void aWrongValueCostsItsEventAtMost(String wrong) {
        int spoilt = 0;
        for (Place place : places(event, "")) {
            takeAFreshCopy();
            ((ObjectNode) place.parentIn(event)).set(place.key(), JSON.readTree(wrong));
            Delivery delivery = found();
            assertThat(delivery.ids()).as("%s as %s", place, wrong).hasSizeBetween(2, 3);
            assertThat(delivery.ids().size() + delivery.rejects().size()).isEqualTo(3);
            assertThat(delivery.size()).isEqualTo(3);
            spoilt += delivery.rejects().size();
            delivery.rejects()
                    .forEach(reject ->
                            assertThat(reject).startsWith("results[1]").hasSizeLessThan(250));
        }
        assertThat(spoilt).isPositive();
    }

    @Test
    void aWrongTypeCostsItsEventAndIsReported() {
        event.put("departure", 1764057000);
        Delivery delivery = found();

        assertThat(delivery.ids()).hasSize(2);
        assertThat(delivery.rejects()).containsExactly("results[1].departure must be text but is 1764057000");
        assertThat(delivery.entities())
                .noneMatch(entity -> entity.ref()
                        .equals(new EntityRef(
                                Kind.DOCKING_EVENT, event.get("id").intValue())));
    }

    @Test
    void aWrongTypeDeepInsideTellsWhereItIs() {
        config().put("height", "tall");

        assertThat(found().rejects())
                .containsExactly("results[1].flight_vehicle.spacecraft.spacecraft_config.height"
                        + " must be a number but is \"tall\"");
    }

    @Test
    void anEntryThatIsNoObjectCostsItself() {
        ((ArrayNode) page.get("results")).add(7).addNull().add("x");

        assertThat(found().ids()).hasSize(3);
        assertThat(found().rejects()).hasSize(3);
        assertThat(found().size()).isEqualTo(6);
    }

    @Test
    void anUnreadableEventAloneOnTheLastPageCostsItselfOnly() {
        page.put("count", 101).putArray("results").addObject().put("id", "x");
        Call last = new Call.Page(ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), 100, Mode.DETAILED);

        assertThat(new Ll2Decoder().decode(last, bytes()))
                .isInstanceOfSatisfying(
                        Answer.Found.class,
                        answer -> assertThat(answer.delivery().rejects()).hasSize(1));
    }

    @Test
    void aCountThatSaysTooMuchOnTheLastPageIsBearable() {
        page.put("count", 4);

        assertThat(found().ids()).hasSize(3);
    }

    @Test
    void aPageWithoutLinksIsRead() {
        page.remove(List.of("next", "previous"));

        assertThat(found().ids()).hasSize(3);
    }

    @Test
    void anEventThatIsThereTwiceIsListedOnce() {
        ((ArrayNode) page.get("results")).add(event.deepCopy().put("departure", "2026-02-02T02:02:02Z"));
        Delivery delivery = found();

        assertThat(delivery.ids()).hasSize(3).doesNotHaveDuplicates();
        assertThat(delivery.size()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"1993\", 1993",
                "1993, 1993",
                "\"\",",
                "null,",
                "\"c. 1993\",",
                "\"12345\",",
                "\"-5\",",
            })
    void theFoundingYearIsReadFromTextAndNumber(String json, @Nullable Integer year) {
        agency().set("founding_year", JSON.readTree(json));
        Agency read = (Agency) entity(found(), Kind.AGENCY, agency().get("id").intValue());

        assertThat(read.covers()).isEqualTo(Field.of(Kind.AGENCY));
        assertThat(read.foundingYear()).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/2.0.0/docking_event/633/?format=api, https://h/2.0.0/docking_event/633/",
        "https://h/2.0.0/docking_event/633/?format=json, https://h/2.0.0/docking_event/633/",
        "https://h/e/?format=api&mode=detailed, https://h/e/?mode=detailed",
        "https://h/e/?mode=detailed&format=api, https://h/e/?mode=detailed",
        "https://h/e/?limit=1&format=json&offset=2, https://h/e/?limit=1&offset=2",
        "https://h/e/?format=api#top, https://h/e/#top",
        "https://h/e/?a=1&format=api#top, https://h/e/?a=1#top",
        "https://h/e/?format=jpg, https://h/e/?format=jpg",
        "https://h/e/?information=api, https://h/e/?information=api",
        "https://h/e/?my_format=json, https://h/e/?my_format=json",
        "https://h/format=json, https://h/format=json",
        "https://h/wiki/Who_goes_there?, https://h/wiki/Who_goes_there?",
        "https://h/e/?a=1&, https://h/e/?a=1&"
    })
    void theFormatIsTakenOutOfLinksAndNothingElse(String sent, String read) {
        event.put("url", sent);

        assertThat(second(found()).url()).isEqualTo(read);
    }

    /// Plain ones are not parsed.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void everyLinkThatIsTakenIsAnAddress(long seed) {
        Random random = new Random(seed);
        String letters = "ab9.-_:/::// %#?[@&=~";
        for (int i = 0; i < 300; i++) {
            StringBuilder link = new StringBuilder(random.nextBoolean() ? "http://" : "https://");
            for (int length = random.nextInt(8); length > 0; length--) {
                link.append(letters.charAt(random.nextInt(random.nextInt(1, letters.length()) + 1)));
            }
            event.put("url", link.toString());
            Delivery delivery = found();

            if (delivery.rejects().isEmpty()) {
                String taken = Objects.requireNonNull(second(delivery).url());
                assertThat(URI.create(taken)).hasToString(taken);
            }
        }
    }

    @Test
    void theFormatIsTakenOutOfTheLinksOfEverything() throws Exception {
        for (ObjectNode object : objects(page)) {
            if (object.get("url") instanceof JsonNode url) {
                object.put("url", url.stringValue() + "?format=api");
            }
        }

        assertThat(found().toString()).contains("/2.0.0/docking_event/633/").doesNotContain("format=");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "https://h/a b.png,https://h/a%20b.png",
                " https://h/a.png ,https://h/a.png",
                "https://h/{a}|b^c`d.png,https://h/%7Ba%7D%7Cb%5Ec%60d.png",
                "https://h/100%.png,https://h/100%25.png",
                "https://h/a%20b.png,https://h/a%20b.png",
                "https://h/a\\b,https://h/a%5Cb",
                "https://h/wiki/Союз_(КК),https://h/wiki/Союз_(КК)"
            })
    void aLinkThatWasTypedCarelesslyCostsNothing(String sent, String read) {
        event.put("url", sent);

        assertThat(second(found()).url()).hasToString(read);
    }

    @Test
    void anEntityOfEveryKindIsReadAlone() {
        ObjectNode vehicle = (ObjectNode) event.get("flight_vehicle");
        Map<Kind, JsonNode> bodies = Map.of(
                Kind.DOCKING_EVENT, event,
                Kind.FLIGHT_VEHICLE, vehicle,
                Kind.SPACECRAFT, vehicle.get("spacecraft"),
                Kind.SPACECRAFT_CONFIG, config(),
                Kind.AGENCY, agency(),
                Kind.SPACE_STATION, event.get("space_station"),
                Kind.DOCKING_LOCATION, event.get("docking_location"));
        bodies.forEach((kind, body) -> {
            EntityRef ref = new EntityRef(kind, body.get("id").intValue());
            assertThat(new Ll2Decoder()
                            .decode(new Call.Single(ref), body.toString().getBytes(UTF_8)))
                    .isInstanceOfSatisfying(Answer.Found.class, answer -> {
                        assertThat(answer.delivery().ids()).containsExactly(ref.id());
                        assertThat(answer.delivery().entities())
                                .anyMatch(entity -> entity.ref().equals(ref));
                    });
        });
    }

    /// LL2 2.2.0 adds these to what 2.0.0 sends, and sends less of the configuration in a list.
    @Test
    void laterAdditionsAndPoorerConfigurationsAreRead() {
        ObjectNode vehicle = (ObjectNode) event.get("flight_vehicle");
        ((ObjectNode) vehicle.get("spacecraft")).put("in_space", true).put("time_in_space", "P215DT10H52M33S");
        ((ObjectNode) event.get("docking_location"))
                .putObject("spacestation")
                .put("id", 18)
                .put("name", "Tiangong");
        config().remove(List.of("type", "in_use", "history", "image_url"));
        Delivery delivery = found();

        assertThat(delivery.rejects()).isEmpty();
        FlightVehicle read = (FlightVehicle)
                entity(delivery, Kind.FLIGHT_VEHICLE, vehicle.get("id").intValue());
        assertThat(read.covers()).isEqualTo(Field.of(Kind.FLIGHT_VEHICLE));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderOfMembersDoesNotMatter(long seed) {
        event.put("departure", 7).put("launch_id", 8); // of two wrong values the same one is told
        Delivery before = found();
        page = (ObjectNode) shuffled(page, new Random(seed));
        Delivery after = found();

        assertThat(after.entities()).containsExactlyInAnyOrderElementsOf(before.entities());
        assertThat(after).usingRecursiveComparison().ignoringFields("entities").isEqualTo(before);
    }

    @Test
    void aPageThatIsCutOffAnywhereIsNoPage() {
        byte[] bytes = bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(new Ll2Decoder().decode(PAGE, Arrays.copyOf(bytes, length)))
                    .as("%s bytes of %s", length, bytes.length)
                    .isInstanceOf(Answer.Malformed.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SPACECRAFT_CONFIG", "AGENCY", "SPACE_STATION", "DOCKING_LOCATION"})
    void whatIsRepeatedToTheLetterIsReadOnce(Kind kind) {
        ArrayNode results = (ArrayNode) page.get("results");
        for (int id = 1; id <= 5; id++) {
            results.add(event.deepCopy().put("id", id));
        }
        Delivery delivery = found();
        List<Entity> ofKind = delivery.entities().stream()
                .filter(entity -> entity.kind() == kind)
                .toList();

        assertThat(delivery.ids()).hasSize(8);
        assertThat(instances(ofKind)).hasSameSizeAs(Set.copyOf(ofKind));
    }

    @Test
    void whatAnEarlierPageHadIsTheSameInstanceAndIsDeliveredAgain() {
        Ll2Decoder decoder = new Ll2Decoder();
        List<Entity> first = ofSmallKinds(decoder);
        List<Entity> second = ofSmallKinds(decoder);

        assertThat(instances(second)).isEqualTo(instances(first)).hasSizeGreaterThan(4);
    }

    @Test
    void whatAnEarlierPageHadIsDeliveredWithAllThatIsWithinIt() {
        Ll2Decoder decoder = new Ll2Decoder();
        ofSmallKinds(decoder); // knows the agency
        config().put("history", "Told anew"); // is read with its agency in it, which is known
        ofSmallKinds(decoder);

        assertThat(ofSmallKinds(decoder))
                .extracting(Entity::ref)
                .contains(new EntityRef(Kind.AGENCY, agency().get("id").intValue()));
    }

    private List<Entity> ofSmallKinds(Ll2Decoder decoder) {
        return ((Answer.Found) decoder.decode(PAGE, bytes()))
                .delivery().entities().stream()
                        .filter(entity -> ReadBefore.isWorthwhile(entity.kind()))
                        .toList();
    }

    private static Set<Entity> instances(List<Entity> entities) {
        Set<Entity> instances = Collections.newSetFromMap(new IdentityHashMap<>());
        instances.addAll(entities);
        return instances;
    }

    @Test
    void whatIsRepeatedWithOtherValuesIsReadAgain() {
        ObjectNode again = event.deepCopy().put("id", 1);
        ((ObjectNode) again.at("/flight_vehicle/spacecraft/spacecraft_config/agency")).put("administrator", "Nobody");
        ((ArrayNode) page.get("results")).add(again);

        assertThat(found().entities().stream()
                        .filter(entity -> entity instanceof Agency)
                        .map(entity -> ((Agency) entity).administrator()))
                .contains("Nobody")
                .hasSizeGreaterThan(1);
    }

    @Test
    void whatAnUnreadableEventHadIsReadWhereItComesAgain() {
        ((ArrayNode) page.get("results")).add(event.deepCopy().put("id", 1));
        event.put("departure", 7);
        Delivery delivery = found();

        assertThat(delivery.rejects()).hasSize(1);
        assertThat(delivery.entities().stream().map(Entity::ref))
                .contains(new EntityRef(Kind.AGENCY, agency().get("id").intValue()))
                .contains(new EntityRef(
                        Kind.FLIGHT_VEHICLE, event.at("/flight_vehicle/id").intValue()));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25T07:50:00Z, 2025-11-25T07:50:00Z",
        "2025-11-25T08:50:00+01:00, 2025-11-25T07:50:00Z",
        "2025-11-25T07:50:00.25Z, 2025-11-25T07:50:00.25Z",
        "2025-11-25T07:50Z, 2025-11-25T07:50:00Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z"
    })
    void aTimeIsReadInAllItsForms(String sent, Instant read) {
        event.put("departure", sent);

        assertThat(second(found()).departure()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T07:50:00Z",
                "2025-13-25T07:50:00Z",
                "2025-00-25T07:50:00Z",
                "2025-11-25T24:00:00Z",
                "2025-11-25T07:60:00Z",
                "2025-11-25T07:50:60Z",
                "2025-11-25 07:50:00Z",
                "2025-11-25T07:50:0٣Z",
                "2025-11-25T07:50:00"
            })
    void aTimeThatCannotBeCostsItsEvent(String impossible) {
        event.put("departure", impossible);

        assertThat(found().rejects())
                .containsExactly("results[1].departure must be a time but is \"" + impossible + "\"");
    }

    private Delivery found() {
        Answer answer = new Ll2Decoder().decode(PAGE, bytes());
        assertThat(answer).isInstanceOf(Answer.Found.class);
        return ((Answer.Found) answer).delivery();
    }

    private byte[] bytes() {
        return page.toString().getBytes(UTF_8);
    }

    private DockingEvent second(Delivery delivery) {
        return (DockingEvent)
                entity(delivery, Kind.DOCKING_EVENT, event.get("id").intValue());
    }

    private ObjectNode config() {
        return (ObjectNode) event.at("/flight_vehicle/spacecraft/spacecraft_config");
    }

    private ObjectNode agency() {
        return (ObjectNode) config().get("agency");
    }

    private static Entity entity(Delivery delivery, Kind kind, int id) {
        return delivery.entities().stream()
                .filter(entity -> entity.ref().equals(new EntityRef(kind, id)))
                .findFirst()
                .orElseThrow();
    }

    /// A value inside an object.
    private record Place(String parent, String key) {
        JsonNode parentIn(JsonNode root) {
            return Objects.requireNonNull(root.at(parent));
        }
    }

    private static List<Place> places(JsonNode object, String path) {
        List<Place> places = new ArrayList<>();
        object.properties().forEach(property -> {
            places.add(new Place(path, property.getKey()));
            if (property.getValue().isObject()) {
                places.addAll(places(property.getValue(), path + "/" + property.getKey()));
            }
        });
        return places;
    }

    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> objects.addAll(objects(child)));
        return objects;
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        return switch (node) {
            case ObjectNode object -> {
                List<String> keys = new ArrayList<>(object.propertyNames());
                Collections.shuffle(keys, random);
                ObjectNode shuffled = JSON.createObjectNode();
                keys.forEach(key -> shuffled.set(key, shuffled(object.get(key), random)));
                yield shuffled;
            }
            case ArrayNode array -> {
                ArrayNode shuffled = JSON.createArrayNode();
                array.forEach(entry -> shuffled.add(shuffled(entry, random)));
                yield shuffled;
            }
            default -> node;
        };
    }

    private static String get(URI address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Accept", "application/json")
                    .build();
            return http.send(request, BodyHandlers.ofString(UTF_8)).body();
        }
    }
}
