package org.dockgraph.mirror;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.Holdings;

/// A program that does nothing but write snapshots, one after the other. Every station in them carries the
/// number of the round. Prints a line after each write that returned.
final class SnapshotLoop {

    static final URI SOURCE = URI.create("https://ll.thespacedevs.com/2.0.0/");

    /// In place of a size: the one before it, again and again.
    static final String FOR_EVER = "...";

    private SnapshotLoop() {}

    /// Ends only where the last argument is not [#FOR_EVER].
    ///
    /// @param arguments the file; then the number of stations in each round
    static void main(String[] arguments) {
        SnapshotFile file = new SnapshotFile(Path.of(arguments[0]), SOURCE, Clock.systemUTC());
        Holdings restored = file.restore();
        int round = restored.all(Kind.SPACE_STATION).isEmpty() ? 0 : round(restored);
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals(FOR_EVER)) {
                i--;
            }
            round++;
            System.out.println(round + " " + file.write(holdings(round, Integer.parseInt(arguments[i]))));
        }
    }

    /// The command that starts it.
    static List<String> command(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(
                        Stream.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp"),
                        Stream.concat(
                                Stream.of(System.getProperty("java.class.path"), SnapshotLoop.class.getName()),
                                Stream.of(arguments)))
                .toList();
    }

    /// The round in which a snapshot was written, of which every station tells.
    static int round(Holdings holdings) {
        Set<String> rounds = new TreeSet<>();
        for (Held held : holdings.all(Kind.SPACE_STATION).values()) {
            rounds.add(Objects.requireNonNull(((SpaceStation) held.entity()).name()));
        }
        if (rounds.size() != 1) {
            throw new AssertionError("One snapshot holds stations of the rounds " + rounds);
        }
        return Integer.parseInt(rounds.iterator().next());
    }

    /// As many stations, each of which tells of the round.
    static Holdings holdings(int round, int size) {
        FieldSet name = FieldSet.of(Field.STATION_NAME);
        Map<Integer, Held> stations = new HashMap<>();
        for (int id = 0; id < size; id++) {
            SpaceStation station = new SpaceStation(id, name, Integer.toString(round), null, null, null);
            stations.put(id, Held.fetched(station, Instant.ofEpochSecond(round * 1_000_003L + id * 7919L)));
        }
        return new Holdings(round, Map.of(Kind.SPACE_STATION, stations), Map.of(), Map.of());
    }
}
