package org.dockgraph.plan;

import static org.dockgraph.plan.ListKey.PAGE_SIZE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The pages of one upstream list that were read.
///
/// @param count how many entries the list has, by its newest page
/// @param pages by offset
public record HeldList(ListKey key, int count, NavigableMap<Integer, HeldPage> pages) {

    /// Copies the pages.
    public HeldList {
        pages = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(pages));
    }

    /// One page of a list.
    ///
    /// @param ids of its entries in the order of the answer, without those that could not be read
    /// @param size how many entries it had, readable or not
    /// @param fetchedAt when its answer came
    public record HeldPage(List<Integer> ids, int size, Instant fetchedAt) {
        /// Copies the ids.
        public HeldPage {
            ids = List.copyOf(ids);
        }
    }

    /// A list of which only this page is known.
    public static HeldList startingWith(ListKey key, int count, int offset, HeldPage page) {
        return new HeldList(key, count, new TreeMap<>(Map.of(offset, page)));
    }

    /// The list with one more page. Where the count has changed, entries have moved between pages since the others
    /// were read: they are let go.
    public HeldList with(int newCount, int offset, HeldPage page) {
        if (newCount != count) {
            return startingWith(key, newCount, offset, page);
        }
        TreeMap<Integer, HeldPage> all = new TreeMap<>(pages);
        all.put(offset, page);
        return new HeldList(key, count, all);
    }

    /// The ids on the pages from the first one on, as far as they follow each other, each once.
    public List<Integer> prefix() {
        LinkedHashSet<Integer> ids = new LinkedHashSet<>();
        for (int offset = 0; pages.get(offset) instanceof HeldPage page; offset += PAGE_SIZE) {
            ids.addAll(page.ids);
        }
        return List.copyOf(ids);
    }

    /// Whether every entry of the list is in its prefix.
    public boolean isComplete() {
        return missingOffsets().isEmpty();
    }

    /// The offsets of the pages that are still to be read, in ascending order; empty for a complete list.
    public List<Integer> missingOffsets() {
        List<Integer> offsets = new ArrayList<>();
        for (int offset = 0; offset == 0 || offset < count; offset += PAGE_SIZE) {
            HeldPage page = pages.get(offset);
            if (page == null) {
                offsets.add(offset);
            } else if (page.size < PAGE_SIZE) {
                break; // the list ends here, whatever its count says
            }
        }
        return offsets;
    }
}
