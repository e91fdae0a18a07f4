package org.dockgraph.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.FieldSet;
import org.jspecify.annotations.Nullable;

/// What is held of 64 ids in a row.
///
/// Immutable; what is derived from it is computed once, on first use, and goes with it from view to view for as long as
/// nothing in it changes, and what still holds goes to the chunk that takes its place. So a question about all that is
/// held looks only at what is new.
final class HeldChunk {

    static final int BITS = 6; // a page of ids in a row touches two or three
    static final int SIZE = 1 << BITS;

    /// Nothing.
    static final HeldChunk EMPTY = new HeldChunk(new Held[SIZE], 0, Map.of());

    /// Good parts that are remembered, each for another freshness.
    private static final int MAX_SEEN = 4;

    private final @Nullable Held[] slots;
    private final long news;
    private final Map<Freshness, Lasting<Boolean>> restIsGood;
    private final Map<Freshness, Lasting<HeldChunk>> seen = new ConcurrentHashMap<>(2);
    private volatile @Nullable FieldSet commonFields;
    private volatile @Nullable Boolean isInDetail;
    private volatile @Nullable Instant oldest;
    private volatile @Nullable Lasting<Instant> nextTurn;

    /// @param slots by the last bits of their ids; nobody changes them any more
    /// @param news a bit for each slot of which the next parameter does not speak
    /// @param restIsGood when all of the others were seen to be good
    private HeldChunk(@Nullable Held[] slots, long news, Map<Freshness, Lasting<Boolean>> restIsGood) {
        this.slots = slots;
        this.news = news;
        this.restIsGood = restIsGood;
    }

    /// What is held of the id with these last bits; null for nothing.
    @Nullable
    Held get(int slot) {
        return slots[slot];
    }

    /// When all of it was seen to be good.
    @SuppressWarnings("ReferenceEquality") // what nothing is held back of stays the same instance
    private Map<Freshness, Lasting<Boolean>> whenGood() {
        Map<Freshness, Lasting<Boolean>> good = HashMap.newHashMap(MAX_SEEN);
        seen.forEach((freshness, part) -> {
            if (part.value() == this) {
                good.put(freshness, new Lasting<>(true, part.from(), part.until())); // not the chunk of before itself
            }
        });
        return good;
    }

    /// Begins a changed copy.
    Edit edit() {
        return new Edit();
    }

    /// A changed copy that is being made.
    final class Edit {

        private final @Nullable Held[] all = slots.clone();
        private long changed;
        private boolean isAddition = true;

        @Nullable
        Held get(int slot) {
            return all[slot];
        }

        void put(int slot, Held held) {
            isAddition &= all[slot] == null;
            all[slot] = held;
            changed |= 1L << slot;
        }

        HeldChunk done() {
            HeldChunk chunk = seen.isEmpty() // so that what was known before this one is still what is known
                    ? new HeldChunk(all, changed | news, restIsGood)
                    : new HeldChunk(all, changed, whenGood());
            FieldSet common = commonFields;
            Lasting<Instant> turn = nextTurn;
            if (isAddition && common != null) {
                chunk.commonFields = common.and(chunk.commonFields(changed));
            }
            if (isAddition && turn != null) {
                Instant next = chunk.nextTurn(turn.from(), changed, turn.value());
                chunk.nextTurn = new Lasting<>(next, turn.from(), next);
            }
            return chunk;
        }
    }

    int size() {
        int size = 0;
        for (Held held : slots) {
            size += held == null ? 0 : 1;
        }
        return size;
    }

    /// The same with each replaced; itself if none was.
    ///
    /// @param replacement gives null for what is no longer to be held
    @SuppressWarnings("ReferenceEquality") // what stays is the same instance
    HeldChunk replaced(Function<Held, @Nullable Held> replacement) {
        @Nullable Held[] all = slots;
        for (int slot = 0; slot < SIZE; slot++) {
            Held old = slots[slot];
            Held now = old == null ? null : replacement.apply(old);
            if (now != old) {
                all = all == slots ? slots.clone() : all;
                all[slot] = now;
            }
        }
        return all == slots ? this : new HeldChunk(all, -1, Map.of());
    }

    /// The fields that every one of them covers.
    FieldSet commonFields() {
        FieldSet known = commonFields;
        if (known == null) {
            known = commonFields(-1);
            commonFields = known;
        }
        return known;
    }

    /// @param which a bit for each slot that is asked for
    private FieldSet commonFields(long which) {
        FieldSet common = FieldSet.EVERY;
        for (long rest = which; rest != 0; rest &= rest - 1) {
            Held held = slots[Long.numberOfTrailingZeros(rest)];
            common = held == null ? common : common.and(held.covers());
        }
        return common;
    }

    /// Whether of every one all is held that a detailed answer tells.
    boolean isInDetail() {
        Boolean known = isInDetail;
        if (known == null) {
            known = true;
            for (Held held : slots) {
                known &= held == null || held.isInDetail();
            }
            isInDetail = known;
        }
        return known;
    }

    /// When the oldest of what is held was fetched; the end of time if nothing is.
    Instant oldest() {
        Instant known = oldest;
        if (known == null) {
            known = Instant.MAX;
            for (Held held : slots) {
                known = held == null ? known : Lasting.earlier(known, held.oldestAt(FieldSet.EVERY));
            }
            oldest = known;
        }
        return known;
    }

    /// The next moment at which one of them, which are events, begins or ends; the end of time if none does.
    Instant nextTurn(Instant now) {
        Lasting<Instant> known = nextTurn;
        if (known == null || !known.holdsAt(now)) {
            Instant next = nextTurn(now, -1, Instant.MAX);
            known = new Lasting<>(next, now, next);
            nextTurn = known;
        }
        return known.value();
    }

    /// @param which a bit for each slot that is asked for
    /// @param other a moment that may come first
    private Instant nextTurn(Instant now, long which, Instant other) {
        Instant next = other;
        for (long rest = which; rest != 0; rest &= rest - 1) {
            if (slots[Long.numberOfTrailingZeros(rest)] instanceof Held held) {
                DockingEvent event = (DockingEvent) held.entity();
                next = earliestAfter(now, event.docking(), next);
                next = event.departure() instanceof Instant departure ? earliestAfter(now, departure, next) : next;
            }
        }
        return next;
    }

    private static Instant earliestAfter(Instant now, Instant moment, Instant other) {
        return moment.isAfter(now) ? Lasting.earlier(moment, other) : other;
    }

    /// What of them is good at a moment, and until when just that is; itself if all of it is.
    Lasting<HeldChunk> seen(Freshness freshness, Instant now) {
        Lasting<HeldChunk> last = seen.get(freshness);
        if (last == null || !last.holdsAt(now)) {
            last = sifted(freshness, now);
            if (seen.size() >= MAX_SEEN) { // how old things may be is the clients' choice
                seen.clear();
            }
            seen.put(freshness, last);
        }
        return last;
    }

    private Lasting<HeldChunk> sifted(Freshness freshness, Instant now) {
        Lasting<Boolean> rest = restIsGood.get(freshness);
        if (rest != null && rest.holdsAt(now)) {
            Sieve sieve = new Sieve(freshness, now);
            if (areGood(news, sieve)) {
                return new Lasting<>(this, now, Lasting.earlier(rest.until(), sieve.until()));
            }
        }
        Sieve sieve = new Sieve(freshness, now);
        HeldChunk good = replaced(sieve::goodPartOf);
        return new Lasting<>(good, now, sieve.until());
    }

    @SuppressWarnings("ReferenceEquality") // what nothing is held back of stays the same instance
    private boolean areGood(long which, Sieve sieve) {
        for (long rest = which; rest != 0; rest &= rest - 1) {
            Held held = slots[Long.numberOfTrailingZeros(rest)];
            if (held != null && sieve.goodPartOf(held) != held) {
                return false;
            }
        }
        return true;
    }
}
