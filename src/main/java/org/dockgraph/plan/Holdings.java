package org.dockgraph.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

    private final long version;
    private final Map<Kind, Map<Integer, Held>> entities;
    private final Map<ListKey, HeldList> lists;
    private final Map<EntityRef, Instant> absent;

    private final Map<Kind, FieldSet> common = new ConcurrentHashMap<>();
    private final Map<SortedKey, List<DockingEvent>> sorted = new ConcurrentHashMap<>();

    private record SortedKey(ListKey list, EventOrder order) {}

    /// A view over maps that nobody changes any more.
    ///
    /// @param version rises whenever content changes, and only then
    /// @param absent when the source said that there is no such entity
    public Holdings(
            long version,
            Map<Kind, Map<Integer, Held>> entities,
            Map<ListKey, HeldList> lists,
            Map<EntityRef, Instant> absent) {
        this.version = version;
        this.entities = new EnumMap<>(Kind.class);
        entities.forEach((kind, ofKind) -> this.entities.put(kind, Collections.unmodifiableMap(ofKind)));
        this.lists = Collections.unmodifiableMap(lists);
        this.absent = Collections.unmodifiableMap(absent);
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
    public Map<Integer, Held> all(Kind kind) {
        return entities.getOrDefault(kind, Map.of());
    }

    /// Every list of which a page is held.
    public Collection<HeldList> lists() {
        return lists.values();
    }

    /// The list, as far as it is held; null for not at all.
    public @Nullable HeldList list(ListKey key) {
        return lists.get(key);
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
        for (HeldList list : lists.values()) {
            if (list.key().kind() == kind && list.key().where().isEverything() && list.isComplete()) {
                return list;
            }
        }
        return null;
    }

    /// Whether it is known that the source has no such entity: it said so a short time ago, or every entity of the
    /// kind is held and this is none of them.
    public boolean isAbsent(EntityRef ref, Instant now) {
        Instant said = absent.get(ref);
        if (said != null && said.plus(SILENCE_LASTS).isAfter(now)) {
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

    /// Whether every held entity covers those of the fields that belong to its kind.
    public boolean everyEntityCovers(FieldSet fields) {
        for (Kind kind : Kind.values()) {
            FieldSet wanted = fields.of(kind);
            if (!wanted.isEmpty() && !commonFields(kind).containsAll(wanted)) {
                return false;
            }
        }
        return true;
    }

    /// The events of the pages of the list that follow each other from its beginning, in an order.
    public List<DockingEvent> prefixInOrder(HeldList list, EventOrder order) {
        return sorted.computeIfAbsent(
                new SortedKey(list.key(), order),
                _ -> prefix(list).stream().sorted(order.comparator()).toList());
    }

    /// The events of the pages of the list that follow each other from its beginning, as the source gave them.
    public List<DockingEvent> prefix(HeldList list) {
        Map<Integer, Held> events = all(Kind.DOCKING_EVENT);
        return list.prefix().stream()
                .map(events::get)
                .filter(Objects::nonNull)
                .map(held -> (DockingEvent) held.entity())
                .toList();
    }

    private FieldSet commonFields(Kind kind) {
        return common.computeIfAbsent(
                kind,
                _ -> all(kind).values().stream()
                        .map(held -> held.entity().covers())
                        .reduce(FieldSet.EVERY, FieldSet::and));
    }
}
