package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What comes back, whole, from a replica that misbehaves.
class FaultyAnswerTest {

    private static final String PAGE = "docking_event/?limit=10&ordering=docking&mode=detailed";

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @Test
    void anyStatusCanBeAnswered() {
        for (int status : new int[] {200, 204, 304, 400, 404, 418, 500, 502, 503, 599}) {
            assertThat(answer(Fault.status(status)).statusCode()).isEqualTo(status);
        }
        assertThat(answer(Fault.status(500)).body()).isEqualTo("{\"detail\":\"Scripted status.\"}");
    }

    @Test
    void throttledInLl2sWordsHasTheWaitOnlyInItsBody() {
        HttpResponse<String> answer = answer(Fault.throttled(Duration.ofSeconds(2429)));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body())
                .isEqualTo("{\"detail\":\"Request was throttled. Expected available in 2429 seconds.\"}");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void a429NeedNotTellAnyWait() {
        HttpResponse<String> answer = answer(Fault.status(429));

        assertThat(answer.body()).isEqualTo("{\"detail\":\"Request was throttled.\"}");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void retryAfterIsSecondsOrNonsense() {
        assertThat(answer(Fault.status(429).and(Fault.retryAfter("30")))
                        .headers()
                        .allValues("Retry-After"))
                .containsExactly("30");
        assertThat(answer(Fault.status(429).and(Fault.retryAfter("soon")))
                        .headers()
                        .allValues("Retry-After"))
                .containsExactly("soon");
    }

    @Test
    void retryAfterIsADateByTheReplicasClock() {
        assertThat(retryAfter(Fault.status(503).and(Fault.retryDate(Duration.ofSeconds(90)))))
                .isEqualTo("Mon, 01 Dec 2025 12:01:30 GMT");
        assertThat(retryAfter(Fault.status(429).and(Fault.retryDate(Duration.ofDays(-1)))))
                .isEqualTo("Sun, 30 Nov 2025 12:00:00 GMT");
    }

    @Test
    void aClockThatIsOffMovesTheDateAndWhoIsDocked() {
        Fault fast = Fault.clockOff(Duration.ofHours(1));
        replica.clock.set(Instant.parse("2025-11-25T07:20:00Z")); // Shenzhou 22 docks in half an hour

        assertThat(retryAfter(fast.and(Fault.status(429)).and(Fault.retryDate(Duration.ofSeconds(30)))))
                .isEqualTo("Tue, 25 Nov 2025 08:20:30 GMT");
        replica.server().faults().clear();
        String station = "spacestation/18/";
        assertThat(replica.json(station).toString()).doesNotContain("Shenzhou 22");
        replica.server().faults().add(fast.on(station));
        assertThat(replica.json(station).toString()).contains("Shenzhou 22");
    }

    @Test
    void anHtmlPageComesWithAnyStatus() {
        for (Fault fault : List.of(Fault.html(), Fault.status(502).and(Fault.html()))) {
            HttpResponse<String> answer = answer(fault);

            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
            assertThat(answer.body()).startsWith("<html>").contains("" + answer.statusCode());
        }
        assertThat(answer(Fault.html()).statusCode()).isEqualTo(200);
        assertThat(answer(Fault.status(502).and(Fault.html())).statusCode()).isEqualTo(502);
    }

    @Test
    void anEmptyBodyComesWithStatus200() {
        HttpResponse<String> answer = answer(Fault.empty());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void halfADocumentComesAsAWholeAnswer() {
        String whole = replica.get(PAGE).body();
        String half = answer(Fault.half()).body();

        assertThat(whole).startsWith(half);
        assertThat(half).hasSize(whole.length() / 2);
        assertThatThrownBy(() -> ReplicaFixture.parse(half)).isInstanceOf(JacksonException.class);
    }

    @Test
    void fieldsHaveWrongTypes() {
        JsonNode event =
                json(Fault.number("docking").and(Fault.text("flight_vehicle"))).at("/results/9");

        assertThat(event.get("docking").isNumber()).isTrue();
        assertThat(event.get("flight_vehicle").isString()).isTrue();
    }

    @Test
    void objectsAreMissingOrNullHoweverDeep() {
        assertThat(json(Fault.missing("docking_location")).findValue("docking_location"))
                .isNull();
        assertThat(json(Fault.nulled("spacecraft_config")).findValues("spacecraft_config"))
                .hasSize(10)
                .allMatch(JsonNode::isNull);
        replica.server().faults().replace(List.of(Fault.missing("spacecraft").on("docking_event/*")));
        assertThat(replica.json("docking_event/633/").get("flight_vehicle").has("spacecraft"))
                .isFalse();
    }

    @Test
    void unknownFieldsStandInEveryObject() {
        JsonNode honest = replica.json(PAGE);
        JsonNode answer = json(Fault.unknown());

        assertThat(answer.has("heard_of_by_nobody")).isTrue();
        assertThat(answer.findParents("url"))
                .hasSameSizeAs(honest.findParents("url"))
                .allMatch(entity -> entity.has("heard_of_by_nobody"));
        assertThat(ReplicaFixture.ids(answer)).isEqualTo(ReplicaFixture.ids(honest));
    }

    @Test
    void anEventIsTwiceOnAPage() {
        List<Integer> honest = replica.ids(PAGE);

        assertThat(ReplicaFixture.ids(json(Fault.twice())))
                .containsExactlyElementsOf(Stream.concat(honest.stream(), Stream.of(honest.getFirst()))
                        .toList());
    }

    @Test
    void theCountLies() {
        assertThat(json(Fault.count(+7)).get("count").asInt()).isEqualTo(245);
        assertThat(json(Fault.count(-1000)).get("count").asInt()).isEqualTo(-762);
    }

    @Test
    void aPageRepeatsAnEventAfterOneHasCome() {
        List<Integer> all = replica.ids("docking_event/?ordering=docking&limit=100");
        replica.server().faults().add(Fault.shift(+1));

        JsonNode first = replica.json("docking_event/?ordering=docking&limit=10");
        JsonNode second = replica.json(first.get("next").asString());

        assertThat(ReplicaFixture.ids(first)).isEqualTo(all.subList(0, 10));
        assertThat(ReplicaFixture.ids(second)).isEqualTo(all.subList(9, 19));
        assertThat(first.get("count").asInt()).isEqualTo(238);
        assertThat(second.get("count").asInt()).isEqualTo(239);
        assertThat(second.get("next").asString()).endsWith("/docking_event/?limit=10&offset=20&ordering=docking");
    }

    @Test
    void aPageLacksAnEventAfterOneHasGone() {
        List<Integer> all = replica.ids("docking_event/?ordering=docking&limit=100");
        replica.server().faults().add(Fault.shift(-1));

        JsonNode second = replica.json("docking_event/?ordering=docking&limit=10&offset=10");

        assertThat(ReplicaFixture.ids(second)).isEqualTo(all.subList(11, 21));
        assertThat(second.get("count").asInt()).isEqualTo(237);
    }

    @Test
    void theLastPageOfAShiftedListEndsTheList() {
        String last = "docking_event/?ordering=docking&limit=38&offset=200";
        assertThat(replica.json(last).get("next").isNull()).isTrue();

        replica.server().faults().add(Fault.shift(+1));

        String beyond = replica.json(last).get("next").asString();
        assertThat(replica.ids(beyond)).isEqualTo(replica.ids("docking_event/?ordering=-docking&limit=1"));
        assertThat(replica.json(beyond).get("next").isNull()).isTrue();
    }

    @Test
    void aRedirectLeadsBackOrElsewhere() {
        HttpResponse<String> loop = answer(Fault.redirectLoop());
        URI elsewhere = URI.create("http://127.0.0.1:9/2.0.0/");
        HttpResponse<String> away = answer(Fault.redirect(elsewhere));

        assertThat(loop.statusCode()).isEqualTo(302);
        assertThat(loop.uri().resolve(loop.headers().firstValue("Location").orElseThrow()))
                .isEqualTo(loop.uri());
        assertThat(away.headers().firstValue("Location")).contains(elsewhere.toString());
    }

    @Test
    void aPageForPeopleIsNotEdited() {
        replica.server().faults().add(Fault.nulled("docking"));

        assertThat(replica.get("docking_event/?format=api").body()).startsWith("<!DOCTYPE html>");
    }

    /// The answer to the first page, with only this fault.
    private HttpResponse<String> answer(Fault fault) {
        replica.server().faults().replace(List.of(fault));
        return replica.get(PAGE);
    }

    private JsonNode json(Fault fault) {
        return ReplicaFixture.parse(answer(fault).body());
    }

    private String retryAfter(Fault fault) {
        return answer(fault).headers().firstValue("Retry-After").orElseThrow();
    }
}
