package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.dockgraph.upstream.ScriptedSource.answer;
import static org.dockgraph.upstream.ScriptedSource.ok;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.dockgraph.TestClock;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What a call costs at the source, on its way through breaker, retry and budget.
@ExtendWith(OutputCaptureExtension.class)
class ChainTest {

    private static final Call CALL = new Call.Single(new EntityRef(Kind.DOCKING_EVENT, 633));
    private static final Errand QUERY = ScriptedSource.errand(Duration.ofSeconds(10), 2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final byte[] FOUND = ok("{\"id\": 633, \"docking\": \"2025-11-25T07:50:00Z\"}");
    private static final byte[] BAD_GATEWAY = answer("502 Bad Gateway", "<html>sorry</html>");
    private static final byte[] SILENCE = new byte[0];

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final Deque<byte[]> next = new ArrayDeque<>();
    private volatile byte[] always = FOUND;
    private final List<CallEnd> ends = new ArrayList<>();
    private final ScriptedSource source = ScriptedSource.that((_, connection) -> give(connection));
    private final Ll2Client client = client(null, null);

    @AfterEach
    void close() {
        client.close();
        source.close();
    }

    @Test
    void theSixteenthCallOfAnHourIsNotMade() {
        for (int i = 0; i < 15; i++) {
            assertThat(client.ask(CALL, QUERY).requests()).isEqualTo(1);
        }

        assertThat(client.ask(CALL, QUERY)).isEqualTo(new Reply(new Answer.OverBudget(HOUR), 0));
        assertThat(client.ask(CALL, Errand.UPKEEP)).isEqualTo(new Reply(new Answer.OverBudget(HOUR), 0));
        assertThat(client.budget())
                .isEqualTo(new Budget(15, 0, 4, 3, clock.instant().plus(HOUR)));
        assertThat(source.targets()).hasSize(15);
        clock.advance(HOUR);
        assertThat(client.ask(CALL, QUERY).answer()).isInstanceOf(Answer.Found.class);
    }

    @Test
    void upkeepMakesElevenCallsOfFifteen() {
        for (int i = 0; i < 20; i++) {
            client.ask(CALL, Errand.UPKEEP);
        }

        assertThat(source.targets()).hasSize(11);
        assertThat(client.ask(CALL, QUERY).answer()).isInstanceOf(Answer.Found.class);
    }

    @Test
    void aGatewayThatIsRestartedTenTimesMakesFifteenCalls(@TempDir Path directory) {
        for (int restart = 0; restart < 10; restart++) {
            try (Ll2Client started = client(null, directory.resolve("calls"))) {
                started.ask(CALL, QUERY);
                started.ask(CALL, QUERY);
            }
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(source.targets()).hasSize(15);
    }

    static Stream<byte[]> whatMayPass() {
        byte[] inMidBody = Arrays.copyOf(FOUND, FOUND.length - 9);
        return Stream.of(
                BAD_GATEWAY,
                answer("503 Service Unavailable", ""),
                answer("504 Gateway Timeout", "<html>"),
                SILENCE,
                inMidBody);
    }

    @ParameterizedTest
    @MethodSource("whatMayPass")
    void whatMayPassIsTriedOnceMoreForAQuery(byte[] failure) {
        next.add(failure);

        Reply reply = client.ask(CALL, QUERY);
        assertThat(reply.answer()).isInstanceOf(Answer.Found.class);
        assertThat(reply.requests()).isEqualTo(2);
        assertThat(client.budget().remaining()).isEqualTo(13);
        assertThat(source.targets()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("whatMayPass")
    void aSecondFailureIsTheAnswer(byte[] failure) {
        always = failure;

        Reply reply = client.ask(CALL, QUERY);
        assertThat(reply.answer()).isInstanceOf(Answer.Unavailable.class);
        assertThat(reply.requests()).isEqualTo(2);
        assertThat(source.targets()).hasSize(2);
    }

    static Stream<Arguments> whatStays() {
        return Stream.of(
                Arguments.of(answer("500 Internal Server Error", "")),
                Arguments.of(answer("400 Bad Request", "{\"docking__gt\":[\"Enter a valid date/time.\"]}")),
                Arguments.of(answer("401 Unauthorized", "")),
                Arguments.of(answer("404 Not Found", "{\"detail\": \"Not found.\"}")),
                Arguments.of(answer("429 Too Many Requests", "", "Retry-After: 1")),
                Arguments.of(ok("<html>maintenance</html>")),
                Arguments.of(answer("301 Moved", "", "Location: https://example.org/")));
    }

    @ParameterizedTest
    @MethodSource("whatStays")
    void whatStaysIsNotTriedAgain(byte[] failure) {
        always = failure;

        assertThat(client.ask(CALL, QUERY).requests()).isEqualTo(1);
        assertThat(source.targets()).hasSize(1);
    }

    @Test
    void nothingIsTriedAgainForUpkeepOrWithoutPatienceOrAttempts() {
        always = BAD_GATEWAY;
        for (Errand errand : List.of(
                Errand.UPKEEP,
                ScriptedSource.errand(Duration.ofMillis(50), 2),
                ScriptedSource.errand(Duration.ofSeconds(10), 1))) {
            assertThat(client.ask(CALL, errand).requests()).isEqualTo(1);
        }

        assertThat(source.targets()).hasSize(3);
    }

    /// The failure says more than that nothing is left to try it again with.
    @Test
    void aRetryThatTheBudgetRefusesIsNotMade() {
        try (Ll2Client poor = client(1, null)) {
            always = BAD_GATEWAY;

            Reply reply = poor.ask(CALL, QUERY);
            assertThat(reply.answer()).isInstanceOf(Answer.Unavailable.class);
            assertThat(reply.requests()).isEqualTo(1);
            assertThat(source.targets()).hasSize(1);
        }
    }

    @Test
    void aRefusedConnectionIsTriedOnceMoreAndBothTriesCount() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        URI base = URI.create("http://localhost:" + port + "/2.0.0/");
        try (var lost = new Ll2Client(base, ScriptedSource.generous(), "Dockgraph/test", clock, null, _ -> {})) {
            Reply reply = lost.ask(CALL, QUERY);

            assertThat(reply.answer()).isInstanceOf(Answer.Unavailable.class);
            assertThat(reply.requests()).isEqualTo(2);
            assertThat(lost.budget().remaining()).isEqualTo(1_000_000 - 2);
        }
    }

    /// The JDK's client sends a request again by itself where a connection that it has kept is closed without an
    /// answer. Here the source keeps each connection for the next request, and closes it in place of an answer.
    @Test
    void aSourceThatClosesWithoutAnAnswerSeesAsManyRequestsAsAreCounted() {
        byte[] keeping =
                new String(FOUND, UTF_8).replace("Connection: close\r\n", "").getBytes(UTF_8);
        int counted = 0;
        for (byte[] given : List.of(keeping, SILENCE, keeping, SILENCE, SILENCE, keeping)) {
            next.add(given);
            counted += client.ask(CALL, Errand.UPKEEP).requests();
        }

        assertThat(counted).isEqualTo(6);
        assertThat(source.targets()).hasSize(6);
        assertThat(client.budget().remaining()).isEqualTo(9);
    }

    @Test
    void threeFailuresInARowLeaveTheSourceAloneAndATrialBringsItBack(CapturedOutput output) {
        source.tellingItsLimit(ok("{}"));
        always = BAD_GATEWAY;
        for (int i = 0; i < 3; i++) {
            client.ask(CALL, Errand.UPKEEP);
        }
        assertThat(client.breaker()).isEqualTo(Breaker.OPEN);
        Duration wait = suspended(client.ask(CALL, QUERY));
        assertThat(wait).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertThat(source.targets()).hasSize(3);

        always = FOUND;
        clock.advance(wait);
        assertThat(client.ask(CALL, QUERY).answer()).isInstanceOf(Answer.Found.class);
        assertThat(client.breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(source.targets()).hasSize(4);
        assertThat(output.getAll().split("The source is left alone", -1)).hasSize(2);
        assertThat(output.getAll().split("The source is asked again", -1)).hasSize(2);
    }

    @Test
    void aTrialThatFailsWaitsLongerUpToTenMinutes() {
        source.tellingItsLimit(ok("{}"));
        always = BAD_GATEWAY;
        try (Ll2Client rich = client(1_000, null)) {
            for (int i = 0; i < 3; i++) {
                rich.ask(CALL, Errand.UPKEEP);
            }
            Duration first = suspended(rich.ask(CALL, QUERY));
            Duration wait = first;
            for (int trial = 0; trial < 12; trial++) {
                clock.advance(wait);
                assertThat(rich.ask(CALL, QUERY).requests()).isEqualTo(1);
                wait = suspended(rich.ask(CALL, QUERY));
                assertThat(wait)
                        .isBetween(first.dividedBy(2), Duration.ofMinutes(10).plusSeconds(1));
            }
            assertThat(wait).isGreaterThan(first.multipliedBy(3));
        }
    }

    /// The reading costs nothing, so an outage of a day costs the three calls that it began with.
    @Test
    void aSourceWhoseLimitCannotBeReadIsNotTriedWithACall() {
        source.tellingItsLimit(answer("503 Service Unavailable", "<html>"));
        always = BAD_GATEWAY;
        for (int i = 0; i < 3; i++) {
            client.ask(CALL, Errand.UPKEEP);
        }
        for (int minute = 0; minute < 60; minute++) {
            clock.advance(Duration.ofMinutes(15));
            assertThat(client.ask(CALL, QUERY).requests()).isZero();
        }
        assertThat(source.targets()).hasSize(3);

        source.tellingItsLimit(answer("404 Not Found", ""));
        always = FOUND;
        clock.advance(Duration.ofMinutes(15));
        assertThat(client.ask(CALL, QUERY).answer()).isInstanceOf(Answer.Found.class);
    }

    @Test
    void aTrialThatTheBudgetRefusesIsMadeLater() {
        try (Ll2Client poor = client(3, null)) {
            always = BAD_GATEWAY;
            for (int i = 0; i < 3; i++) {
                poor.ask(CALL, ScriptedSource.errand(Duration.ofSeconds(10), 1));
            }
            always = FOUND;
            clock.advance(Duration.ofMinutes(20));
            int readings = source.readings();
            for (int i = 0; i < 5; i++) {
                assertThat(poor.ask(CALL, QUERY))
                        .isEqualTo(new Reply(new Answer.OverBudget(Duration.ofMinutes(40)), 0));
            }
            assertThat(poor.breaker()).isEqualTo(Breaker.HALF_OPEN);
            assertThat(source.readings()).as("the limit is not read for each").isLessThanOrEqualTo(readings + 1);

            clock.advance(Duration.ofMinutes(40));
            assertThat(poor.ask(CALL, QUERY).answer()).isInstanceOf(Answer.Found.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "429 Too Many Requests", "400 Bad Request"})
    void anAnswerThatIsNoOutageKeepsTheWayOpen(String status) {
        always = answer(status, "{\"detail\": \"So it is.\"}", "Retry-After: 1");
        for (int i = 0; i < 5; i++) {
            assertThat(client.ask(CALL, QUERY).requests()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(client.breaker()).isEqualTo(Breaker.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "403 Forbidden", "500 Internal Server Error", "200 OK"})
    void aRejectedKeyAndAPageOfHtmlAreAnOutage(String status) {
        always = answer(status, "<html>sorry</html>");
        for (int i = 0; i < 3; i++) {
            client.ask(CALL, QUERY);
        }

        assertThat(client.breaker()).isEqualTo(Breaker.OPEN);
        assertThat(client.ask(CALL, QUERY).answer()).isInstanceOf(Answer.Suspended.class);
    }

    @Test
    void aRedirectWithinTheSourceIsFollowedAndEachHopIsACall() {
        next.add(answer("301 Moved Permanently", "", "Location: /2.2.0/docking_event/633/"));
        next.add(answer("307 Temporary Redirect", "", "Location: " + source.baseAddress() + "moved/?mode=detailed"));

        Reply reply = client.ask(CALL, QUERY);
        assertThat(reply.answer()).isInstanceOf(Answer.Found.class);
        assertThat(reply.requests()).isEqualTo(3);
        assertThat(client.budget().remaining()).isEqualTo(12);
        assertThat(source.targets())
                .containsExactly(
                        "/2.0.0/docking_event/633/", "/2.2.0/docking_event/633/", "/2.0.0/moved/?mode=detailed");
    }

    @Test
    void aRedirectToItselfIsNoticedAtOnce() {
        always = answer("302 Found", "", "Location: ./");

        Reply reply = client.ask(CALL, QUERY);
        assertThat(reply.answer()).isInstanceOf(Answer.Unavailable.class);
        assertThat(reply.requests()).isEqualTo(1);
        assertThat(source.targets()).hasSize(1);
    }

    @Test
    void aFourthHopIsNotMade() {
        for (int hop = 1; hop <= 9; hop++) {
            next.add(answer("302 Found", "", "Location: /hop/" + hop));
        }

        Reply reply = client.ask(CALL, QUERY);
        assertThat(reply.answer()).isInstanceOf(Answer.Unavailable.class);
        assertThat(reply.requests()).isEqualTo(4);
        assertThat(source.targets()).hasSize(4);
    }

    @Test
    void aHopThatTheBudgetRefusesIsNotMade() {
        try (Ll2Client poor = client(1, null)) {
            next.add(answer("302 Found", "", "Location: /hop/"));

            assertThat(poor.ask(CALL, QUERY)).isEqualTo(new Reply(new Answer.OverBudget(HOUR), 1));
            assertThat(source.targets()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/2.0.0/",
                "https://localhost:%d/2.0.0/",
                "http://me@localhost:%d/2.0.0/",
                "//localhost/2.0.0/",
                "http://localhost.example.org/",
                "mailto:me@localhost",
                "http://[",
                ""
            })
    void aRedirectToElsewhereIsNotFollowed(String location) {
        next.add(answer(
                "301 Moved",
                "",
                "Location: " + location.formatted(source.baseAddress().getPort())));

        Reply reply = client.ask(CALL, QUERY);
        assertThat(reply.answer())
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("dockgraph.upstream.base-url"));
        assertThat(reply.requests()).isEqualTo(1);
        assertThat(source.targets()).hasSize(1);
    }

    @Test
    void everyRequestIsToldByItsPathAndItsEnd() {
        source.tellingItsLimit(ok("{\"your_request_limit\": 15, \"current_use\": 0}"));
        next.add(BAD_GATEWAY);
        next.add(answer("302 Found", "", "Location: /hop/"));
        next.add(answer("404 Not Found", "{\"detail\": \"Not found.\"}"));
        client.ask(CALL, QUERY);

        assertThat(ends)
                .extracting(CallEnd::path, CallEnd::outcome)
                .containsExactly(
                        tuple("api-throttle/", "found"),
                        tuple("docking_event/", "unavailable"),
                        tuple("docking_event/", "redirected"),
                        tuple("docking_event/", "missing"));
    }

    private void give(Socket connection) throws IOException {
        byte[] given;
        synchronized (next) {
            given = next.isEmpty() ? always : next.remove();
        }
        connection.getOutputStream().write(given);
    }

    private static Duration suspended(Reply reply) {
        assertThat(reply.requests()).isZero();
        assertThat(reply.answer()).isInstanceOf(Answer.Suspended.class);
        return ((Answer.Suspended) reply.answer()).retryAfter();
    }

    private Ll2Client client(@Nullable Integer callsPerHour, @Nullable Path journal) {
        Duration patience = Duration.ofSeconds(30);
        var settings =
                new UpstreamProperties(null, null, Duration.ofSeconds(5), patience, patience, callsPerHour, null, 3);
        return new Ll2Client(source.baseAddress(), settings, "Dockgraph/test", clock, journal, ends::add);
    }
}
