package org.dockgraph.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.dockgraph.TestClock;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.Holdings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Snapshots of the world outside can still be read. The golden one was written by the first program that
/// knew its format version; it holds every component of every record once or more.
///
/// After a change that one of these tests notices: raise [SnapshotFormat#VERSION], decide whether the version
/// before is still read, and take `target/golden/snapshot` for a golden one of the new version. As long as no
/// released program has written the version, only the last is needed.
class GoldenSnapshotTest {

    private static final URI SOURCE = URI.create("https://ll.thespacedevs.com/2.0.0/");
    private static final int MOST = 12; // of each kind: enough for all that can be held, yet a small file
    private static final Path GOLDEN = Path.of("src/test/resources/mirror/snapshot-" + SnapshotFormat.VERSION);

    @Test
    void isRestoredToTheSameContent() throws IOException {
        assertThat(SnapshotFormat.inspect(GOLDEN, SOURCE)).isInstanceOf(SnapshotFormat.Found.Snapshot.class);

        assertThat(json(SnapshotFormat.read(GOLDEN)).lines())
                .containsExactlyInAnyOrderElementsOf(content().lines().toList());
    }

    @Test
    void hasEverythingThatCanBeHeld() throws IOException {
        assertThat(seen(SnapshotFormat.read(GOLDEN))).containsAll(known());
    }

    @BeforeAll
    static void writeAnew() {
        int seed = 0;
        while (!seen(RandomHoldings.of(seed, MOST)).containsAll(known())) {
            seed++;
        }
        Path anew = Path.of("target/golden/snapshot");
        new SnapshotFile(anew, SOURCE, new TestClock(TestClock.NEW_YEAR_2026)).write(RandomHoldings.of(seed, MOST));
    }

    /// What the view holds: components of records that are not null, and constants of enums.
    private static Set<String> seen(Holdings holdings) {
        Set<String> seen = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            note(holdings.all(kind), seen);
        }
        note(holdings.lists().stream().map(HeldJson.WrittenList::of).toList(), seen);
        return seen;
    }

    /// What a view could hold.
    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        addAll(Held.class, known);
        addAll(HeldJson.WrittenList.class, known);
        Stream.of(Kind.values()).forEach(kind -> addAll(kind.type(), known));
        return known;
    }

    /// Adds all that can occur in a value of the type: components of records, constants of enums.
    private static void addAll(Type type, Set<String> known) {
        switch (type) {
            case ParameterizedType generic ->
                Stream.of(generic.getActualTypeArguments()).forEach(argument -> addAll(argument, known));
            case Class<?> plain
            when plain.isEnum() ->
                Stream.of(plain.getEnumConstants()).forEach(constant -> known.add(name((Enum<?>) constant)));
            case Class<?> plain when plain == FieldSet.class -> addAll(Field.class, known);
            case Class<?> plain
            when plain.isRecord() -> {
                for (RecordComponent component : plain.getRecordComponents()) {
                    if (known.add(name(component))) {
                        addAll(component.getGenericType(), known);
                    }
                }
            }
            default -> {}
        }
    }

    private static void note(Object value, Set<String> seen) {
        switch (value) {
            case FieldSet fields -> fields.toList().forEach(field -> note(field, seen));
            case Collection<?> values -> values.forEach(element -> note(element, seen));
            case Map<?, ?> entries -> note(entries.values(), seen);
            case Enum<?> constant -> seen.add(name(constant));
            case Record record -> noteComponents(record, seen);
            default -> {}
        }
    }

    private static void noteComponents(Record record, Set<String> seen) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                if (component.getAccessor().invoke(record) instanceof Object value) {
                    seen.add(name(component));
                    note(value, seen);
                }
            } catch (ReflectiveOperationException failure) {
                throw new LinkageError("Cannot read " + component, failure);
            }
        }
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    private static String name(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }

    /// The golden content, as it was written.
    private static String content() throws IOException {
        try (InputStream file = Files.newInputStream(GOLDEN)) {
            int next = file.read();
            while (next != '\n') {
                next = file.read();
            }
            return new String(new InflaterInputStream(file).readAllBytes(), UTF_8);
        }
    }

    private static String json(Holdings holdings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeldJson.write(holdings, out);
        return out.toString(UTF_8);
    }
}
