package org.dockgraph.plan;

import static org.dockgraph.plan.ListKey.PAGE_SIZE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The pages of one upstream list that were read.
///
/// @param count how many entries the list has, by its newest page
/// @param pages by offset
/// @param isReread whether the list was read once before and did not add up
public record HeldList(ListKey key, int count, NavigableMap<Integer, HeldPage> pages, boolean isReread) {

    /// Copies the pages.
    public HeldList {
        pages = Collections.unmodifiableNavigableMap(new TreeMap<>(pages));
    }

    /// One page of a list.
    ///
    /// @param ids of its entries in the order of the answer, without those that could not be read
    /// @param size how many entries it had, readable or not
    /// @param unreadable how many of them could not be read
    /// @param hasNext whether the source linked to a next page
    /// @param fetchedAt when its answer came
    public record HeldPage(List<Integer> ids, int size, int unreadable, boolean hasNext, Instant fetchedAt) {
        /// Copies the ids.
        public HeldPage {
            ids = List.copyOf(ids);
        }
    }

    /// A list of which only this page is known.
    public static HeldList startingWith(ListKey key, int count, int offset, HeldPage page) {
        return startingWith(key, count, offset, page, false);
    }

    private static HeldList startingWith(ListKey key, int count, int offset, HeldPage page, boolean isReread) {
        return new HeldList(key, count, new TreeMap<>(Map.of(offset, page)), isReread);
    }

    /// The list with one more page. Entries have moved between pages since the others were read where the count has
    /// changed, or where the whole list does not add up to it: then the others are let go and read again. A list
    /// that still does not add up has a count that lies, and is believed.
    public HeldList with(int newCount, int offset, HeldPage page) {
        if (newCount != count) {
            return startingWith(key, newCount, offset, page);
        }
        TreeMap<Integer, HeldPage> all = new TreeMap<>(pages);
        all.put(offset, page);
        HeldList list = new HeldList(key, count, all, isReread);
        return list.isComplete() && !list.addsUp() && !isReread ? startingWith(key, count, offset, page, true) : list;
    }

    /// The ids on the pages from the first one on, as far as they follow each other, each once.
    public List<Integer> prefix() {
        Set<Integer> ids = new LinkedHashSet<>();
        for (int offset = 0; pages.get(offset) instanceof HeldPage page; offset += PAGE_SIZE) {
            ids.addAll(page.ids);
        }
        return List.copyOf(ids);
    }

    /// Whether every entry of the list is in its prefix, as far as it could be read.
    public boolean isComplete() {
        return missingOffsets().isEmpty();
    }

    /// Whether some entry of the pages could not be read.
    public boolean hasUnreadable() {
        return pages.values().stream().anyMatch(page -> page.unreadable() > 0);
    }

    /// The offsets of the pages that are still to be read, in ascending order; empty for a complete list. A list
    /// ends with a page that is not full, or that brings nothing new, whatever its count says; and it goes on where
    /// the source links to a next page.
    public List<Integer> missingOffsets() {
        List<Integer> offsets = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        boolean goesOn = true;
        for (int offset = 0; goesOn; offset += PAGE_SIZE) {
            HeldPage page = pages.get(offset);
            boolean isCounted = offset + PAGE_SIZE < count;
            if (page == null) {
                offsets.add(offset);
                goesOn = isCounted;
            } else {
                boolean isNew = page.ids.isEmpty() || seen.addAll(page.ids);
                goesOn = page.size >= PAGE_SIZE && isNew && (isCounted || page.hasNext);
            }
        }
        return offsets;
    }

    private boolean addsUp() {
        int unreadable = pages.values().stream().mapToInt(HeldPage::unreadable).sum();
        return prefix().size() + unreadable == count;
    }
}
