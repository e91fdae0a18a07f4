package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dockgraph.TestClock;
import org.dockgraph.upstream.CallBudget.Grant;
import org.dockgraph.upstream.Errand.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What a budget knows after a restart, and what its file looks like.
@ExtendWith(OutputCaptureExtension.class)
class CallJournalTest {

    private static final URI SOURCE = URI.create("https://ll.thespacedevs.com/2.0.0/");
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final List<CallBudget> opened = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        opened.forEach(CallBudget::close);
    }

    @Test
    void aPersonCanReadIt() throws IOException {
        CallBudget budget = start(file());
        Grant.Permit permit = permit(budget);
        clock.advance(Duration.ofMillis(1500));
        budget.end(permit);
        clock.advance(Duration.ofSeconds(1));
        permit(budget);
        budget.close(Duration.ofMinutes(20));

        assertThat(file()).content(ISO_8859_1).isEqualTo("""
                        # Requests that Dockgraph has sent, so that a restart does not forget them. Times are UTC.
                        source https://ll.thespacedevs.com/2.0.0/
                        sent 1 2026-01-01T00:00:00Z
                        ended 1 2026-01-01T00:00:01.500Z
                        sent 2 2026-01-01T00:00:02.500Z
                        closed 2026-01-01T00:00:02.500Z 2026-01-01T00:20:02.500Z
                        """);
    }

    @Test
    void aRestartForgetsNothing() {
        CallBudget before = start(file());
        before.end(permit(before));
        permit(before);
        CallBudget after = restart(before);

        assertThat(after.budget().remaining()).isEqualTo(13);
        permit(after);
        assertThat(restart(after).budget().remaining()).isEqualTo(12);
    }

    /// It may have arrived at any moment until then.
    @Test
    void aRequestWithoutAnEndHasTakenAsLongAsAnyMay() {
        CallBudget before = start(file());
        permit(before);
        CallBudget after = restart(before);

        clock.advance(Duration.ofHours(1).plusSeconds(29));
        assertThat(after.budget().remaining()).isEqualTo(14);
        clock.advance(Duration.ofSeconds(1));
        assertThat(after.budget().remaining()).isEqualTo(15);
    }

    @Test
    void theClosedGateStaysClosedOverARestart() {
        CallBudget before = start(file());
        before.close(Duration.ofMinutes(20));
        clock.advance(Duration.ofMinutes(5));

        assertThat(restart(before).take(Purpose.QUERY)).isEqualTo(new Grant.Wait(Duration.ofMinutes(15)));
    }

    @Test
    void aClockThatIsSetBackOverARestartFreesNothing() {
        CallBudget before = start(file());
        before.end(permit(before));
        before.close(Duration.ofMinutes(20));
        clock.advance(Duration.ofHours(-2));
        CallBudget after = restart(before);

        assertThat(after.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(Duration.ofMinutes(20)));
        clock.advance(Duration.ofMinutes(59));
        assertThat(after.budget().remaining()).isEqualTo(14);
    }

    @Test
    void aSystemClockThatIsSetWhileTheGatewayRunsFreesNothing() {
        var wall = new TestClock(TestClock.NEW_YEAR_2026);
        CallBudget before = start(file(), SOURCE, wall);
        before.end(permit(before));
        wall.advance(Duration.ofHours(1));
        assertThat(before.budget().remaining()).isEqualTo(14);
        permit(before);

        assertThat(restart(before, wall).budget().remaining()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sent 2 2026-01-01T00:0",
                "sent",
                "s",
                "sent 1 2026-01-01T00:00:00Z",
                "sent x 2026-01-01T00:00:00Z",
                "sent 2 +1000000000-12-31T23:59:59.999999999Z",
                "sent 2 -1000000000-01-01T00:00:00Z",
                "sent 99999999999999999999 2026-01-01T00:00:00Z",
                "called 2 2026-01-01T00:00:00Z",
                "closed then",
                "\u0000\u0000\u0000",
                "# a note"
            })
    void aLineThatIsTornOrUnknownCountsAsARequestOfThisMoment(String line) throws IOException {
        CallBudget before = start(file());
        before.end(permit(before));
        Files.writeString(file(), line, ISO_8859_1, StandardOpenOption.APPEND);
        clock.advance(Duration.ofMinutes(30));
        CallBudget after = restart(before);

        assertThat(after.budget().remaining()).isBetween(13, 14);
        clock.advance(Duration.ofMinutes(31));
        boolean isLongAgo = line.contains(" -1000000000");
        assertThat(after.budget().remaining()).isEqualTo(isLongAgo ? 15 : 14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "e", "ende", "ended", "ended 1", "ended 1 2026-0", "ended 7 2026-01-01T00:00:00Z"})
    void anEndThatIsTornOrOfNothingCountsNothing(String line) throws IOException {
        CallBudget before = start(file());
        before.end(permit(before));
        Files.writeString(file(), line, ISO_8859_1, StandardOpenOption.APPEND);

        assertThat(restart(before).budget().remaining()).isEqualTo(14);
    }

    @Test
    void whatIsWrittenAfterATornLineIsRead() throws IOException {
        CallBudget before = start(file());
        Files.writeString(file(), "ended 1 2026", ISO_8859_1, StandardOpenOption.APPEND);
        CallBudget after = restart(before);
        permit(after);

        assertThat(restart(after).budget().remaining()).isEqualTo(14);
    }

    @Test
    void requestsToAnotherSourceDoNotCountAndAreNotForgotten() {
        CallBudget real = start(file());
        real.end(permit(real));
        real.end(permit(real));
        real.close();
        CallBudget other = start(file(), URI.create("http://localhost:8081/2.0.0/"), clock);
        assertThat(other.budget().remaining()).isEqualTo(15);
        other.end(permit(other));
        other.close();

        CallBudget again = start(file());
        assertThat(again.budget().remaining()).isEqualTo(13);
        again.close();
        assertThat(start(file(), URI.create("http://localhost:8081/2.0.0/"), clock)
                        .budget()
                        .remaining())
                .isEqualTo(14);
    }

    @Test
    void aDirectoryThatIsMissingIsMade() {
        Path deep = directory.resolve("var/lib/dockgraph/calls");
        permit(start(deep));

        assertThat(deep).isNotEmptyFile();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldOnceAndTheBudgetGoesOn(CapturedOutput output) throws IOException {
        Path file = Files.createFile(directory.resolve("a-file")).resolve("calls");
        CallBudget budget = start(file);
        for (int i = 0; i < 15; i++) {
            budget.end(permit(budget));
        }

        assertThat(budget.take(Purpose.QUERY)).isInstanceOf(Grant.Wait.class);
        assertThat(output.getAll().split("The journal of calls cannot be kept", -1))
                .hasSize(2);
        assertThat(output).contains("WARN", file.toString());
    }

    /// A directory in the way of the file that is written aside stands for a disk that is full for a while.
    @Test
    void aPlaceThatCanBeWrittenAgainGetsEverything(CapturedOutput output) throws IOException {
        Path obstacle = Files.createDirectories(directory.resolve("calls.new/x"));
        CallBudget before = start(file());
        before.end(permit(before));
        assertThat(output).contains("The journal of calls cannot be kept");
        Files.delete(obstacle);
        Files.delete(directory.resolve("calls.new"));
        before.end(permit(before));

        assertThat(output).contains("The journal of calls is written again");
        assertThat(restart(before).budget().remaining()).isEqualTo(13);
    }

    @Test
    void aFileOfSomebodyElseIsLeftAlone(CapturedOutput output) throws IOException {
        Files.writeString(file(), "{\"count\": 238}");
        permit(start(file()));

        assertThat(file()).hasContent("{\"count\": 238}");
        assertThat(output).contains("it is no journal of calls");
    }

    @Test
    void anEmptyFileAndATornFirstLineAreABeginning() throws IOException {
        for (String begun : List.of("", "# Requests that Dock")) {
            Files.writeString(file(), begun);
            CallBudget budget = start(file());
            permit(budget);
            assertThat(restart(budget).budget().remaining()).isEqualTo(14);
        }
    }

    @Test
    void aLongHourDoesNotMakeALongFile() {
        CallBudget budget = start(file());
        for (int i = 0; i < 5_000; i++) {
            budget.end(permit(budget));
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(file().toFile().length()).isLessThan(100_000);
        assertThat(restart(budget).budget().remaining()).isEqualTo(3 + 1);
    }

    @Test
    void anotherGatewayOnTheSameFileIsTold(CapturedOutput output) {
        start(file());
        assertThat(output).doesNotContain("Another gateway");
        start(file());

        assertThat(output).contains("WARN").contains("Another gateway writes this journal of calls");
    }

    /// A thread that is interrupted closes the channels that it writes to.
    @Test
    void anInterruptedThreadHarmsNothing(CapturedOutput output) {
        CallBudget budget = start(file());
        Thread.currentThread().interrupt();
        budget.end(permit(budget));
        assertThat(Thread.interrupted()).isTrue();
        budget.end(permit(budget));

        assertThat(output).doesNotContain("WARN");
        assertThat(restart(budget).budget().remaining()).isEqualTo(13);
    }

    private Path file() {
        return directory.resolve("calls");
    }

    private CallBudget start(@Nullable Path file) {
        return start(file, SOURCE, clock);
    }

    private CallBudget start(@Nullable Path file, URI source, TestClock wall) {
        CallBudget budget = new CallBudget(
                null, null, 3, LONGEST_CALL, clock, new CallJournal(file, source, LONGEST_CALL, clock, wall));
        opened.add(budget);
        return budget;
    }

    private CallBudget restart(CallBudget killed) {
        return restart(killed, clock);
    }

    private CallBudget restart(CallBudget killed, TestClock wall) {
        killed.close(); // as the system does for a process that it kills
        return start(file(), SOURCE, wall);
    }

    private static Grant.Permit permit(CallBudget budget) {
        Grant grant = budget.take(Purpose.QUERY);
        assertThat(grant).isInstanceOf(Grant.Permit.class);
        return (Grant.Permit) grant;
    }
}
