package org.dockgraph.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.HeldList.HeldPage;
import org.jspecify.annotations.Nullable;

/// Lets through what is good at a moment, and notes until when it would let through just the same.
final class Sieve {

    private final Freshness freshness;
    private final Instant now;
    private Instant until = Instant.MAX;

    Sieve(Freshness freshness, Instant now) {
        this.freshness = freshness;
        this.now = now;
    }

    /// The good part of a view, for as long as it is that; the view itself if all of it is good.
    @SuppressWarnings("ReferenceEquality") // what nothing is held back of stays the same instance
    static Lasting<Holdings> sift(Holdings all, Freshness freshness, Instant now) {
        Sieve sieve = new Sieve(freshness, now);
        boolean isWhole = true;
        for (Kind kind : Kind.values()) {
            Lasting<HeldById> good = all.all(kind).seen(freshness, now);
            sieve.lasts(good.until());
            isWhole &= good.value() == all.all(kind);
        }
        for (HeldList list : all.listsByKey().values()) {
            Lasting<@Nullable HeldList> good = goodPartOf(list, all, freshness, now);
            sieve.lasts(good.until());
            isWhole &= good.value() == list;
        }
        return new Lasting<>(isWhole ? all : part(all, freshness, now), now, sieve.until);
    }

    private static Holdings part(Holdings all, Freshness freshness, Instant now) {
        Map<Kind, HeldById> entities = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            entities.put(kind, all.all(kind).seen(freshness, now).value());
        }
        Map<ListKey, HeldList> lists = new LinkedHashMap<>();
        for (HeldList list : all.listsByKey().values()) {
            if (goodPartOf(list, all, freshness, now).value() instanceof HeldList part) {
                lists.put(list.key(), part);
            }
        }
        return new Holdings(all.version(), entities, lists, all.absences(), all);
    }

    /// The entity with those of its fields that are good; itself if all are, null if none is.
    @Nullable
    Held goodPartOf(Held held) {
        if (held.entity() instanceof DockingEvent event) {
            lasts(freshness.nextChange(event, now));
        }
        Duration lasts = freshness.of(held.entity(), now);
        return held.with(layer -> lets(layer.fetchedAt(), layer.fetchedAt().plus(lasts)));
    }

    /// Until when just the same is good.
    Instant until() {
        return until;
    }

    /// The list with those of its pages that are good; itself if all are, null if none is.
    private static Lasting<@Nullable HeldList> goodPartOf(
            HeldList list, Holdings all, Freshness freshness, Instant now) {
        HeldById entries = all.all(list.key().kind());
        Lasting<@Nullable HeldList> known = list.seen(freshness, entries.state(), now);
        if (known != null) {
            return known;
        }
        Sieve sieve = new Sieve(freshness, now);
        Lasting<@Nullable HeldList> good = new Lasting<>(sieve.goodPartOf(list, all), now, sieve.until);
        if (Stream.of(list, list.before()).allMatch(pages -> pages == null || sieve.noteEntries(pages, entries))) {
            list.remember(freshness, entries.state(), new Lasting<>(good.value(), now, sieve.until));
        }
        return good;
    }

    /// Notes when the entries of a list will last longer or shorter.
    ///
    /// @return whether all are held
    private boolean noteEntries(HeldList list, HeldById entries) {
        boolean areHeld = true;
        for (HeldPage page : list.pages().values()) {
            for (int id : page.ids()) {
                Held held = entries.get(id);
                areHeld &= held != null;
                if (held != null && held.entity() instanceof DockingEvent event) {
                    lasts(freshness.nextChange(event, now));
                }
            }
        }
        return areHeld;
    }

    @SuppressWarnings("ReferenceEquality") // what nothing is held back of stays the same instance
    private @Nullable HeldList goodPartOf(HeldList list, Holdings all) {
        HeldList rest = pages(list, all);
        HeldList before = list.before() == null ? null : pages(list.before(), all);
        HeldList whole = before != null && before.isComplete() && freshness.takesOutdated() ? before : null;
        if (whole == null && rest.pages().isEmpty()) {
            return null;
        }
        return rest.before() == whole ? rest : rest.withBefore(whole);
    }

    private HeldList pages(HeldList list, Holdings all) {
        NavigableMap<Integer, HeldPage> good = new TreeMap<>();
        list.pages().forEach((offset, page) -> {
            if (lets(page.fetchedAt(), freshness.end(list, offset, all, now))) {
                good.put(offset, page);
            }
        });
        return good.size() == list.pages().size()
                ? list
                : new HeldList(list.key(), list.count(), good, list.isReread(), null);
    }

    private boolean lets(Instant fetchedAt, Instant end) {
        if (fetchedAt.isAfter(now.plus(Freshness.LEEWAY))) {
            lasts(fetchedAt.minus(Freshness.LEEWAY));
            return false;
        }
        if (!end.isAfter(now)) {
            return false;
        }
        lasts(end);
        return true;
    }

    private void lasts(Instant end) {
        until = Lasting.earlier(until, end);
    }
}
