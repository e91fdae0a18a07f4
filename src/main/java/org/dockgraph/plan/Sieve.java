package org.dockgraph.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.HeldList.HeldPage;

/// Lets through what of a view is good at a moment, and notes whether it held something back and when it will hold
/// back more.
final class Sieve {

    private final Holdings all;
    private final Freshness freshness;
    private final Instant now;
    private boolean heldBack;
    private Instant nextEnd = Instant.MAX;

    private Sieve(Holdings all, Freshness freshness, Instant now) {
        this.all = all;
        this.freshness = freshness;
        this.now = now;
    }

    /// A part of a view, and the moments from and until which it is the right one.
    record Sifted(Holdings view, Instant from, Instant until) {
        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /// The good part of a view; the view itself if all of it is good.
    static Sifted sift(Holdings all, Freshness freshness, Instant now) {
        Sieve sieve = new Sieve(all, freshness, now);
        Map<Kind, Map<Integer, Held>> entities = sieve.entities();
        Map<ListKey, HeldList> lists = sieve.lists();
        Holdings view = sieve.heldBack ? new Holdings(all.version(), entities, lists, all.absences(), all) : all;
        return new Sifted(view, now, sieve.nextEnd);
    }

    private Map<Kind, Map<Integer, Held>> entities() {
        Map<Kind, Map<Integer, Held>> good = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Map<Integer, Held> goodOfKind = new HashMap<>();
            all.all(kind).forEach((id, held) -> {
                Duration lasts = freshness.of(held.entity(), now);
                Held rest = held.with(
                        layer -> lets(layer.fetchedAt(), layer.fetchedAt().plus(lasts)));
                if (rest != null) {
                    goodOfKind.put(id, rest);
                }
            });
            good.put(kind, goodOfKind);
        }
        return good;
    }

    private Map<ListKey, HeldList> lists() {
        Map<ListKey, HeldList> good = new LinkedHashMap<>();
        all.listsByKey().forEach((key, list) -> {
            HeldList rest = pages(list);
            HeldList before = list.before() == null ? null : pages(list.before());
            boolean staysWhole = before != null && before.isComplete() && freshness.takesOutdated();
            heldBack |= list.before() != null && !staysWhole;
            if (staysWhole || !rest.pages().isEmpty()) {
                good.put(key, rest.withBefore(staysWhole ? before : null));
            }
        });
        return good;
    }

    private HeldList pages(HeldList list) {
        NavigableMap<Integer, HeldPage> good = new TreeMap<>();
        list.pages().forEach((offset, page) -> {
            if (lets(page.fetchedAt(), freshness.end(list, offset, all, now))) {
                good.put(offset, page);
            }
        });
        return new HeldList(list.key(), list.count(), good, list.isReread(), null);
    }

    private boolean lets(Instant fetchedAt, Instant end) {
        if (!end.isAfter(now) || fetchedAt.isAfter(now.plus(Freshness.LEEWAY))) {
            heldBack = true;
            return false;
        }
        nextEnd = end.isBefore(nextEnd) ? end : nextEnd;
        return true;
    }
}
