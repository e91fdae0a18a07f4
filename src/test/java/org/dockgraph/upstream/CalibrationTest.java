package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.upstream.ScriptedSource.answer;
import static org.dockgraph.upstream.ScriptedSource.ok;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.dockgraph.TestClock;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gateway learns from the source's own count, and how often it looks.
class CalibrationTest {

    private static final Call CALL = new Call.Single(new EntityRef(Kind.DOCKING_EVENT, 633));
    private static final byte[] FOUND = ok("{\"id\": 633, \"docking\": \"2025-11-25T07:50:00Z\"}");

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final ScriptedSource source = ScriptedSource.answering(FOUND);
    private final Ll2Client client = client();

    @AfterEach
    void close() {
        client.close();
        source.close();
    }

    @Test
    void theFirstCallReadsTheLimitUnlessThatHasHappened() {
        source.tellingItsLimit(limit(15, 0));
        assertThat(source.readings()).isZero();
        ask();
        assertThat(source.readings()).isEqualTo(1);

        try (Ll2Client calibrated = client()) {
            calibrated.calibrate();
            assertThat(source.readings()).isEqualTo(2);
            calibrated.ask(CALL, Errand.UPKEEP);
            assertThat(source.readings()).isEqualTo(2);
        }
    }

    @Test
    void aReadingIsGoodForTenMinutesAndIsNotRepeatedForNothing() {
        source.tellingItsLimit(limit(15, 0));
        ask();
        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        ask();
        assertThat(source.readings()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(source.readings()).isEqualTo(1);
        ask();
        assertThat(source.readings()).isEqualTo(2);
    }

    @Test
    void aReadingThatFailsIsNotRepeatedBeforeAMinuteHasGone() {
        source.tellingItsLimit(answer("502 Bad Gateway", "<html>"));
        ask();
        ask();
        assertThat(source.readings()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        ask();
        assertThat(source.readings()).isEqualTo(2);
    }

    @Test
    void aKeysLimitIsLearnt() {
        source.tellingItsLimit(limit(250, 3));
        client.calibrate();

        assertThat(client.budget())
                .isEqualTo(new Budget(250, 247, 4, 3, clock.instant().plus(Duration.ofHours(1))));
    }

    @Test
    void aListAroundItIsReadToo() {
        source.tellingItsLimit(ok("[{\"your_request_limit\": 7.0, \"unknown\": {}}]"));
        client.calibrate();

        assertThat(client.budget().limit()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>We are down</html>",
                "null",
                "[]",
                "7",
                "{",
                "{\"your_request_limit\": null, \"current_use\": null}",
                "{\"your_request_limit\": 0, \"current_use\": -1}",
                "{\"your_request_limit\": \"many\", \"current_use\": \"few\"}",
                "{\"your_request_limit\": -15, \"limit_frequency_secs\": -3600}",
                "{\"your_request_limit\": 1e300, \"current_use\": 1e300}",
                "{\"limit_frequency_secs\": 1}"
            })
    void nothingIsLearntFromNonsense(String nonsense) {
        source.tellingItsLimit(ok(nonsense));
        client.calibrate();

        assertThat(client.budget()).isEqualTo(new Budget(15, 15, 4, 3, null));
        assertThat(ask()).isInstanceOf(Answer.Found.class);
    }

    @Test
    void aBodyWithoutEndIsNotReadToItsEnd() {
        source.tellingItsLimit((_, connection) -> {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            while (true) {
                connection.getOutputStream().write(new byte[1024]);
            }
        });
        client.calibrate();

        assertThat(client.budget().limit()).isEqualTo(15);
    }

    @Test
    void whileOthersUseTheLimitItIsReadBeforeEachCall() {
        source.tellingItsLimit(limit(15, 9));
        ask();
        assertThat(client.budget().remaining()).isEqualTo(15 - 9 - 1);
        source.tellingItsLimit(limit(15, 12));
        ask();
        assertThat(source.readings()).isEqualTo(2);
        assertThat(client.budget().remaining()).as("one of the twelve was ours").isEqualTo(15 - 12 - 1);

        source.tellingItsLimit(limit(15, 2));
        ask();
        assertThat(source.readings()).as("nobody else is left").isEqualTo(3);
        ask();
        assertThat(source.readings()).isEqualTo(3);
        assertThat(client.budget().remaining()).isEqualTo(11);
    }

    @Test
    void whenOthersHaveUsedItUpItIsReadOnceInAMinute() {
        source.tellingItsLimit(limit(15, 15));
        for (int i = 0; i < 20; i++) {
            assertThat(ask()).isInstanceOf(Answer.OverBudget.class);
        }
        assertThat(source.readings()).isEqualTo(1);

        source.tellingItsLimit(limit(15, 14));
        clock.advance(Duration.ofMinutes(1));
        assertThat(ask()).isInstanceOf(Answer.Found.class);
        assertThat(source.readings()).isEqualTo(2);
        assertThat(source.targets()).hasSize(1);
    }

    @Test
    void whenWeHaveUsedItUpNothingIsReadForAQuestion() {
        source.tellingItsLimit(limit(2, 0));
        ask();
        ask();
        for (int i = 0; i < 20; i++) {
            assertThat(ask()).isInstanceOf(Answer.OverBudget.class);
        }

        assertThat(source.readings()).isEqualTo(1);
        assertThat(source.targets()).hasSize(2);
    }

    @Test
    void thoseWhoReadAtTheSameTimeShareAReading() throws Exception {
        var released = new CountDownLatch(1);
        source.tellingItsLimit((_, connection) -> {
            try {
                released.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            connection.getOutputStream().write(limit(15, 0));
        });
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            readers.add(Thread.ofVirtual().start(client::calibrate));
        }
        while (readers.stream().anyMatch(reader -> reader.getState() == Thread.State.RUNNABLE)
                || source.readings() == 0) {
            Thread.onSpinWait();
        }
        released.countDown();
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(source.readings()).isEqualTo(1);
    }

    @Test
    void aHundredQuestionsAtOnceMakeFifteenCalls() throws Exception {
        source.tellingItsLimit(limit(15, 0));
        int requests = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> askers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                askers.add(() -> client.ask(CALL, ScriptedSource.errand(Duration.ofSeconds(10), 2)));
            }
            for (var reply : threads.invokeAll(askers)) {
                requests += reply.get().requests();
            }
        }

        assertThat(requests).isEqualTo(15);
        assertThat(source.targets()).hasSize(15);
    }

    private Answer ask() {
        return client.ask(CALL, ScriptedSource.errand(Duration.ofSeconds(10), 2))
                .answer();
    }

    private Ll2Client client() {
        Duration patience = Duration.ofSeconds(30);
        return source.client(
                new UpstreamProperties(null, null, Duration.ofSeconds(5), patience, patience, null, null, 3), clock);
    }

    private static byte[] limit(int limit, int used) {
        return ok("""
                {"your_request_limit":%d,"limit_frequency_secs":3600,"current_use":%d,"next_use_secs":0,"ident":"x"}
                """.formatted(limit, used));
    }
}
