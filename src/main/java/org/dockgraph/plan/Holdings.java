package org.dockgraph.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.jspecify.annotations.Nullable;

/// What is held at one moment: an immutable view, from which every part of an answer is taken so that they fit
/// together.
///
/// *Threads:* safe; what is derived from the view is computed once, on first use.
public final class Holdings {

    /// Nothing.
    public static final Holdings NONE = new Holdings(0, Map.of(), Map.of(), Map.of());

    /// How long it is believed that the source does not have what it did not give.
    private static final Duration SILENCE_LASTS = Duration.ofMinutes(1);

    /// The same once every event is held: vehicles and spacecraft that are new come with theirs.
    private static final Duration SILENCE_BEYOND_EVENTS_LASTS = Duration.ofHours(1);

    /// Parts of the view that are remembered, each for another freshness.
    private static final int MAX_SEEN = 20;

    private final long version;
    private final Map<Kind, HeldById> entities;
    private final Map<ListKey, HeldList> lists;
    private final Map<EntityRef, Instant> absent;
    private final List<HeldList> readings;
    private final Holdings whole;

    private final Map<ListState, EventIndex> indexes = new ConcurrentHashMap<>();
    private final Map<Freshness, Lasting<Holdings>> seen = new ConcurrentHashMap<>();
    private final Map<Ends, Lasting<Instant>> ends = new ConcurrentHashMap<>();
    private volatile @Nullable Boolean hasEveryEvent;

    /// @param whole tells a list that is being read anew from itself as it was before
    private record ListState(ListKey list, boolean whole) {
        static ListState of(HeldList list) {
            return new ListState(list.key(), list.isComplete());
        }
    }

    private record Ends(ListState list, Freshness freshness) {}

    /// A view over maps that nobody changes any more.
    ///
    /// @param version rises whenever content changes, and only then
    /// @param absent when the source said that there is no such entity
    public Holdings(
            long version,
            Map<Kind, ? extends Map<Integer, Held>> entities,
            Map<ListKey, HeldList> lists,
            Map<EntityRef, Instant> absent) {
        this(version, entities, lists, absent, null);
    }

    /// @param whole the view that it is a part of; null for none
    Holdings(
            long version,
            Map<Kind, ? extends Map<Integer, Held>> entities,
            Map<ListKey, HeldList> lists,
            Map<EntityRef, Instant> absent,
            @Nullable Holdings whole) {
        this.version = version;
        this.whole = whole == null ? this : whole;
        this.entities = new EnumMap<>(Kind.class);
        entities.forEach((kind, ofKind) -> this.entities.put(kind, HeldById.of(ofKind)));
        this.lists = Collections.unmodifiableMap(lists);
        this.absent = Collections.unmodifiableMap(absent);
        List<HeldList> all = new ArrayList<>(lists.size() + 2);
        for (HeldList list : lists.values()) {
            all.add(list);
            if (list.before() != null) {
                all.add(list.before());
            }
        }
        all.sort(Comparator.comparing(HeldList::lastRead).reversed());
        this.readings = Collections.unmodifiableList(all);
    }

    /// The version of the content: equal versions mean equal content.
    public long version() {
        return version;
    }

    /// What is held of the entity; null for nothing.
    public @Nullable Held held(EntityRef ref) {
        return all(ref.kind()).get(ref.id());
    }

    /// The entity, as far as it is held; null for not at all.
    public @Nullable Entity get(EntityRef ref) {
        Held held = held(ref);
        return held == null ? null : held.entity();
    }

    /// The fields of the entity that are held.
    FieldSet covers(EntityRef ref) {
        Held held = held(ref);
        return held == null ? FieldSet.NONE : held.covers();
    }

    /// Whether the entity is held with all the fields, and so is everything that it refers to by one of them.
    public boolean covers(EntityRef ref, FieldSet fields) {
        if (held(ref) != null && everyEntityCovers(fields)) {
            return true;
        }
        Gaps gaps = new Gaps(this);
        gaps.add(ref, fields);
        return gaps.isEmpty();
    }

    /// Everything held of one kind, by id.
    public HeldById all(Kind kind) {
        return entities.getOrDefault(kind, HeldById.NONE);
    }

    /// The view that this one is the good part of; itself if it is not a part.
    Holdings whole() {
        return whole;
    }

    /// Every list of which a page is held, the one that was read last first; a list that is being read anew is there
    /// as it was before too.
    public Collection<HeldList> lists() {
        return readings;
    }

    /// The list, as far as it is held; null for not at all.
    public @Nullable HeldList list(ListKey key) {
        return lists.get(key);
    }

    /// The list as it was last held whole; null if it never was.
    public @Nullable HeldList whole(ListKey key) {
        HeldList list = lists.get(key);
        return list == null || list.isComplete() ? list : list.before();
    }

    /// Every list of which a page is held, by its key.
    public Map<ListKey, HeldList> listsByKey() {
        return lists;
    }

    /// When the source said that there is no such entity, for those of which it said so.
    public Map<EntityRef, Instant> absences() {
        return absent;
    }

    /// The same view with other absences.
    public Holdings withAbsences(Map<EntityRef, Instant> absences) {
        return new Holdings(version, entities, lists, absences);
    }

    /// The list that holds every entity of its kind; null if none does.
    public @Nullable HeldList wholeOf(Kind kind) {
        for (HeldList list : lists()) {
            if (list.key().kind() == kind && list.key().where().isEverything() && list.isComplete()) {
                return list;
            }
        }
        return null;
    }

    /// Whether every docking event is held with all that a detailed answer tells of it: then no question about events
    /// takes a call.
    public boolean hasEveryEvent() {
        Boolean known = hasEveryEvent;
        if (known == null) {
            known = wholeOf(Kind.DOCKING_EVENT) != null
                    && all(Kind.DOCKING_EVENT).areInDetail();
            hasEveryEvent = known;
        }
        return known;
    }

    /// Whether it is known that the source has no such entity: it said so a short time ago, or every entity of the
    /// kind is held and this is none of them. Of vehicles and spacecraft there is no list of all.
    public boolean isAbsent(EntityRef ref, Instant now) {
        Instant said = absent.get(ref);
        if (said != null
                && said.plus(hasEveryEvent() ? SILENCE_BEYOND_EVENTS_LASTS : SILENCE_LASTS)
                        .isAfter(now)) {
            return true;
        }
        HeldList whole = wholeOf(ref.kind());
        return held(ref) == null && whole != null && !whole.hasUnreadable();
    }

    /// The fields of the entity that the source should have brought a short time ago and did not: asking again
    /// would only spend calls.
    FieldSet withheld(EntityRef ref, Instant now) {
        Held held = held(ref);
        Held.Layer withheld = held == null ? null : held.withheld();
        return withheld != null && withheld.fetchedAt().plus(SILENCE_LASTS).isAfter(now)
                ? withheld.fields()
                : FieldSet.NONE;
    }

    /// When the oldest of what is held of these entities was fetched: of the fields, and of the same fields of what
    /// they refer to by them. Of all that is held if there are no entities.
    public Instant oldest(Collection<EntityRef> refs, FieldSet fields) {
        return used(refs, fields)
                .map(Used::fetchedAt)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> Objects.requireNonNullElse(oldest(), Instant.MIN));
    }

    /// Something that is held, of which an answer is made.
    ///
    /// @param fetchedAt when the oldest of its fields that are in the answer was fetched
    record Used(Entity entity, Instant fetchedAt) {}

    /// Everything that an answer is made of that gives the fields of these entities, and the same fields of what they
    /// refer to by them.
    Stream<Used> used(Collection<EntityRef> refs, FieldSet fields) {
        Gaps walk = new Gaps(this);
        refs.forEach(ref -> walk.add(ref, fields));
        return walk.visited().stream().flatMap(visit -> {
            Held held = held(visit.ref());
            return held == null
                    ? Stream.empty()
                    : Stream.of(new Used(
                            held.entity(),
                            held.oldestAt(visit.wanted().of(visit.ref().kind()))));
        });
    }

    /// When the oldest of all that is held was fetched; null if nothing is.
    public @Nullable Instant oldest() {
        Instant oldest = Instant.MAX;
        for (HeldById ofKind : entities.values()) {
            oldest = Lasting.earlier(oldest, ofKind.oldest());
        }
        return oldest.equals(Instant.MAX) ? null : oldest;
    }

    /// Whether every held entity covers those of the fields that belong to its kind.
    public boolean everyEntityCovers(FieldSet fields) {
        for (Kind kind : Kind.values()) {
            FieldSet wanted = fields.of(kind);
            if (!wanted.isEmpty() && !all(kind).commonFields().containsAll(wanted)) {
                return false;
            }
        }
        return true;
    }

    /// The events of the pages of the list that follow each other from its beginning.
    EventIndex events(HeldList list) {
        return indexes.computeIfAbsent(ListState.of(list), _ -> new EventIndex(prefix(list), this));
    }

    private List<DockingEvent> prefix(HeldList list) {
        HeldById events = all(Kind.DOCKING_EVENT);
        List<DockingEvent> prefix = new ArrayList<>(list.prefix().size());
        for (int id : list.prefix()) {
            if (events.get(id) instanceof Held held) {
                prefix.add((DockingEvent) held.entity());
            }
        }
        return Collections.unmodifiableList(prefix);
    }

    /// The next moment at which an event begins or ends; the end of time if none does.
    public Instant nextTurn(Instant now) {
        return all(Kind.DOCKING_EVENT).nextTurn(now);
    }

    /// When the first page of the list that ends is no longer good.
    Instant end(HeldList list, Freshness freshness, Instant now) {
        if (freshness.maxAge() != null) {
            return freshness.end(list, this, now).value();
        }
        Ends key = new Ends(ListState.of(list), freshness);
        Lasting<Instant> known = ends.get(key);
        if (known == null || !known.holdsAt(now)) {
            known = freshness.end(list, this, now);
            ends.put(key, known);
        }
        return known.value();
    }

    /// What of this view is good at a moment: entities with those of their fields, and lists with those of their
    /// pages. The view itself if all of it is.
    public Holdings seen(Freshness freshness, Instant now) {
        return sifted(freshness, now).value();
    }

    private Lasting<Holdings> sifted(Freshness freshness, Instant now) {
        Lasting<Holdings> last = seen.get(freshness);
        if (last == null || !last.holdsAt(now)) {
            last = Sieve.sift(this, freshness, now);
            if (seen.size() >= MAX_SEEN) { // how old things may be is the clients' choice
                seen.clear();
            }
            seen.put(freshness, last);
        }
        return last;
    }

    /// Whether all of it is good at a moment.
    @SuppressWarnings("ReferenceEquality") // a view of which nothing is held back is itself
    public boolean isAllGood(Freshness freshness, Instant now) {
        return seen(freshness, now) == this;
    }

    /// Until when time alone does not change what of the view is good, nor what is docked.
    public Instant settledUntil(Freshness freshness, Instant now) {
        Instant end = sifted(freshness, now).until();
        Instant turn = nextTurn(now);
        return end.isBefore(turn) ? end : turn;
    }
}
