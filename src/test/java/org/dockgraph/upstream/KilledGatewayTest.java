package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.dockgraph.upstream.CallBudget.Grant;
import org.dockgraph.upstream.Errand.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed, without a warning, again and again.
class KilledGatewayTest {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    /// Tells each request on its output, and goes on to the next one for each byte of its input.
    static final class Spender {

        private Spender() {}

        /// Spends all that is left.
        ///
        /// @param arguments the journal's file
        public static void main(String[] arguments) throws IOException {
            Clock clock = SteadyClock.of(Clock.systemUTC());
            URI source = URI.create("https://ll.thespacedevs.com/2.0.0/");
            var journal = new CallJournal(Path.of(arguments[0]), source, LONGEST_CALL, clock, Clock.systemUTC());
            var budget = new CallBudget(null, null, 3, LONGEST_CALL, clock, journal);
            while (budget.take(Purpose.QUERY) instanceof Grant.Permit permit) {
                System.out.println("sent");
                budget.end(permit);
                if (System.in.read() < 0) {
                    return;
                }
            }
        }
    }

    @Test
    void tenGatewaysThatAreKilledOneAfterTheOtherSendFifteenRequestsInAll() throws Exception {
        int sent = 0;
        for (int gateway = 0; gateway < 10; gateway++) {
            sent += sentUntilKilled();
        }

        assertThat(sent).isLessThanOrEqualTo(15).isGreaterThan(7);
    }

    /// Starts a gateway that may send four requests, kills it while it sends the third, and counts those it has sent.
    private int sentUntilKilled() throws IOException, InterruptedException {
        Process gateway = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Spender.class.getName(),
                        directory.resolve("calls").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int sent;
        try (OutputStream input = gateway.getOutputStream()) {
            input.write(new byte[3]);
            input.flush();
            sent = readUntilKilled(gateway);
        } finally {
            gateway.destroyForcibly();
        }
        gateway.waitFor();
        return sent;
    }

    private static int readUntilKilled(Process gateway) throws IOException {
        int sent = 0;
        try (BufferedReader output = gateway.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                sent += line.equals("sent") ? 1 : 0;
                if (sent == 2) {
                    gateway.toHandle().destroyForcibly(); // the process's own would close its output
                }
            }
        }
        return sent;
    }
}
