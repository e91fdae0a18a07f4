package org.dockgraph.plan;

import java.time.Instant;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dockgraph.docking.FieldSet;
import org.jspecify.annotations.Nullable;

/// What is held of one kind, by ascending id.
///
/// Immutable. A changed copy shares all chunks that nothing has changed in, so that a page of a hundred entities costs
/// about the same whether a thousand are held or a hundred thousand, and two states are compared without a look at what
/// they share.
public final class HeldById extends AbstractMap<Integer, Held> {

    /// None.
    public static final HeldById NONE = new HeldById(new int[0], new HeldChunk[0], 0, new Object(), Untouched.NOTHING);

    /// Moments at which all was good that are remembered, each for another freshness.
    private static final int MAX_SEEN = 4;

    private final int[] numbers;
    private final HeldChunk[] chunks;
    private final int size;
    private final Object state;
    private final Untouched untouched;
    private final Map<Freshness, Lasting<Boolean>> isGood = new ConcurrentHashMap<>(2);
    private volatile @Nullable FieldSet commonFields;
    private volatile @Nullable Lasting<Instant> nextTurn;

    /// @param numbers of the chunks, ascending
    private HeldById(int[] numbers, HeldChunk[] chunks, int size, Object state, Untouched untouched) {
        this.numbers = numbers;
        this.chunks = chunks;
        this.size = size;
        this.state = state;
        this.untouched = untouched;
    }

    /// What an earlier state knew of the chunks that are here as they were there.
    ///
    /// @param isGood whether all of that state was good, and how long
    /// @param others numbers of the chunks of this state that it did not have
    private record Untouched(Map<Freshness, Lasting<Boolean>> isGood, Set<Integer> others) {

        static final Untouched NOTHING = new Untouched(Map.of(), Set.of());

        /// Until when they are good; null if that is not known.
        @Nullable
        Instant goodUntil(Freshness freshness, Instant now) {
            Lasting<Boolean> known = isGood.get(freshness);
            return known != null && known.value() && known.holdsAt(now) ? known.until() : null;
        }
    }

    /// What a map holds, whose keys are the ids.
    public static HeldById of(Map<Integer, Held> held) {
        return held instanceof HeldById same ? same : NONE.with(held.values());
    }

    /// What is held of the entity; null for nothing.
    public @Nullable Held get(int id) {
        int index = Arrays.binarySearch(numbers, id >> HeldChunk.BITS);
        return index < 0 ? null : chunks[index].get(slot(id));
    }

    private static int slot(int id) {
        return id & (HeldChunk.SIZE - 1);
    }

    /// The same object for as long as nothing else is said of what is held already, whatever is added.
    Object state() {
        return state;
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
        Edit edit = edit();
        added.forEach(edit::put);
        return edit.done();
    }

    /// Begins a changed copy.
    public Edit edit() {
        return new Edit();
    }

    /// A changed copy that is being made.
    ///
    /// *Threads:* not safe.
    public final class Edit {

        private final Map<Integer, HeldChunk.Edit> touched = new HashMap<>();
        private int newSize = size;
        private boolean saysNothingElse = true;
        private boolean isAddition = true;

        private Edit() {}

        /// What is held of the entity so far; null for nothing.
        public @Nullable Held get(int id) {
            HeldChunk.Edit chunk = touched.get(id >> HeldChunk.BITS);
            return chunk == null ? HeldById.this.get(id) : chunk.get(slot(id));
        }

        /// Puts this in the place of what was held of its id.
        public void put(Held held) {
            int id = held.entity().id();
            HeldChunk.Edit chunk = touched.computeIfAbsent(
                    id >> HeldChunk.BITS, number -> chunk(number).edit());
            Held old = chunk.get(slot(id));
            newSize += old == null ? 1 : 0;
            saysNothingElse &= old == null || !held.hasOtherContent(old);
            isAddition &= old == null;
            chunk.put(slot(id), held);
        }

        /// The copy; what it was made of, if nothing was put in.
        public HeldById done() {
            if (touched.isEmpty()) {
                return HeldById.this;
            }
            HeldById copy = withChunks(touched, newSize, saysNothingElse ? state : new Object());
            FieldSet common = commonFields;
            Lasting<Instant> turn = nextTurn;
            if (isAddition && common != null) {
                copy.commonFields = common.and(commonFields(copy.chunks(touched.keySet())));
            }
            if (isAddition && turn != null && size > 0) { // an empty one may be of any kind
                Instant next = nextTurn(copy.chunks(touched.keySet()), turn.from());
                next = Lasting.earlier(next, turn.value());
                copy.nextTurn = new Lasting<>(next, turn.from(), next);
            }
            return copy;
        }
    }

    private HeldChunk chunk(int number) {
        int index = Arrays.binarySearch(numbers, number);
        return index < 0 ? HeldChunk.EMPTY : chunks[index];
    }

    private List<HeldChunk> chunks(Set<Integer> which) {
        List<HeldChunk> some = new ArrayList<>(which.size());
        which.forEach(number -> some.add(chunk(number)));
        return some;
    }

    private HeldById withChunks(Map<Integer, HeldChunk.Edit> touched, int newSize, Object newState) {
        int[] all = numbersWith(touched.keySet());
        HeldChunk[] merged = new HeldChunk[all.length];
        for (int i = 0, old = 0; old < numbers.length; i++) {
            if (all[i] == numbers[old]) {
                merged[i] = chunks[old++];
            }
        }
        touched.forEach((number, edit) -> {
            merged[Arrays.binarySearch(all, number)] = edit.done();
        });
        return new HeldById(all, merged, newSize, newState, untouchedBut(touched.keySet()));
    }

    /// What is known of all chunks but these: by this state or, if nobody has looked at it, by the one before.
    private Untouched untouchedBut(Set<Integer> touched) {
        if (!isGood.isEmpty()) {
            return new Untouched(Map.copyOf(isGood), Set.copyOf(touched));
        }
        Set<Integer> others = new HashSet<>(untouched.others);
        others.addAll(touched);
        return new Untouched(untouched.isGood, others);
    }

    private int[] numbersWith(Collection<Integer> touched) {
        int[] all = Arrays.copyOf(numbers, numbers.length + touched.size());
        int count = numbers.length;
        for (int number : touched) {
            if (Arrays.binarySearch(numbers, number) < 0) {
                all[count++] = number;
            }
        }
        if (count == numbers.length) {
            return numbers;
        }
        Arrays.sort(all, 0, count);
        return Arrays.copyOf(all, count);
    }

    /// The same with each replaced; itself if none was.
    ///
    /// @param replacement gives null for what is no longer to be held
    public HeldById replaced(Function<Held, @Nullable Held> replacement) {
        return replacedChunks(chunk -> chunk.replaced(replacement));
    }

    @SuppressWarnings("ReferenceEquality") // what stays is the same instance
    private HeldById replacedChunks(UnaryOperator<HeldChunk> replacement) {
        HeldChunk[] all = chunks;
        int newSize = size;
        for (int i = 0; i < chunks.length; i++) {
            HeldChunk now = replacement.apply(chunks[i]);
            if (now != chunks[i]) {
                all = all == chunks ? chunks.clone() : all;
                all[i] = now;
                newSize += now.size() - chunks[i].size();
            }
        }
        return all == chunks ? this : new HeldById(numbers, all, newSize, new Object(), Untouched.NOTHING);
    }

    /// The fields that every one of them covers.
    FieldSet commonFields() {
        FieldSet known = commonFields;
        if (known == null) {
            known = commonFields(Arrays.asList(chunks));
            commonFields = known;
        }
        return known;
    }

    private static FieldSet commonFields(List<HeldChunk> chunks) {
        FieldSet common = FieldSet.EVERY;
        for (HeldChunk chunk : chunks) {
            common = common.and(chunk.commonFields());
        }
        return common;
    }

    /// Whether of every one all is held that a detailed answer tells.
    boolean areInDetail() {
        return Arrays.stream(chunks).allMatch(HeldChunk::isInDetail);
    }

    /// When the oldest of what is held was fetched; the end of time if nothing is.
    Instant oldest() {
        Instant oldest = Instant.MAX;
        for (HeldChunk chunk : chunks) {
            oldest = Lasting.earlier(oldest, chunk.oldest());
        }
        return oldest;
    }

    /// The next moment at which one of them, which are events, begins or ends; the end of time if none does.
    Instant nextTurn(Instant now) {
        Lasting<Instant> known = nextTurn;
        if (known == null || !known.holdsAt(now)) {
            Instant next = nextTurn(Arrays.asList(chunks), now);
            known = new Lasting<>(next, now, next);
            nextTurn = known;
        }
        return known.value();
    }

    private static Instant nextTurn(List<HeldChunk> chunks, Instant now) {
        Instant next = Instant.MAX;
        for (HeldChunk chunk : chunks) {
            next = Lasting.earlier(next, chunk.nextTurn(now));
        }
        return next;
    }

    /// What of them is good at a moment, and until when at least just that is; itself if all of it is.
    @SuppressWarnings("ReferenceEquality") // what nothing is held back of stays the same instance
    Lasting<HeldById> seen(Freshness freshness, Instant now) {
        Instant known = untouched.goodUntil(freshness, now);
        Instant until = known == null ? Instant.MAX : known;
        boolean isAllGood = true;
        for (HeldChunk chunk : known == null ? Arrays.asList(chunks) : chunks(untouched.others)) {
            Lasting<HeldChunk> part = chunk.seen(freshness, now);
            until = Lasting.earlier(until, part.until());
            isAllGood &= part.value() == chunk;
        }
        if (isGood.size() >= MAX_SEEN) { // how old things may be is the clients' choice
            isGood.clear();
        }
        isGood.put(freshness, new Lasting<>(isAllGood, now, until));
        HeldById seen = isAllGood
                ? this
                : replacedChunks(chunk -> chunk.seen(freshness, now).value());
        return new Lasting<>(seen, now, until);
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
            HeldChunk here = isMine ? chunks[mine++] : null;
            HeldChunk there = isTheirs ? other.chunks[theirs++] : null;
            for (int slot = 0; here != there && slot < HeldChunk.SIZE; slot++) {
                if ((here == null ? null : here.get(slot)) != (there == null ? null : there.get(slot))) {
                    ids.add((number << HeldChunk.BITS) + slot);
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
                while (++slot < HeldChunk.SIZE) {
                    if (chunks[chunk].get(slot) instanceof Held held) {
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
