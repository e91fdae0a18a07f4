package org.dockgraph.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The documented example of LL2 2.0.0: Shenzhou 22 at Tiangong.
class DockingEvent633Test {

    /// Written in our own words, so they differ from LL2's; what counts is that there is a text.
    private static final List<String> PROSE = List.of("description", "capability", "history", "details");

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    /// `format=api` in the documented answer gives a page; the JSON inside it is the same for `format=json`.
    @Test
    void hasTheKeysTheOrderTheTypesAndTheFactsOfTheDocumentedExample() throws IOException {
        String documented =
                documented().replace("{root}", replica.server().baseAddress().toString());

        JsonNode answered = replica.json("docking_event/633/?format=json");

        assertThat(withoutProse(answered).toPrettyString())
                .isEqualTo(ReplicaFixture.parse(documented.replace("?format=api", "?format=json"))
                        .toPrettyString());
    }

    @Test
    void hasProseOfItsOwnWhereTheExampleHasProse() {
        JsonNode event = replica.json("docking_event/633/");

        assertThat(PROSE.stream().flatMap(key -> event.findValues(key).stream()))
                .hasSize(5)
                .allMatch(text -> text.isString() && !text.asString().isEmpty());
    }

    @Test
    void isTheSameInADetailedListAndByItself() {
        JsonNode listed = replica.json("docking_event/?mode=detailed&ordering=-docking&limit=1");

        assertThat(listed.get("results").get(0)).isEqualTo(replica.json("docking_event/633/"));
    }

    private static String documented() throws IOException {
        try (InputStream file = DockingEvent633Test.class.getResourceAsStream("docking-event-633.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }

    private static JsonNode withoutProse(JsonNode node) {
        for (JsonNode child : node) {
            withoutProse(child);
        }
        if (node instanceof ObjectNode object) {
            for (String key : Set.copyOf(object.propertyNames())) {
                if (PROSE.contains(key) && object.get(key).isString()) {
                    object.put(key, "prose");
                }
            }
        }
        return node;
    }
}
