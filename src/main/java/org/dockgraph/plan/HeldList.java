package org.dockgraph.plan;

import static org.dockgraph.plan.ListKey.PAGE_SIZE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pages of one upstream list that were read. Compared by value.
///
/// *Threads:* safe: immutable, and what follows from the pages is told once, on first use.
public final class HeldList {

    /// Good parts that are remembered, each for another freshness.
    private static final int MAX_SEEN = 4;

    private final ListKey key;
    private final int count;
    private final NavigableMap<Integer, HeldPage> pages;
    private final boolean isReread;
    private final @Nullable HeldList before;

    private final int unreadable;
    private final Instant firstRead;
    private final Instant lastRead;

    private volatile @Nullable Extent extent;
    private volatile @Nullable Map<Integer, Integer> offsets;
    private final Map<Freshness, Seen> seen = new ConcurrentHashMap<>(2);

    /// Copies the pages.
    ///
    /// @param count how many entries the list has, by its newest page
    /// @param pages by offset
    /// @param isReread whether the list was read once before and did not add up
    /// @param before the list as it was last held whole, while it is being read anew; null if it is whole or never
    ///     was
    public HeldList(
            ListKey key,
            int count,
            NavigableMap<Integer, HeldPage> pages,
            boolean isReread,
            @Nullable HeldList before) {
        this.key = key;
        this.count = count;
        this.pages = Collections.unmodifiableNavigableMap(new TreeMap<>(pages));
        this.isReread = isReread;
        this.before = before;
        this.unreadable = pages.values().stream().mapToInt(HeldPage::unreadable).sum();
        this.firstRead = fetchTimes().min(Comparator.naturalOrder()).orElse(Instant.MIN);
        this.lastRead = fetchTimes().max(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    /// Which list it is.
    public ListKey key() {
        return key;
    }

    /// How many entries the list has, by its newest page.
    public int count() {
        return count;
    }

    /// The pages by offset.
    public NavigableMap<Integer, HeldPage> pages() {
        return pages;
    }

    /// Whether the list was read once before and did not add up.
    public boolean isReread() {
        return isReread;
    }

    /// The list as it was last held whole, while it is being read anew; null if it is whole or never was.
    public @Nullable HeldList before() {
        return before;
    }

    /// What of it was good.
    ///
    /// @param state of the entries, for which that holds
    private record Seen(Object state, Lasting<@Nullable HeldList> part) {}

    /// How far the pages reach.
    private record Extent(List<Integer> prefix, List<Integer> missingOffsets) {}

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
        return new HeldList(key, count, new TreeMap<>(Map.of(offset, page)), false, null);
    }

    /// The list with one page read anew, or for the first time.
    ///
    /// A list that is whole stays whole if the page fits to the rest of it: entries that the page has gained push
    /// the others on, entries that it has lost are gone. Otherwise entries have moved between pages since the
    /// others were read: those are let go and read again, and until that is done the list as it was stays at hand.
    /// That the pages add up all the same shows nothing: an entry that has come and another that has gone leave the
    /// count as it was, and an entry that was pushed from page to page would be on neither. A list that does not
    /// add up a second time has a count that lies, and is believed.
    public HeldList with(int newCount, int offset, HeldPage page) {
        if (isComplete() && fitted(newCount, offset, page) instanceof HeldList fitted) {
            return fitted;
        }
        HeldList whole = isComplete() ? new HeldList(key, count, pages, isReread, null) : before;
        boolean mustFit = isComplete() && addsUp() && !hasUnreadable() && page.unreadable == 0;
        if (newCount != count || mustFit) {
            HeldList begun = startingWith(key, newCount, offset, page);
            return begun.isComplete() ? begun : begun.withBefore(whole);
        }
        TreeMap<Integer, HeldPage> all = new TreeMap<>(pages);
        all.put(offset, page);
        HeldList list = new HeldList(key, count, all, isReread, whole);
        if (!list.isComplete()) {
            return list;
        }
        // Any of several pages may be the one that does not fit to the others, so none of them stays.
        return list.addsUp() || isReread || all.size() == 1
                ? new HeldList(key, count, all, isReread, null)
                : new HeldList(key, count, new TreeMap<>(), true, whole);
    }

    /// The whole list with this page in it, where all that came before the page and all that came after it makes up
    /// the rest of the new count; null where it does not.
    private @Nullable HeldList fitted(int newCount, int offset, HeldPage page) {
        List<Integer> old = prefix();
        Map<Integer, Integer> places = new HashMap<>();
        for (int id : old) {
            places.put(id, places.size());
        }
        List<Integer> known = page.ids.stream().filter(places::containsKey).toList();
        if (known.isEmpty() || page.unreadable > 0 || hasUnreadable()) {
            return null;
        }
        int first = Objects.requireNonNull(places.get(known.getFirst()));
        int last = Objects.requireNonNull(places.get(known.getLast()));
        Set<Integer> onPage = new LinkedHashSet<>(page.ids);
        List<Integer> head = old.subList(0, first).stream()
                .filter(id -> !onPage.contains(id))
                .toList();
        List<Integer> tail = old.subList(Math.min(last + 1, old.size()), old.size()).stream()
                .filter(id -> !onPage.contains(id))
                .toList();
        if (head.size() != offset || offset + onPage.size() + tail.size() != newCount) {
            return null;
        }
        List<Integer> ids = new ArrayList<>(head);
        ids.addAll(onPage);
        ids.addAll(tail);
        return new HeldList(key, newCount, cut(ids, places, offset, page), false, null);
    }

    /// Cuts the entries into pages again. What was not on the new page is as old as the page that it was on.
    private NavigableMap<Integer, HeldPage> cut(
            List<Integer> ids, Map<Integer, Integer> places, int offset, HeldPage page) {
        NavigableMap<Integer, HeldPage> all = new TreeMap<>();
        for (int at = 0; at < ids.size(); at += PAGE_SIZE) {
            List<Integer> part = ids.subList(at, Math.min(at + PAGE_SIZE, ids.size()));
            Instant fetchedAt = at == offset
                    ? page.fetchedAt
                    : part.stream()
                            .map(id ->
                                    places.get(id) instanceof Integer place ? pageAt(place).fetchedAt : page.fetchedAt)
                            .min(Comparator.naturalOrder())
                            .orElse(page.fetchedAt);
            all.put(at, new HeldPage(part, part.size(), 0, at + PAGE_SIZE < ids.size(), fetchedAt));
        }
        return all;
    }

    private HeldPage pageAt(int place) {
        return pages.floorEntry(place).getValue();
    }

    /// The same reading beside another one that was whole.
    HeldList withBefore(@Nullable HeldList whole) {
        return new HeldList(key, count, pages, isReread, whole);
    }

    /// The ids on the pages from the first one on, as far as they follow each other, each once.
    public List<Integer> prefix() {
        return extent().prefix;
    }

    /// The offsets of the pages that do not follow the others from the first one on.
    Set<Integer> offsetsBehindPrefix() {
        return isComplete()
                ? Set.of()
                : pages.tailMap(missingOffsets().getFirst()).keySet();
    }

    /// Whether every entry of the list is in its prefix, as far as it could be read.
    public boolean isComplete() {
        return missingOffsets().isEmpty();
    }

    /// Whether some entry of the pages could not be read.
    public boolean hasUnreadable() {
        return unreadable > 0;
    }

    /// The offsets of the pages that are still to be read, in ascending order; empty for a complete list. A list
    /// ends with a page that is not full, or that brings nothing new, whatever its count says; and it goes on where
    /// the source links to a next page.
    public List<Integer> missingOffsets() {
        return extent().missingOffsets;
    }

    /// When a page of it was last fetched.
    public Instant lastRead() {
        return lastRead;
    }

    /// When the page was fetched that is oldest.
    Instant firstRead() {
        return firstRead;
    }

    /// Whether it has as many entries as its source counts.
    public boolean addsUp() {
        return prefix().size() + unreadable == count;
    }

    /// The offset of the first page that has the entry; null if none has.
    @Nullable
    Integer offsetOf(int id) {
        Map<Integer, Integer> known = offsets;
        if (known == null) {
            known = new HashMap<>();
            for (Map.Entry<Integer, HeldPage> page : pages.entrySet()) {
                for (Integer entry : page.getValue().ids) {
                    known.putIfAbsent(entry, page.getKey());
                }
            }
            offsets = known;
        }
        return known.get(id);
    }

    /// What of it is good at a moment, if that was told before; null if not.
    ///
    /// @param state of the entries
    @SuppressWarnings("ReferenceEquality") // a state is itself alone
    @Nullable
    Lasting<@Nullable HeldList> seen(Freshness freshness, Object state, Instant now) {
        Seen known = seen.get(freshness);
        return known != null && known.state == state && known.part.holdsAt(now) ? known.part : null;
    }

    /// Remembers what of it is good.
    void remember(Freshness freshness, Object state, Lasting<@Nullable HeldList> part) {
        if (seen.size() >= MAX_SEEN) { // how old things may be is the clients' choice
            seen.clear();
        }
        seen.put(freshness, new Seen(state, part));
    }

    private Extent extent() {
        Extent known = extent;
        if (known == null) {
            known = readExtent();
            extent = known;
        }
        return known;
    }

    private Extent readExtent() {
        List<Integer> prefix = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        Set<Integer> seen = HashSet.newHashSet(pages.size() * PAGE_SIZE);
        boolean goesOn = true;
        for (int offset = 0; goesOn || (missing.isEmpty() && pages.containsKey(offset)); offset += PAGE_SIZE) {
            HeldPage page = pages.get(offset);
            boolean isCounted = offset + PAGE_SIZE < count;
            if (page == null) {
                missing.add(offset);
                goesOn = isCounted;
            } else {
                boolean isNew = page.ids.isEmpty();
                for (Integer id : page.ids) {
                    if (seen.add(id)) {
                        isNew = true;
                        if (missing.isEmpty()) {
                            prefix.add(id);
                        }
                    }
                }
                goesOn &= page.size >= PAGE_SIZE && isNew && (isCounted || page.hasNext);
            }
        }
        return new Extent(Collections.unmodifiableList(prefix), Collections.unmodifiableList(missing));
    }

    private Stream<Instant> fetchTimes() {
        return pages.values().stream().map(HeldPage::fetchedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeldList list
                && key.equals(list.key)
                && count == list.count
                && pages.equals(list.pages)
                && isReread == list.isReread
                && Objects.equals(before, list.before);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, count, pages, isReread);
    }

    @Override
    public String toString() {
        return "%s: %d of %d entries%s".formatted(key, prefix().size(), count, before == null ? "" : ", whole before");
    }
}
