package org.dockgraph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockgraph.docking.DockingLocation;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldByIdTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itIsTheMapThatATreeWouldBe(long seed) {
        Random random = new Random(seed);
        HeldById held = HeldById.NONE;
        Map<Integer, Held> tree = new TreeMap<>();
        for (int round = 0; round < 50; round++) {
            List<Held> added = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                added.add(port(random.nextInt(2_000) - 1_000));
            }
            int gone = random.nextInt(2_000) - 1_000;
            HeldById earlier = held;
            Map<Integer, Held> earlierTree = new TreeMap<>(tree);

            held = held.with(added).replaced(one -> one.entity().id() == gone ? null : one);
            added.forEach(one -> tree.put(one.entity().id(), one));
            tree.remove(gone);

            assertThat(List.copyOf(held.entrySet())).isEqualTo(List.copyOf(tree.entrySet()));
            assertThat(held).hasSameSizeAs(tree);
            assertThat(earlier).as("what was there before").isEqualTo(earlierTree);
            assertThat(held.differingFrom(earlier)).isEqualTo(differing(tree, earlierTree));
            assertThat(held.get(gone)).isNull();
        }
    }

    @Test
    void whatNothingHasChangedInIsItself() {
        HeldById held = HeldById.NONE.with(List.of(port(1), port(1_000)));

        assertThat(held.with(List.of())).isSameAs(held);
        assertThat(held.replaced(one -> one)).isSameAs(held);
        assertThat(HeldById.of(held)).isSameAs(held);
        assertThat(held.differingFrom(held)).isEmpty();
    }

    @SuppressWarnings("ReferenceEquality") // so does the store tell what has changed
    private static Set<Integer> differing(Map<Integer, Held> one, Map<Integer, Held> other) {
        Set<Integer> ids = new TreeSet<>(one.keySet());
        ids.addAll(other.keySet());
        ids.removeIf(id -> one.get(id) == other.get(id));
        return ids;
    }

    private static Held port(int id) {
        return Held.fetched(new DockingLocation(id, Field.of(Kind.DOCKING_LOCATION), "port", null), NOW);
    }
}
