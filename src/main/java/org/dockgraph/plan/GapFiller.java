package org.dockgraph.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.jspecify.annotations.Nullable;

/// Chooses the fewest calls that fill the gaps of a whole batch: the offer that fills the most entities a call
/// comes first, again and again, and only what no list fills is asked for one by one.
///
/// Offers are sweeps of the small tables, where one call serves every later question too, and the pages of docking
/// events that are known to embed what is missing.
final class GapFiller {

    /// Kinds with so few entities that they can be read whole. Of two that fill the same, the earlier is asked.
    private static final List<Kind> TABLES =
            List.of(Kind.DOCKING_LOCATION, Kind.SPACECRAFT_CONFIG, Kind.SPACE_STATION, Kind.AGENCY);

    /// Pages of all agencies, as long as none was read: 324 agencies in 2023.
    private static final int AGENCY_PAGES = 4;

    private final Holdings holdings;
    private final ListRoutes routes;
    private final Map<EntityRef, FieldSet> open;
    private final Map<EntityRef, List<Call>> calls = new LinkedHashMap<>();

    private GapFiller(Map<EntityRef, FieldSet> missing, Holdings holdings) {
        this.holdings = holdings;
        this.routes = new ListRoutes(holdings);
        this.open = new LinkedHashMap<>(missing);
    }

    /// The calls that each of the entities waits for.
    static Map<EntityRef, List<Call>> fill(Map<EntityRef, FieldSet> missing, Holdings holdings) {
        GapFiller filler = new GapFiller(missing, holdings);
        filler.takeOffers();
        filler.takeCollection();
        filler.takeSingles();
        return filler.calls;
    }

    /// Calls and what they are expected to bring.
    ///
    /// @param cost calls, in all
    /// @param yields the fields by entity
    private record Offer(List<Call> calls, int cost, Map<EntityRef, FieldSet> yields) {}

    private void takeOffers() {
        List<Offer> offers = new ArrayList<>();
        TABLES.forEach(kind -> offers.add(sweep(kind)));
        offers.addAll(embeddingPages());
        while (best(offers) instanceof Offer offer) {
            take(offer);
        }
    }

    /// The offer that fills the most a call; the earlier one of equals; null if none fills anything.
    private @Nullable Offer best(List<Offer> offers) {
        Offer best = null;
        double most = 0;
        for (Offer offer : offers) {
            long filled = filled(offer);
            // An agency alone is cheaper asked for by its id than by any sweep that may not have it.
            boolean pays = filled > 1 || offer.cost == 1;
            if (pays && (double) filled / offer.cost > most) {
                most = (double) filled / offer.cost;
                best = offer;
            }
        }
        return best;
    }

    private long filled(Offer offer) {
        return open.entrySet().stream()
                .filter(gap -> fills(offer, gap.getKey(), gap.getValue()))
                .count();
    }

    private static boolean fills(Offer offer, EntityRef ref, FieldSet wanted) {
        FieldSet yielded = offer.yields.get(ref);
        return yielded != null && (wanted.isEmpty() || !wanted.and(yielded).isEmpty());
    }

    private void take(Offer offer) {
        for (Map.Entry<EntityRef, FieldSet> gap : Map.copyOf(open).entrySet()) {
            EntityRef ref = gap.getKey();
            if (fills(offer, ref, gap.getValue())) {
                offer.calls.forEach(call -> assign(ref, call));
                FieldSet rest = gap.getValue().minus(offer.yields.getOrDefault(ref, FieldSet.NONE));
                if (rest.isEmpty()) {
                    open.remove(ref);
                } else {
                    open.put(ref, rest);
                }
            }
        }
    }

    private void assign(EntityRef ref, Call call) {
        List<Call> assigned = calls.computeIfAbsent(ref, _ -> new ArrayList<>());
        if (!assigned.contains(call)) {
            assigned.add(call);
        }
    }

    private Offer sweep(Kind kind) {
        HeldList held = holdings.list(ListKey.table(kind));
        Map<EntityRef, FieldSet> yields = new HashMap<>();
        Mode mode = Coverage.modeFor(kind, wantedFrom(kind));
        FieldSet covered = Coverage.of(kind, mode);
        open.forEach((ref, wanted) -> {
            boolean mayBeListed = held == null || !held.isComplete() || holdings.get(ref) != null;
            FieldSet yielded = covered.of(ref.kind());
            if (isSweptWith(kind, ref, wanted) && mayBeListed && !yielded.isEmpty()) {
                yields.put(ref, yielded);
            }
        });
        List<Integer> offsets = offsetsToRead(held);
        int cost = held == null && kind == Kind.AGENCY ? AGENCY_PAGES : offsets.size();
        return new Offer(
                offsets.stream()
                        .map(offset -> (Call) new Call.Page(ListKey.table(kind), offset, mode))
                        .toList(),
                cost,
                yields);
    }

    private FieldSet wantedFrom(Kind table) {
        return open.entrySet().stream()
                .filter(gap -> isSweptWith(table, gap.getKey(), gap.getValue()))
                .map(Map.Entry::getValue)
                .reduce(FieldSet.NONE, FieldSet::plus);
    }

    /// Whether a sweep of the table can bring what is wanted of the entity: one of its own entries, or one that
    /// they bring along. A station tells its docking locations. A configuration brings its agency; which agencies
    /// those are is not known before, so they count only if several are missing.
    private boolean isSweptWith(Kind table, EntityRef ref, FieldSet wanted) {
        return switch (table) {
            case SPACE_STATION -> ref.kind() == table || wanted.contains(Field.LOCATION_SPACE_STATION);
            case SPACECRAFT_CONFIG ->
                ref.kind() == table
                        || (ref.kind() == Kind.AGENCY && holdings.wholeOf(table) == null && missingAgencies() > 1);
            case DOCKING_LOCATION, AGENCY -> ref.kind() == table;
            case DOCKING_EVENT, FLIGHT_VEHICLE, SPACECRAFT -> false;
        };
    }

    private long missingAgencies() {
        return open.keySet().stream().filter(ref -> ref.kind() == Kind.AGENCY).count();
    }

    /// The pages that are missing from a table, or all of them once more for fields that they did not bring.
    private static List<Integer> offsetsToRead(@Nullable HeldList held) {
        if (held == null) {
            return List.of(0);
        }
        return held.isComplete() ? List.copyOf(held.pages().keySet()) : held.missingOffsets();
    }

    /// Where things were is known even if it is time to read them again.
    private List<Offer> embeddingPages() {
        Holdings whole = holdings.whole();
        List<Offer> offers = new ArrayList<>();
        for (HeldList list : whole.lists()) {
            if (list.key().kind() == Kind.DOCKING_EVENT) {
                NavigableSet<Integer> offsets = new TreeSet<>(list.offsetsBehindPrefix());
                open.keySet().forEach(ref -> addOffsets(ref, list, whole.events(list), offsets));
                offsets.forEach(offset -> offers.add(embedding(list, offset)));
            }
        }
        return offers;
    }

    /// Adds the pages of the list's prefix that embed the entity.
    private static void addOffsets(EntityRef ref, HeldList list, EventIndex events, NavigableSet<Integer> offsets) {
        Stream<Integer> ids = ref.kind() == Kind.DOCKING_EVENT
                ? Stream.of(ref.id())
                : events.referringTo(ref, EventOrder.NEWEST_FIRST).stream().map(DockingEvent::id);
        ids.map(list::offsetOf).filter(Objects::nonNull).forEach(offsets::add);
    }

    private Offer embedding(HeldList list, int offset) {
        Map<EntityRef, FieldSet> yields = new HashMap<>();
        Objects.requireNonNull(list.pages().get(offset))
                .ids()
                .forEach(id -> embed(new EntityRef(Kind.DOCKING_EVENT, id), yields));
        return new Offer(List.of(new Call.Page(list.key(), offset, Mode.DETAILED)), 1, yields);
    }

    private void embed(EntityRef ref, Map<EntityRef, FieldSet> yields) {
        FieldSet covered = Coverage.of(Kind.DOCKING_EVENT, Mode.DETAILED).of(ref.kind());
        Entity entity = holdings.whole().get(ref);
        if (yields.putIfAbsent(ref, covered) != null || entity == null) {
            return;
        }
        for (Field field : entity.covers().and(covered).and(Field.REFERENCES).toList()) {
            if (field.read(entity) instanceof EntityRef next) {
                embed(next, yields);
            }
        }
    }

    /// Where more events, vehicles and spacecraft are missing than the collection has pages, it is read whole.
    private void takeCollection() {
        Set<EntityRef> embedded = open.keySet().stream()
                .filter(ref -> ref.kind() == Kind.DOCKING_EVENT
                        || ref.kind() == Kind.FLIGHT_VEHICLE
                        || ref.kind() == Kind.SPACECRAFT)
                .collect(Collectors.toSet());
        int cost = routes.collectionCost();
        if (cost == 0 || embedded.size() <= cost) {
            return;
        }
        FieldSet wanted = open.values().stream().reduce(FieldSet.NONE, FieldSet::plus);
        List<Call> pages = routes.collectionCalls(Coverage.modeFor(Kind.DOCKING_EVENT, wanted));
        for (EntityRef ref : embedded) {
            pages.forEach(call -> assign(ref, call));
            open.remove(ref);
        }
    }

    private void takeSingles() {
        for (EntityRef ref : open.keySet()) {
            assign(ref, new Call.Single(ref));
        }
    }
}
