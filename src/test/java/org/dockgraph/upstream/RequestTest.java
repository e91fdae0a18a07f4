package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.plan.ListOrder.DOCKING_DESC;
import static org.dockgraph.upstream.ScriptedSource.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dockgraph.TestClock;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventFilter.Comparison;
import org.dockgraph.plan.EventFilter.Refers;
import org.dockgraph.plan.EventFilter.Search;
import org.dockgraph.plan.EventFilter.Time;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.dockgraph.replica.ReceivedRequest;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What goes over the wire, by the replica's own record.
@ExtendWith(OutputCaptureExtension.class)
class RequestTest {

    private static final ApiKey KEY = new ApiKey("s3cret");
    private static final Instant MOMENT = Instant.parse("2025-11-25T07:50:00Z");

    private final ReplicaServer replica =
            ReplicaServer.start(ReplicaDataset.bundled(), new TestClock(TestClock.NEW_YEAR_2026));

    @AfterEach
    void stop() {
        replica.close();
    }

    @Test
    void aRequestSaysWhatItTakesAndWhoSendsIt() {
        ReceivedRequest request = sent(events(Where.EVERYTHING, DOCKING_DESC, Mode.NORMAL, 0), null);

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.accept()).isEqualTo("application/json");
        assertThat(request.acceptEncoding()).isEqualTo("gzip");
        assertThat(request.userAgent()).isEqualTo("Dockgraph/1.2.3");
        assertThat(request.authorization()).isNull();
    }

    @Test
    void theKeyIsSentAsATokenAndShownNowhere(CapturedOutput output) {
        ReceivedRequest request = sent(events(Where.EVERYTHING, DOCKING_DESC, Mode.NORMAL, 0), KEY);

        assertThat(request.authorization()).isEqualTo("Token s3cret");
        assertThat(request.target()).doesNotContain("s3cret");
        assertThat(KEY.toString()).isEqualTo("***");
        assertThat(output).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "403 Forbidden", "500 Internal Server Error", "200 OK"})
    void theKeyIsInNoAnswer(String status, CapturedOutput output) {
        Call call = events(Where.EVERYTHING, DOCKING_DESC, Mode.NORMAL, 0);
        try (var source = ScriptedSource.answering(answer(status, "{\"detail\": \"Token s3cret is not known\"}"));
                Ll2Client client = source.client(ScriptedSource.settings(Duration.ofSeconds(30), KEY))) {
            assertThat(client.ask(call, Errand.UPKEEP).toString()).doesNotContain("s3cret");
        }
        try (var source = ScriptedSource.hanging();
                Ll2Client client = source.client(ScriptedSource.settings(Duration.ofMillis(50), KEY))) {
            assertThat(client.ask(call, Errand.UPKEEP).toString()).doesNotContain("s3cret");
        }
        assertThat(output).doesNotContain("s3cret");
    }

    @Test
    void theFirstNormalPageOfEverythingHasOrderAndLimitOnly() {
        assertThat(sent(events(Where.EVERYTHING, DOCKING_DESC, Mode.NORMAL, 0), null)
                        .target())
                .isEqualTo("/2.0.0/docking_event/?limit=100&ordering=-docking");
    }

    @ParameterizedTest
    @CsvSource({"DOCKING, docking", "DOCKING_DESC, -docking", "DEPARTURE, departure", "DEPARTURE_DESC, -departure"})
    void everyOrderIsAskedFor(ListOrder order, String ordering) {
        assertThat(query(events(Where.EVERYTHING, order, Mode.NORMAL, 0)))
                .isEqualTo(Map.of("limit", "100", "ordering", ordering));
    }

    @Test
    void detailsAndOffsetsAreAskedFor() {
        assertThat(query(events(Where.EVERYTHING, DOCKING_DESC, Mode.DETAILED, 200)))
                .isEqualTo(Map.of("limit", "100", "offset", "200", "ordering", "-docking", "mode", "detailed"));
    }

    @Test
    void everyRestrictionHasItsParameter() {
        assertThat(restriction(new Refers(Kind.SPACE_STATION, List.of(18))))
                .isEqualTo(Map.of("space_station__id", "18"));
        assertThat(restriction(new Refers(Kind.FLIGHT_VEHICLE, List.of(900))))
                .isEqualTo(Map.of("flight_vehicle__id", "900"));
        assertThat(restriction(new Refers(Kind.DOCKING_LOCATION, List.of(33))))
                .isEqualTo(Map.of("docking_location__id", "33"));
        assertThat(restriction(new Time(EventOrder.Key.DOCKING, Comparison.GT, MOMENT)))
                .isEqualTo(Map.of("docking__gt", "2025-11-25T07:50:00Z"));
        assertThat(restriction(new Time(EventOrder.Key.DOCKING, Comparison.GTE, MOMENT)))
                .isEqualTo(Map.of("docking__gte", "2025-11-25T07:50:00Z"));
        assertThat(restriction(new Time(EventOrder.Key.DOCKING, Comparison.LT, MOMENT)))
                .isEqualTo(Map.of("docking__lt", "2025-11-25T07:50:00Z"));
        assertThat(restriction(new Time(EventOrder.Key.DOCKING, Comparison.LTE, MOMENT)))
                .isEqualTo(Map.of("docking__lte", "2025-11-25T07:50:00Z"));
        assertThat(restriction(new Time(EventOrder.Key.DOCKING, Comparison.EQ, MOMENT)))
                .isEqualTo(Map.of("docking__gte", "2025-11-25T07:50:00Z", "docking__lte", "2025-11-25T07:50:00Z"));
        assertThat(restriction(new Search(List.of("mir", "soyuz")))).isEqualTo(Map.of("search", "mir soyuz"));
    }

    /// The source keeps microseconds and refuses more digits.
    @Test
    void aMomentIsAskedForInMicrosecondsWithoutChangingWhatMatches() {
        Instant moment = Instant.parse("2025-11-25T07:49:59.123456789Z");
        Function<Comparison, Map<String, String>> asked =
                comparison -> restriction(new Time(EventOrder.Key.DOCKING, comparison, moment));

        assertThat(asked.apply(Comparison.GTE)).isEqualTo(Map.of("docking__gt", "2025-11-25T07:49:59.123456Z"));
        assertThat(asked.apply(Comparison.GT)).isEqualTo(Map.of("docking__gt", "2025-11-25T07:49:59.123456Z"));
        assertThat(asked.apply(Comparison.LT)).isEqualTo(Map.of("docking__lte", "2025-11-25T07:49:59.123456Z"));
        assertThat(asked.apply(Comparison.LTE)).isEqualTo(Map.of("docking__lte", "2025-11-25T07:49:59.123456Z"));
    }

    @Test
    void restrictionsAreAskedForTogether() {
        assertThat(restriction(
                        new Refers(Kind.SPACE_STATION, List.of(18)),
                        new Refers(Kind.FLIGHT_VEHICLE, List.of(900)),
                        new Refers(Kind.DOCKING_LOCATION, List.of(33)),
                        new Time(EventOrder.Key.DOCKING, Comparison.GT, MOMENT),
                        new Time(EventOrder.Key.DOCKING, Comparison.LT, MOMENT.plusSeconds(1)),
                        new Search(List.of("shenzhou"))))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&limit=1",
                "a=b",
                "100%",
                "%26",
                "a+b",
                "#top",
                "a?b",
                "/../",
                "laliberté",
                "союз",
                "天宫",
                "🚀",
                "\"<script>\"",
                "back\\slash",
                "line\nbreak",
                "tab\tstop",
                "nul\u0000"
            })
    void aSearchTermArrivesAsItWasWhateverItsCharacters(String term) {
        Call call = events(Where.of(List.of(new Search(List.of(term)))), DOCKING_DESC, Mode.NORMAL, 0);

        assertThat(query(call)).isEqualTo(Map.of("limit", "100", "ordering", "-docking", "search", term));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyListAndEveryEntityHasAPathThatEndsInASlash(Kind kind) {
        String path = switch (kind) {
            case DOCKING_EVENT -> "docking_event/";
            case FLIGHT_VEHICLE -> "spacecraft/flight/";
            case SPACECRAFT -> "spacecraft/";
            case SPACECRAFT_CONFIG -> "config/spacecraft/";
            case AGENCY -> "agencies/";
            case SPACE_STATION -> "spacestation/";
            case DOCKING_LOCATION -> "config/dockinglocation/";
        };

        assertThat(sent(new Call.Page(ListKey.table(kind), 0, Mode.NORMAL), null)
                        .target())
                .isEqualTo("/2.0.0/" + path + "?limit=100&ordering=name");
        assertThat(sent(new Call.Single(new EntityRef(kind, 17)), null).target())
                .isEqualTo("/2.0.0/" + path + "17/");
    }

    /// The plain page has some 145 kB.
    @Test
    void aPageComesCompressedAndIsRead() {
        Call call = events(Where.EVERYTHING, DOCKING_DESC, Mode.DETAILED, 0);
        try (Ll2Client client = client(null)) {
            assertThat(client.ask(call, Errand.UPKEEP).answer()).isInstanceOfSatisfying(Answer.Found.class, answer -> {
                assertThat(answer.delivery().ids()).hasSize(100).startsWith(633);
                assertThat(answer.delivery().count()).isEqualTo(238);
                assertThat(answer.delivery().rejects()).isEmpty();
            });
        }
        assertThat(replica.requests().getLast().acceptEncoding()).isEqualTo("gzip");
    }

    private Map<String, String> restriction(EventFilter... conjuncts) {
        Map<String, String> query =
                new LinkedHashMap<>(query(events(Where.of(List.of(conjuncts)), DOCKING_DESC, Mode.NORMAL, 0)));
        query.remove("limit");
        query.remove("ordering");
        return query;
    }

    private Map<String, String> query(Call call) {
        return sent(call, null).query();
    }

    private ReceivedRequest sent(Call call, @Nullable ApiKey key) {
        replica.forgetRequests();
        try (Ll2Client client = client(key)) {
            client.ask(call, Errand.UPKEEP);
        }
        assertThat(replica.requests()).hasSize(1);
        assertThat(replica.requests().getFirst().query()).doesNotContainKey("format");
        return replica.requests().getFirst();
    }

    private Ll2Client client(@Nullable ApiKey key) {
        return new Ll2Client(
                replica.baseAddress(),
                ScriptedSource.settings(Duration.ofSeconds(30), key),
                "Dockgraph/1.2.3",
                new TestClock(TestClock.NEW_YEAR_2026),
                null,
                _ -> {});
    }

    private static Call events(Where where, ListOrder order, Mode mode, int offset) {
        return new Call.Page(ListKey.events(where, order), offset, mode);
    }
}
