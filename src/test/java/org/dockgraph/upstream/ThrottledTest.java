package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.upstream.ScriptedSource.answer;
import static org.dockgraph.upstream.ScriptedSource.ok;

import java.time.Duration;
import java.util.Objects;
import org.dockgraph.TestClock;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long the source is left in peace after a 429.
class ThrottledTest {

    private static final Call CALL = new Call.Single(new EntityRef(Kind.DOCKING_EVENT, 633));
    private static final String BODY = "{\"detail\":\"Request was throttled. Expected available in 2429 seconds.\"}";
    private static final String LIMIT =
            "{\"your_request_limit\":15,\"limit_frequency_secs\":3600,\"current_use\":0,\"next_use_secs\":321}";

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);

    @ParameterizedTest
    @CsvSource({"30, 30", "0, 1", "3600, 3600", "3601, 3600", "86400, 3600"})
    void theHeaderSaysIt(String header, long seconds) {
        assertThat(waitAfter("Retry-After: " + header)).isEqualTo(Duration.ofSeconds(seconds));
    }

    /// The gateway's clock shows midnight; the source's is an hour off in either direction.
    @ParameterizedTest
    @ValueSource(strings = {"Wed, 31 Dec 2025 23:00:%02d GMT", "Thu, 1 Jan 2026 01:00:%02d GMT"})
    void aDateIsMeasuredByTheSourcesOwnClock(String date) {
        assertThat(waitAfter("Retry-After: " + date.formatted(45), "Date: " + date.formatted(5)))
                .isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aDateWithoutADateIsMeasuredByTheGatewaysClock() {
        assertThat(waitAfter("Retry-After: Thu, 01 Jan 2026 00:10:00 GMT")).isEqualTo(Duration.ofMinutes(10));
        assertThat(waitAfter("Retry-After: Thu, 01 Jan 2026 00:10:00 GMT", "Date: yesterday"))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-5",
                "+5",
                "NaN",
                "2837.0",
                "86401",
                "99999999999999999999",
                "٣٠",
                "Fri, 31 Dec 1999 23:59:59 GMT",
                "Fri, 32 Dec 2026 23:59:59 GMT",
                "Fri, 01 Jan 2100 00:00:00 GMT",
                "1; DROP TABLE"
            })
    void nonsenseInTheHeaderLeavesItToTheBody(String nonsense) {
        assertThat(waitAfter("Retry-After: " + nonsense)).isEqualTo(Duration.ofSeconds(2429));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Expected available in 2429 seconds. | 2429",
                "Expected available in 2837.0 seconds. | 2838",
                "Expected available in 1 second. | 1",
                "Expected available in 99999 seconds. | 321",
                "Expected available in 99999999999999 seconds. | 321",
                "Expected available in -3 seconds. | 321",
                "Expected available in NaN seconds. | 321",
                "Expected available in ٣٠ seconds. | 321",
                "Request was throttled. | 321"
            })
    void theBodySaysItElseTheLimitDoes(String detail, long seconds) {
        byte[] refusal = answer("429 Too Many Requests", "{\"detail\":\"" + detail + "\"}");

        assertThat(waitAfter(refusal, ok(LIMIT))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>busy</html>",
                "{}",
                "[]",
                "null",
                "{\"next_use_secs\": 0}",
                "{\"next_use_secs\": -7}",
                "{\"next_use_secs\": 1e99}",
                "{\"next_use_secs\": \"321\"}"
            })
    void whereNobodySaysItItIsAMinute(String limit) {
        assertThat(waitAfter(answer("429 Too Many Requests", "<html>busy</html>"), ok(limit)))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void noRequestIsMadeUntilThenAndTheNextOneAfter() {
        try (var source = ScriptedSource.answering(answer("429 Too Many Requests", BODY, "Retry-After: 40"));
                Ll2Client client = source.client(ScriptedSource.generous(), clock)) {
            client.ask(CALL, Errand.UPKEEP);
            clock.advance(Duration.ofSeconds(39));
            int readings = source.readings();
            assertThat(client.ask(CALL, Errand.UPKEEP))
                    .isEqualTo(new Reply(new Answer.OverBudget(Duration.ofSeconds(1)), 0));
            assertThat(client.budget().remaining()).isZero();
            assertThat(source.targets()).hasSize(1);
            assertThat(source.readings()).as("nor is the limit read").isEqualTo(readings);

            clock.advance(Duration.ofSeconds(1));
            assertThat(client.ask(CALL, Errand.UPKEEP).requests()).isEqualTo(1);
        }
    }

    private Duration waitAfter(String... headers) {
        return waitAfter(answer("429 Too Many Requests", BODY, headers), ok(LIMIT));
    }

    private Duration waitAfter(byte[] refusal, byte[] limit) {
        try (var source = ScriptedSource.answering(refusal).tellingItsLimit(limit);
                Ll2Client client = source.client(ScriptedSource.generous(), clock)) {
            Reply reply = client.ask(CALL, Errand.UPKEEP);
            assertThat(reply.answer()).isInstanceOf(Answer.Throttled.class);
            Duration wait = Objects.requireNonNull(((Answer.Throttled) reply.answer()).retryAfter());
            assertThat(client.ask(CALL, Errand.UPKEEP)).isEqualTo(new Reply(new Answer.OverBudget(wait), 0));
            return wait;
        }
    }
}
