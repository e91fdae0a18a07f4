package org.dockgraph.replica;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Faults as people write them.
class FaultScriptTest {

    static final List<Fault> EVERY_FAULT = List.of(
            Fault.status(502),
            Fault.throttled(Duration.ofSeconds(2429)),
            Fault.retryAfter("Soon,please!"),
            Fault.retryDate(Duration.ofMinutes(-2)),
            Fault.redirectLoop(),
            Fault.redirect(URI.create("http://127.0.0.1:9/?a=b*")),
            Fault.html(),
            Fault.empty(),
            Fault.half(),
            Fault.huge(200),
            Fault.nulled("flight_vehicle").and(Fault.nulled("docking_location")),
            Fault.missing("docking"),
            Fault.number("docking"),
            Fault.text("count"),
            Fault.unknown(),
            Fault.twice(),
            Fault.shift(1),
            Fault.shift(-2),
            Fault.count(3),
            Fault.count(-4),
            Fault.clockOff(Duration.ofHours(1)),
            Fault.clockOff(Duration.ofMinutes(-61)),
            Fault.slow(Duration.ofMillis(1500)),
            Fault.slow(Duration.ZERO),
            Fault.hang(),
            Fault.stall(),
            Fault.reset(),
            Fault.close(),
            Fault.refuse(Duration.ofSeconds(10)),
            Fault.status(502).and(Fault.html()).on("docking_event/*").times(2));

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @ParameterizedTest
    @FieldSource("EVERY_FAULT")
    void everyFaultIsReadAsItIsWritten(Fault fault) {
        assertThat(FaultScript.parse(fault.toString())).containsExactly(fault);
        assertThat(FaultScript.text(FaultScript.parse(fault.toString()))).isEqualTo(fault + "\n");
    }

    @Test
    void everyTroubleCanBeWritten() {
        assertThat(EVERY_FAULT.stream()
                        .flatMap(fault -> fault.troubles().stream())
                        .<Class<?>>map(Object::getClass)
                        .distinct())
                .hasSameSizeAs(Arrays.stream(Trouble.class.getDeclaredClasses())
                        .filter(Class::isRecord)
                        .toList());
    }

    @Test
    void aLineIsAPathANumberAndWhatIsWrong() {
        assertThat(FaultScript.parse("docking_event/ 2 status=502 html"))
                .containsExactly(
                        Fault.status(502).and(Fault.html()).on("docking_event/").times(2));
        assertThat(FaultScript.parse("docking_event/ hang"))
                .containsExactly(Fault.hang().on("docking_event/"));
        assertThat(FaultScript.parse("3 hang")).containsExactly(Fault.hang().times(3));
        assertThat(FaultScript.parse("hang")).containsExactly(Fault.hang());
    }

    @Test
    void linesEndAtTheirEndOrAtASemicolonAndHaveComments() {
        assertThat(FaultScript.parse("# first\n  1 hang ; 2   close # then\r\n\n;html"))
                .containsExactly(Fault.hang().times(1), Fault.close().times(2), Fault.html());
        assertThat(FaultScript.parse(FaultScript.text(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            docking_event hang         | docking_event is no word for a fault
            docking_evnt/ hang         | docking_event/633/
            hangs                      | retry-after=…
            docking_event/ 2           | has to say what is wrong
            0 hang                     | 1 time or more, but this is 0
            9999999999 hang            | '9999999999' is no whole number
            status                     | status needs a value
            status=abc                 | 'abc' is no whole number
            status=100                 | 200 to 599, but this is 100
            html=yes                   | html takes no value
            slow=3                     | ms, s, m or h, but this is '3'
            slow=-3s                   | not negative, but this is -3s
            huge=200                   | a number with MB, but this is '200'
            huge=0MB                   | 1MB to 10000MB, but this is 0MB
            shift=0                    | 1 to 100 entries either way, but this is 0
            redirect=elsewhere         | loop or to an http address, but this is elsewhere
            redirect=http://[/         | 'http://[/' is no address
            retry-after=               | retry-after=soon
            null=Flight                | small letters and _, but this is Flight
            hang close                 | close cannot stand beside another of its kind
            status=502 redirect=loop   | redirect=loop cannot stand beside another of its kind
            """)
    void aWrongLineIsToldWithTheRule(String line, String rule) {
        assertThatThrownBy(() -> FaultScript.parse("html;" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Fault '" + line + "': ")
                .hasMessageContaining(rule);
    }

    /// Every word in the first column of the README's table of faults.
    @Test
    void theReadmeShowsFaultsThatCanBeWrittenAndLeavesNoneOut() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("\n| fault | "), readme.indexOf("\n### In a container"));
        List<Fault> shown = Pattern.compile("^\\| (`.*?`) \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .flatMap(row -> FaultScript.parse(row.group(1).replaceAll("`\\s*`?", ";")).stream())
                .toList();

        assertThat(words(shown)).containsExactlyInAnyOrderElementsOf(words(EVERY_FAULT));
    }

    private static Set<String> words(List<Fault> faults) {
        return faults.stream()
                .flatMap(fault -> fault.troubles().stream())
                .map(trouble -> FaultWords.text(trouble).replaceAll("=.*", ""))
                .collect(toSet());
    }

    @Test
    void aReplicaMisbehavesFromItsStartAsItsSettingSays() {
        try (ReplicaServer server = ReplicaServer.start(settings("docking_event/ 2 half; hang"), replica.clock)) {
            assertThat(server.faults().left())
                    .containsExactly(Fault.half().on("docking_event/").times(2), Fault.hang());
        }
    }

    @Test
    void aWrongSettingStopsTheStart() {
        assertThatThrownBy(() -> ReplicaServer.start(settings("hangs"), replica.clock))
                .isInstanceOf(ReplicaStartException.class)
                .hasMessageStartingWith("dockgraph.replica.faults cannot be read. Fault 'hangs': ");
    }

    private static ReplicaProperties settings(String faults) {
        return new ReplicaProperties(0, null, false, false, false, InetAddress.getLoopbackAddress(), faults, null);
    }
}
