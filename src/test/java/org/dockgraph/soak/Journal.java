package org.dockgraph.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockgraph.GatewayProcess;

/// What was seen of the gateway, as a table, and which promises it has broken.
final class Journal {

    static final long HEAP = 512; // MB
    private static final long BESIDE_HEAP = 300; // MB: code, classes, threads and buffers
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final long MUCH_ELSE = 20; // percent of the processors' time

    private static final List<String> COLUMNS = List.of(
            "traffic",
            "s",
            "CPU of others %",
            "light queries",
            "median ms",
            "99 % ms",
            "worst ms",
            "most resident MB",
            "resident MB",
            "live MB",
            "threads",
            "virtual threads",
            "descriptors",
            "listeners",
            "what came of it");

    private final GatewayProcess gateway;
    private final Watch watch;
    private final List<String> rows = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Machine machine;

    Journal(GatewayProcess gateway, Watch watch) throws IOException {
        this.gateway = gateway;
        this.watch = watch;
        this.machine = Machine.now(gateway.pid());
        row(COLUMNS.stream());
        row(COLUMNS.stream().map(_ -> "---"));
    }

    private void row(Stream<?> cells) {
        rows.add(cells.map(Object::toString).collect(Collectors.joining(" | ", "| ", " |")));
    }

    /// Notes how things are at the end of some traffic, and whether it was borne as promised. On a machine that did
    /// much else meanwhile nobody can tell who was slow: times are noted and not judged.
    Vitals note(String traffic, Duration time, Traffic.Outcome outcome) throws IOException, InterruptedException {
        Machine now = Machine.now(gateway.pid());
        long others = now.othersSince(machine);
        Watch.Report light = watch.report();
        Vitals vitals = Vitals.of(gateway.pid());
        row(Stream.of(
                traffic,
                time.toSeconds(),
                others,
                light.times().size(),
                light.atMost(0.5).toMillis(),
                light.atMost(0.99).toMillis(),
                light.atMost(1).toMillis(),
                light.mostResident() >> 10,
                vitals.resident() >> 10,
                vitals.live() >> 20,
                vitals.threads(),
                vitals.virtualThreads(),
                vitals.descriptors(),
                vitals.listeners(),
                outcome.inWords()));
        machine = Machine.now(gateway.pid());
        light.wrong().forEach(wrong -> broken.add(traffic + ": the light query: " + wrong));
        promise(light.mostResident() >> 10 < HEAP + BESIDE_HEAP, traffic + ": too much memory is resident");
        if (others < MUCH_ELSE) {
            promise(light.atMost(1).compareTo(SOON) < 0, traffic + ": the light query waits");
            promise(outcome.longest().compareTo(SOON) < 0, traffic + ": an answer takes " + outcome.longest());
        }
        return vitals;
    }

    /// Notes a promise that is broken, unless it is kept.
    void promise(boolean isKept, String otherwise) {
        if (!isKept) {
            broken.add(otherwise);
        }
    }

    List<String> broken() {
        return broken;
    }

    /// The table in Markdown.
    @Override
    public String toString() {
        return String.join("\n", rows);
    }
}
