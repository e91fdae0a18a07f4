package org.dockgraph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dockgraph.plan.HeldList.HeldPage;
import org.junit.jupiter.api.Test;

/// What a list that was whole is taken for, when a page of it is read again and the source has changed since.
class ListReadAnewTest {

    private static final Instant MORNING = Instant.parse("2026-01-01T06:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /// One entry has come in front, and one on the last page has gone: the newest page pushes an entry off itself that
    /// no other held page has, and the sum is right by chance.
    @Test
    void anEntryBetweenTwoPagesIsNotLostThoughTheSumIsRight() {
        List<Integer> before = IntStream.rangeClosed(1, 250).boxed().toList();
        List<Integer> after = new ArrayList<>(before);
        after.addFirst(1_000);
        after.removeIf(id -> id == 240);

        HeldList list = whole(before).with(250, 0, page(after, 0, NOON));

        assertThat(list.missingOffsets()).containsExactly(100, 200);
        assertThat(Objects.requireNonNull(list.before()).prefix()).isEqualTo(before);
        HeldList readAnew = list.with(250, 100, page(after, 100, NOON)).with(250, 200, page(after, 200, NOON));
        assertThat(readAnew.isComplete()).isTrue();
        assertThat(readAnew.prefix()).isEqualTo(after);
    }

    private static HeldList whole(List<Integer> ids) {
        return HeldList.startingWith(
                        ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), ids.size(), 0, page(ids, 0, MORNING))
                .with(ids.size(), 100, page(ids, 100, MORNING))
                .with(ids.size(), 200, page(ids, 200, MORNING));
    }

    private static HeldPage page(List<Integer> all, int offset, Instant at) {
        List<Integer> ids = all.subList(offset, Math.min(offset + ListKey.PAGE_SIZE, all.size()));
        return new HeldPage(ids, ids.size(), 0, offset + ids.size() < all.size(), at);
    }
}
