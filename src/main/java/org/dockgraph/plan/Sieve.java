package org.dockgraph.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.HeldList.HeldPage;
import org.jspecify.annotations.Nullable;

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

    /// The good part of a view, for as long as it is that; the view itself if all of it is good.
    static Lasting<Holdings> sift(Holdings all, Freshness freshness, Instant now) {
        Sieve sieve = new Sieve(all, freshness, now);
        Map<Kind, HeldById> entities = sieve.entities();
        Map<ListKey, HeldList> lists = sieve.lists();
        Holdings view = sieve.heldBack ? new Holdings(all.version(), entities, lists, all.absences(), all) : all;
        return new Lasting<>(view, now, sieve.nextEnd);
    }

    private Map<Kind, HeldById> entities() {
        Map<Kind, HeldById> good = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            good.put(kind, all.all(kind).replaced(this::goodPartOf));
        }
        return good;
    }

    private @Nullable Held goodPartOf(Held held) {
        Duration lasts = freshness.of(held.entity(), now);
        return held.with(layer -> lets(layer.fetchedAt(), layer.fetchedAt().plus(lasts)));
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
