package org.dockgraph.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dockgraph.docking.DockingEventChange;
import org.dockgraph.docking.DockingLocation;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Coverage;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.HeldById;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.HeldList.HeldPage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.jspecify.annotations.Nullable;

/// Remembers every answer, taken apart into entities and lists of ids, so that what one query brought serves all
/// others.
///
/// *Threads:* safe. Readers take a view, which never changes; writers replace it, one after the other.
public final class EntityStore {

    /// Filtered lists that are remembered. Filters are the clients' choice, and so without bound; the entities that
    /// they found stay.
    private static final int MAX_FILTERED_LISTS = 500;

    /// Absences that are remembered. Which unknown ids are asked for is the clients' choice too.
    private static final int MAX_ABSENCES = 1_000;

    private final ChangeLog changes = new ChangeLog();
    private volatile Holdings holdings = Holdings.NONE;
    private Instant lastLook = Instant.MIN;

    /// What is held now.
    public Holdings holdings() {
        return holdings;
    }

    /// What has changed of the docking events.
    public ChangeLog changes() {
        return changes;
    }

    /// Keeps what a call has brought.
    ///
    /// @param at when its answer came
    public void keep(Call call, Delivery delivery, Instant at) {
        synchronized (this) {
            look(with(holdings, call, delivery, at), at);
        }
        changes.announce();
    }

    /// Notes what has happened by the mere passing of time: vehicles that were to dock or to leave by now have done so.
    public void look(Instant now) {
        synchronized (this) {
            look(holdings, now);
        }
        changes.announce();
    }

    /// Takes the next view, and notes what it changes.
    private void look(Holdings next, Instant at) {
        Instant now = at.isBefore(lastLook) ? lastLook : at; // threads may be late, and clocks may be set back
        changes.add(new EventChanges(holdings, lastLook, next, now).all());
        if (holdings.wholeOf(Kind.DOCKING_EVENT) == null && next.wholeOf(Kind.DOCKING_EVENT) != null) {
            changes.add(List.of(DockingEventChange.gap(now))); // until now, what was new could not be told
        }
        holdings = next;
        lastLook = now;
    }

    private static Holdings with(Holdings before, Call call, Delivery delivery, Instant at) {
        Map<Kind, HeldById.Edit> edits = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            edits.put(kind, before.all(kind).edit());
        }
        boolean changed = false;
        FieldSet promised = Coverage.lastWord(call);
        Map<FieldSet, List<Held.Layer>> layers = new HashMap<>(); // an answer has few: what came alike shares one
        for (Entity entity : delivery.entities()) {
            HeldById.Edit edit = Objects.requireNonNull(edits.get(entity.kind()));
            Held old = edit.get(entity.id());
            List<Held.Layer> newest =
                    layers.computeIfAbsent(entity.covers(), covers -> List.of(new Held.Layer(covers, at)));
            Held now =
                    (old == null ? Held.fetched(entity, newest) : old.updatedBy(entity, newest)).promised(promised, at);
            edit.put(now);
            changed |= old == null || now.hasOtherContent(old);
        }
        Map<Kind, HeldById> entities = new EnumMap<>(Kind.class);
        edits.forEach((kind, edit) -> entities.put(kind, edit.done()));
        Map<ListKey, HeldList> lists = new LinkedHashMap<>(before.listsByKey());
        if (call instanceof Call.Page page) {
            HeldList old = lists.remove(page.list());
            HeldList now = withPage(old, page, delivery, at);
            lists.put(page.list(), now); // the last one is the one that was read last
            forgetOldestFiltered(lists);
            changed |= !hasSameEntries(old, now);
        }
        if (call instanceof Call.Page page && hasEveryEvent(lists.get(page.list()))) {
            HeldList whole = Objects.requireNonNull(lists.get(page.list()));
            changed |= forgetVanishedEvents(entities, whole);
            lists.keySet().removeIf(key -> key.kind() == Kind.DOCKING_EVENT && !key.equals(whole.key()));
        }
        changed |= tellLocationsTheirStations(entities, lists.get(ListKey.table(Kind.SPACE_STATION)));
        Map<EntityRef, Instant> absent = new LinkedHashMap<>(before.absences());
        delivery.entities().forEach(entity -> absent.remove(entity.ref()));
        return new Holdings(before.version() + (changed ? 1 : 0), entities, lists, absent);
    }

    /// Keeps for a short time that the source has no such entity.
    public synchronized void keepAbsence(EntityRef ref, Instant at) {
        Map<EntityRef, Instant> absent = new LinkedHashMap<>(holdings.absences());
        absent.remove(ref);
        absent.put(ref, at);
        if (absent.size() > MAX_ABSENCES) {
            absent.remove(absent.keySet().iterator().next());
        }
        holdings = holdings.withAbsences(absent);
    }

    /// Begins with what another run has held. What has changed since is told as soon as it is seen.
    public synchronized void restore(Holdings earlier) {
        earlier.all(Kind.DOCKING_EVENT).values().stream()
                .map(Held::newestAt)
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> lastLook = newest);
        if (earlier.wholeOf(Kind.DOCKING_EVENT) != null) {
            changes.add(List.of(DockingEventChange.gap(lastLook)));
        }
        holdings = earlier;
    }

    private static HeldList withPage(@Nullable HeldList old, Call.Page call, Delivery delivery, Instant at) {
        HeldPage page =
                new HeldPage(delivery.ids(), delivery.size(), delivery.rejects().size(), delivery.hasNext(), at);
        return old == null
                ? HeldList.startingWith(call.list(), delivery.count(), call.offset(), page)
                : old.with(delivery.count(), call.offset(), page);
    }

    /// Whether it is known from the list which events there are: then it answers for all other lists of events.
    private static boolean hasEveryEvent(@Nullable HeldList list) {
        return list != null
                && list.key().kind() == Kind.DOCKING_EVENT
                && list.key().where().isEverything()
                && list.isComplete()
                && list.addsUp()
                && !list.hasUnreadable();
    }

    /// Forgets the events that the list of every event no longer has. What was fetched by itself since is newer than
    /// the list, and stays.
    ///
    /// @return whether there were any
    private static boolean forgetVanishedEvents(Map<Kind, HeldById> entities, HeldList whole) {
        Set<Integer> listed = Set.copyOf(whole.prefix());
        Instant asOf = whole.lastRead();
        HeldById held = all(entities, Kind.DOCKING_EVENT);
        HeldById rest = held.replaced(
                one -> !listed.contains(one.entity().id()) && one.newestAt().isBefore(asOf) ? null : one);
        entities.put(Kind.DOCKING_EVENT, rest);
        return rest.size() < held.size();
    }

    private static HeldById all(Map<Kind, HeldById> entities, Kind kind) {
        return entities.getOrDefault(kind, HeldById.NONE);
    }

    private static boolean hasSameEntries(@Nullable HeldList old, HeldList now) {
        return old != null
                && old.count() == now.count()
                && old.isComplete() == now.isComplete()
                && old.prefix().equals(now.prefix());
    }

    /// Forgets the filtered list that was read longest ago if there are too many.
    private static void forgetOldestFiltered(Map<ListKey, HeldList> lists) {
        if (lists.size() <= MAX_FILTERED_LISTS) {
            return;
        }
        List<HeldList> filtered = new ArrayList<>(lists.values());
        filtered.removeIf(list -> list.key().where().isEverything());
        if (filtered.size() > MAX_FILTERED_LISTS) {
            filtered.stream()
                    .min(Comparator.comparing(HeldList::lastRead))
                    .ifPresent(oldest -> lists.remove(oldest.key()));
        }
    }

    /// Gives every docking location its station, once all stations are held with their locations. No list of
    /// docking locations says it. A location that no station claims has none only if every station could be read.
    ///
    /// @return whether a location has changed
    private static boolean tellLocationsTheirStations(Map<Kind, HeldById> entities, @Nullable HeldList table) {
        HeldById stations = all(entities, Kind.SPACE_STATION);
        if (table == null
                || !table.isComplete()
                || !table.prefix().stream().allMatch(id -> knowsItsLocations(stations.get(id)))) {
            return false;
        }
        Map<EntityRef, List<EntityRef>> claims = new HashMap<>();
        for (int id : table.prefix()) {
            SpaceStation station =
                    (SpaceStation) Objects.requireNonNull(stations.get(id)).entity();
            List<EntityRef> locations = Objects.requireNonNullElse(station.dockingLocations(), List.of());
            locations.forEach(location ->
                    claims.computeIfAbsent(location, _ -> new ArrayList<>()).add(station.ref()));
        }
        boolean allWereRead = table.pages().values().stream().allMatch(page -> page.unreadable() == 0);
        Instant at = table.lastRead();
        List<Held> told = new ArrayList<>();
        boolean changed = false;
        for (Held held : all(entities, Kind.DOCKING_LOCATION).values()) {
            List<EntityRef> claiming = claims.getOrDefault(held.entity().ref(), List.of());
            if (claiming.isEmpty() && !allWereRead) {
                continue;
            }
            EntityRef station = claiming.size() == 1 ? claiming.getFirst() : null;
            Held now = held.updatedBy(
                    new DockingLocation(held.entity().id(), FieldSet.of(Field.LOCATION_SPACE_STATION), null, station),
                    at);
            told.add(now);
            changed |= now.hasOtherContent(held);
        }
        entities.put(Kind.DOCKING_LOCATION, all(entities, Kind.DOCKING_LOCATION).with(told));
        return changed;
    }

    private static boolean knowsItsLocations(@Nullable Held station) {
        return station != null && station.entity().covers().contains(Field.STATION_DOCKING_LOCATIONS);
    }
}
