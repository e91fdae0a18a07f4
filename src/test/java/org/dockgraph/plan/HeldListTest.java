package org.dockgraph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dockgraph.plan.HeldList.HeldPage;
import org.junit.jupiter.api.Test;

/// A list that is held whole, while pages of it are read anew and the source changes.
@SuppressWarnings("ListRemoveAmbiguous") // entries are removed by their place
class HeldListTest {

    private static final ListKey NEWEST = ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC);
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = BEFORE.plus(Duration.ofHours(1));

    @Test
    void aNewEntryPushesTheOthersOn() {
        List<Integer> source = source(250);
        HeldList held = whole(source);
        source.addFirst(999);

        HeldList after = held.with(251, 0, page(source, 0, NOW));

        assertThat(after.isComplete()).isTrue();
        assertThat(after.prefix()).isEqualTo(source);
        assertThat(after.before()).isNull();
    }

    @Test
    void aPageIsAsOldAsTheOldestThatItIsMadeOf() {
        List<Integer> source = source(250);
        HeldList held = whole(source);
        source.addFirst(999);

        HeldList after = held.with(251, 0, page(source, 0, NOW));

        assertThat(after.pages().values().stream().map(HeldPage::fetchedAt)).containsExactly(NOW, BEFORE, BEFORE);
    }

    @Test
    void anEntryThatHasGoneIsGone() {
        List<Integer> source = source(250);
        HeldList held = whole(source);
        source.remove(130);

        HeldList after = held.with(249, 100, page(source, 100, NOW));

        assertThat(after.isComplete()).isTrue();
        assertThat(after.prefix()).isEqualTo(source);
    }

    @Test
    void anEntryThatHasMovedIsThereOnce() {
        List<Integer> source = source(250);
        HeldList held = whole(source);
        source.add(3, source.remove(180));

        HeldList after = held.with(250, 0, page(source, 0, NOW));

        assertThat(after.isComplete()).isTrue();
        assertThat(after.prefix()).isEqualTo(source);
    }

    @Test
    void aPageThatDoesNotFitBeginsAnewAndTheListStaysAtHandUntilThatIsDone() {
        List<Integer> source = source(250);
        HeldList held = whole(source);
        source.add(220, 999);

        HeldList reading = held.with(251, 0, page(source, 0, NOW));
        assertThat(reading.isComplete()).isFalse();
        assertThat(reading.before()).isEqualTo(held);
        assertThat(reading.missingOffsets()).containsExactly(100, 200);

        reading = reading.with(251, 100, page(source, 100, NOW));
        assertThat(reading.before()).isEqualTo(held);
        reading = reading.with(251, 200, page(source, 200, NOW));
        assertThat(reading.isComplete()).isTrue();
        assertThat(reading.prefix()).isEqualTo(source);
        assertThat(reading.before()).isNull();
    }

    @Test
    void aListThatIsReadAnewWhileItChangesAgainKeepsWhatItWasBeforeAll() {
        List<Integer> source = source(250);
        HeldList held = whole(source);
        source.add(220, 999);
        HeldList reading = held.with(251, 0, page(source, 0, NOW));
        source.addFirst(1_000);

        HeldList again = reading.with(252, 100, page(source, 100, NOW));

        assertThat(again.before()).isEqualTo(held);
        assertThat(again.pages()).containsOnlyKeys(100);
    }

    /// Whatever happens at the source between two pages: who reads on as the list asks arrives at the truth, and has
    /// something whole at hand all the time.
    @Test
    void whoReadsOnArrivesAtTheTruth() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Integer> source = source(1 + random.nextInt(350));
            HeldList list = whole(source);
            for (int change = 0; change < 4; change++) {
                change(source, random);
                int offset = 100 * random.nextInt(1 + source.size() / 100);
                list = list.with(source.size(), offset, page(source, offset, NOW));
                assertThat(list.isComplete() || list.before() != null)
                        .as("seed %d: something whole", seed)
                        .isTrue();
            }
            // One whole pass, as the mirror makes in a day.
            for (int offset = 0; offset < source.size(); offset += 100) {
                list = list.with(source.size(), offset, page(source, offset, NOW));
            }
            for (int reads = 0; !list.isComplete(); reads++) {
                assertThat(reads).as("seed %d: reads", seed).isLessThan(20);
                int offset = list.missingOffsets().getFirst();
                list = list.with(source.size(), offset, page(source, offset, NOW));
            }
            assertThat(list.prefix()).as("seed %d", seed).isEqualTo(source);
        }
    }

    private static void change(List<Integer> source, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> source.addFirst(10_000 + random.nextInt(1_000_000));
            case 1 -> source.add(random.nextInt(source.size() + 1), 10_000 + random.nextInt(1_000_000));
            case 2 -> {
                if (source.size() > 1) {
                    source.remove(random.nextInt(source.size()));
                }
            }
            default -> source.add(random.nextInt(source.size()), source.remove(random.nextInt(source.size())));
        }
        assertThat(new HashSet<>(source)).hasSameSizeAs(source);
    }

    private static List<Integer> source(int size) {
        return new ArrayList<>(IntStream.rangeClosed(1, size).boxed().toList());
    }

    private static HeldList whole(List<Integer> source) {
        HeldList list = HeldList.startingWith(NEWEST, source.size(), 0, page(source, 0, BEFORE));
        for (int offset = 100; offset < source.size(); offset += 100) {
            list = list.with(source.size(), offset, page(source, offset, BEFORE));
        }
        assertThat(list.isComplete()).isTrue();
        return list;
    }

    private static HeldPage page(List<Integer> source, int offset, Instant at) {
        List<Integer> ids = source.subList(Math.min(offset, source.size()), Math.min(offset + 100, source.size()));
        return new HeldPage(ids, ids.size(), 0, offset + 100 < source.size(), at);
    }
}
