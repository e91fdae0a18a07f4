package org.dockgraph.plan;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is held of one kind, by ascending id.
///
/// Immutable. A changed copy shares all chunks that nothing has changed in, so that a page of a hundred entities costs
/// about the same whether a thousand are held or a hundred thousand, and two states are compared without a look at what
/// they share.
public final class HeldById extends AbstractMap<Integer, Held> {

    /// None.
    public static final HeldById NONE = new HeldById(new int[0], new Held[0][], 0);

    private static final int BITS = 6; // 64 ids a chunk: a page of ids in a row touches two or three
    private static final int CHUNK = 1 << BITS;

    private final int[] numbers;
    private final @Nullable Held[][] chunks;
    private final int size;

    /// @param numbers of the chunks, ascending
    private HeldById(int[] numbers, @Nullable Held[][] chunks, int size) {
        this.numbers = numbers;
        this.chunks = chunks;
        this.size = size;
    }

    /// What a map holds, whose keys are the ids.
    public static HeldById of(Map<Integer, Held> held) {
        return held instanceof HeldById same ? same : NONE.with(held.values());
    }

    /// What is held of the entity; null for nothing.
    public @Nullable Held get(int id) {
        int index = Arrays.binarySearch(numbers, id >> BITS);
        return index < 0 ? null : chunks[index][id & (CHUNK - 1)];
    }

    @Override
    public @Nullable Held get(@Nullable Object id) {
        return id instanceof Integer number ? get(number.intValue()) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return get(id) != null;
    }

    @Override
    public int size() {
        return size;
    }

    /// The same with these in the place of what was held of their ids.
    public HeldById with(Collection<Held> added) {
        NavigableMap<Integer, @Nullable Held[]> touched = new TreeMap<>();
        int newSize = size;
        for (Held held : added) {
            int id = held.entity().id();
            @Nullable Held[] chunk = touched.computeIfAbsent(id >> BITS, this::copyOfChunk);
            newSize += chunk[id & (CHUNK - 1)] == null ? 1 : 0;
            chunk[id & (CHUNK - 1)] = held;
        }
        return touched.isEmpty() ? this : withChunks(touched, newSize);
    }

    private @Nullable Held[] copyOfChunk(int number) {
        int index = Arrays.binarySearch(numbers, number);
        return index < 0 ? new Held[CHUNK] : chunks[index].clone();
    }

    private HeldById withChunks(NavigableMap<Integer, @Nullable Held[]> touched, int newSize) {
        for (int i = 0; i < numbers.length; i++) {
            touched.putIfAbsent(numbers[i], chunks[i]);
        }
        return new HeldById(
                touched.keySet().stream().mapToInt(Integer::intValue).toArray(),
                touched.values().toArray(new Held[0][]),
                newSize);
    }

    /// The same with each replaced; itself if none was.
    ///
    /// @param replacement gives null for what is no longer to be held
    @SuppressWarnings("ReferenceEquality") // what stays is the same instance
    public HeldById replaced(Function<Held, @Nullable Held> replacement) {
        @Nullable Held[][] all = chunks.clone();
        int newSize = size;
        boolean isChanged = false;
        for (int i = 0; i < all.length; i++) {
            @Nullable Held[] chunk = chunks[i];
            for (int slot = 0; slot < CHUNK; slot++) {
                Held old = chunk[slot];
                Held now = old == null ? null : replacement.apply(old);
                if (now != old) {
                    chunk = chunk == chunks[i] ? chunk.clone() : chunk;
                    chunk[slot] = now;
                    newSize -= now == null ? 1 : 0;
                    isChanged = true;
                }
            }
            all[i] = chunk;
        }
        return isChanged ? new HeldById(numbers, all, newSize) : this;
    }

    /// The ids of which something else is held than there, or only here or there.
    @SuppressWarnings("ReferenceEquality") // chunks that nothing has changed in are shared
    public NavigableSet<Integer> differingFrom(HeldById other) {
        NavigableSet<Integer> ids = new TreeSet<>();
        int mine = 0;
        int theirs = 0;
        while (mine < numbers.length || theirs < other.numbers.length) {
            int number = Math.min(
                    mine < numbers.length ? numbers[mine] : Integer.MAX_VALUE,
                    theirs < other.numbers.length ? other.numbers[theirs] : Integer.MAX_VALUE);
            boolean isMine = mine < numbers.length && numbers[mine] == number;
            boolean isTheirs = theirs < other.numbers.length && other.numbers[theirs] == number;
            @Nullable Held[] here = isMine ? chunks[mine++] : null;
            @Nullable Held[] there = isTheirs ? other.chunks[theirs++] : null;
            for (int slot = 0; here != there && slot < CHUNK; slot++) {
                if ((here == null ? null : here[slot]) != (there == null ? null : there[slot])) {
                    ids.add((number << BITS) + slot);
                }
            }
        }
        return ids;
    }

    @Override
    public Collection<Held> values() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Held> iterator() {
                return new Values();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public Set<Map.Entry<Integer, Held>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Integer, Held>> iterator() {
                return values().stream()
                        .map(held -> Map.entry(held.entity().id(), held))
                        .iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private final class Values implements Iterator<Held> {

        private int chunk;
        private int slot = -1;
        private @Nullable Held next = following();

        private @Nullable Held following() {
            for (; chunk < chunks.length; chunk++, slot = -1) {
                while (++slot < CHUNK) {
                    if (chunks[chunk][slot] instanceof Held held) {
                        return held;
                    }
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Held next() {
            Held found = next;
            if (found == null) {
                throw new NoSuchElementException();
            }
            next = following();
            return found;
        }
    }
}
