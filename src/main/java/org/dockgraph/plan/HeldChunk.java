package org.dockgraph.plan;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.FieldSet;
import org.jspecify.annotations.Nullable;

/// What is held of 64 ids in a row.
///
/// Immutable; what is derived from it is computed once, on first use, and goes with it from view to view for as long as
/// nothing in it changes. So a question about all that is held looks only at what is new.
final class HeldChunk {

    static final int BITS = 6; // a page of ids in a row touches two or three
    static final int SIZE = 1 << BITS;

    /// Good parts that are remembered, each for another freshness.
    private static final int MAX_SEEN = 4;

    private final @Nullable Held[] slots;
    private final Map<Freshness, Lasting<HeldChunk>> seen = new ConcurrentHashMap<>(2);
    private volatile @Nullable FieldSet commonFields;
    private volatile @Nullable Boolean isInDetail;
    private volatile @Nullable Instant oldest;
    private volatile @Nullable Lasting<Instant> nextTurn;

    /// @param slots by the last bits of their ids; nobody changes them any more
    HeldChunk(@Nullable Held[] slots) {
        this.slots = slots;
    }

    /// What is held of the id with these last bits; null for nothing.
    @Nullable
    Held get(int slot) {
        return slots[slot];
    }

    /// A copy of what is held, by the last bits of the ids.
    @Nullable
    Held[] copy() {
        return slots.clone();
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
        return all == slots ? this : new HeldChunk(all);
    }

    /// The fields that every one of them covers.
    FieldSet commonFields() {
        FieldSet known = commonFields;
        if (known == null) {
            known = FieldSet.EVERY;
            for (Held held : slots) {
                known = held == null ? known : known.and(held.covers());
            }
            commonFields = known;
        }
        return known;
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
            Instant next = Instant.MAX;
            for (Held held : slots) {
                if (held != null) {
                    DockingEvent event = (DockingEvent) held.entity();
                    next = earliestAfter(now, event.docking(), next);
                    next = event.departure() instanceof Instant departure ? earliestAfter(now, departure, next) : next;
                }
            }
            known = new Lasting<>(next, now, next);
            nextTurn = known;
        }
        return known.value();
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
        Sieve sieve = new Sieve(freshness, now);
        HeldChunk good = replaced(sieve::goodPartOf);
        return new Lasting<>(good, now, sieve.until());
    }
}
