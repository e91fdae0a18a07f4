package org.dockgraph.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dockgraph.docking.Agency;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingLocation;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.docking.Spacecraft;
import org.dockgraph.docking.SpacecraftConfig;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Coverage;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Where;
import org.dockgraph.upstream.Answer;
import org.dockgraph.upstream.Breaker;
import org.dockgraph.upstream.Budget;
import org.dockgraph.upstream.Errand;
import org.dockgraph.upstream.Reply;
import org.dockgraph.upstream.Source;

/// A source that makes up what it answers: entities without content, that refer to each other as those of the real
/// one do and cover the same fields. It has as little or as much as the real one may have, so that trying a
/// question on both shows the fewest and the most calls that it can take.
///
/// *Threads:* safe.
final class ImaginarySource implements Source {

    /// Events of all that there are, and of those that a filter lets through, at most.
    private static final int MANY_EVENTS = 600;
    private static final int MANY_FILTERED = 200;
    private static final int MANY_OF_A_FLIGHT = 5;
    private static final int MANY_AGENCIES = 400;

    /// Ids that the small kinds may have: whatever is asked for is there.
    private static final int IDS = 2_000;

    private final Source real;
    private final Holdings held;
    private final boolean hasMany;
    private final List<Call> asked = new CopyOnWriteArrayList<>();

    /// @param held what is known of the real source, such as how long its lists are
    /// @param hasMany whether it has as much as it may have, not as little
    ImaginarySource(Source real, Holdings held, boolean hasMany) {
        this.real = real;
        this.held = held;
        this.hasMany = hasMany;
    }

    /// Every call that it was asked, in order.
    List<Call> asked() {
        return asked;
    }

    @Override
    public URI address() {
        return real.address();
    }

    @Override
    public Budget budget() {
        return real.budget();
    }

    @Override
    public Breaker breaker() {
        return real.breaker();
    }

    @Override
    public Reply ask(Call call, Errand errand) {
        asked.add(call);
        Delivery delivery = switch (call) {
            case Call.Page page when page.list().kind() == Kind.DOCKING_EVENT -> events(page);
            case Call.Page page -> table(page);
            case Call.Single(EntityRef ref) -> single(ref);
        };
        return new Reply(new Answer.Found(delivery), 1);
    }

    private Delivery single(EntityRef ref) {
        List<Entity> entities = new ArrayList<>();
        FieldSet covers = Coverage.single(ref.kind());
        if (ref.kind() == Kind.DOCKING_EVENT) {
            addEvent(ref.id(), ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC), 0, covers, entities);
        } else {
            add(ref, covers, entities);
        }
        return new Delivery(entities, List.of(ref.id()), 1, 1, false, List.of());
    }

    private Delivery table(Call.Page page) {
        Kind kind = page.list().kind();
        boolean hasPages = kind == Kind.AGENCY && hasMany;
        int count = hasPages ? MANY_AGENCIES : IDS;
        List<Integer> ids = IntStream.rangeClosed(1, count)
                .skip(hasPages ? page.offset() : 0)
                .limit(hasPages ? ListKey.PAGE_SIZE : IDS)
                .boxed()
                .toList();
        FieldSet covers = Coverage.of(kind, page.mode());
        List<Entity> entities = new ArrayList<>();
        ids.forEach(id -> add(new EntityRef(kind, id), covers, entities));
        // A count of one page, on which all is: so that one call is enough where there are no more pages.
        return new Delivery(entities, ids, ids.size(), hasPages ? count : 1, false, List.of());
    }

    private Delivery events(Call.Page page) {
        int count = count(page.list());
        int size = Math.clamp(count - page.offset(), 0, ListKey.PAGE_SIZE);
        // Each list has events of its own: one of another list need not match its filter.
        int first = -1 - Math.floorMod(page.list().hashCode(), 1_000_000) * 1_000;
        List<Integer> ids = IntStream.range(page.offset(), page.offset() + size)
                .mapToObj(place -> first - place)
                .toList();
        FieldSet covers = Coverage.of(Kind.DOCKING_EVENT, page.mode());
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            addEvent(ids.get(i), page.list(), page.offset() + i, covers, entities);
        }
        return new Delivery(entities, ids, size, count, false, List.of());
    }

    private int count(ListKey list) {
        return held.lists().stream()
                .filter(known ->
                        known.key().kind() == list.kind() && known.key().where().equals(list.where()))
                .map(HeldList::count)
                .findFirst()
                .orElse(
                        !hasMany
                                ? 1
                                : list.where().flightVehicle() != null
                                        ? MANY_OF_A_FLIGHT
                                        : list.where().isEverything() ? MANY_EVENTS : MANY_FILTERED);
    }

    /// An event at its place in a list: it matches the list's filter, and its times follow the list's order behind
    /// all that may be held.
    private void addEvent(int id, ListKey list, int place, FieldSet covers, List<Entity> entities) {
        Where where = list.where();
        Instant docking = switch (list.order()) {
            case DOCKING, DEPARTURE -> latest(where).minusSeconds(MANY_EVENTS - place);
            case DOCKING_DESC, DEPARTURE_DESC, NAME -> earliest(where).plusSeconds(MANY_EVENTS - place);
        };
        EntityRef vehicle = new EntityRef(Kind.FLIGHT_VEHICLE, Objects.requireNonNullElse(where.flightVehicle(), id));
        EntityRef port =
                new EntityRef(Kind.DOCKING_LOCATION, Objects.requireNonNullElse(where.dockingLocation(), made(place)));
        EntityRef station =
                new EntityRef(Kind.SPACE_STATION, Objects.requireNonNullElse(where.spaceStation(), made(place)));
        boolean isAway = list.order() != ListOrder.DEPARTURE_DESC || place > 0;
        entities.add(new DockingEvent(
                id,
                covers.of(Kind.DOCKING_EVENT),
                docking,
                isAway ? docking.plusSeconds(1) : null,
                null,
                vehicle,
                port,
                station,
                null));
        Stream.of(vehicle, port, station).forEach(ref -> add(ref, covers, entities, String.join(" ", where.search())));
    }

    private static Instant earliest(Where where) {
        return where.from() instanceof Where.Bound from ? from.moment() : Instant.parse("1900-01-01T00:00:00Z");
    }

    private static Instant latest(Where where) {
        return where.to() instanceof Where.Bound to ? to.moment() : Instant.parse("2100-01-01T00:00:00Z");
    }

    /// The id of something of a small kind that the source may bring: always the same where it has little.
    private int made(int place) {
        return hasMany ? 1 + place % 10 : 1;
    }

    private void add(EntityRef ref, FieldSet covers, List<Entity> entities) {
        add(ref, covers, entities, "");
    }

    private void add(EntityRef ref, FieldSet covers, List<Entity> entities, String name) {
        FieldSet own = covers.of(ref.kind());
        if (own.isEmpty()) {
            return;
        }
        int id = ref.id();
        switch (ref.kind()) {
            case FLIGHT_VEHICLE -> {
                EntityRef spacecraft = new EntityRef(Kind.SPACECRAFT, id);
                entities.add(new FlightVehicle(id, own, null, null, spacecraft, null));
                add(spacecraft, covers, entities, name);
            }
            case SPACECRAFT -> {
                EntityRef config = new EntityRef(Kind.SPACECRAFT_CONFIG, made(Math.floorMod(id, 10)));
                entities.add(new Spacecraft(id, own, name, null, null, null, config, null));
                add(config, covers, entities, name);
            }
            case SPACECRAFT_CONFIG -> {
                EntityRef agency = new EntityRef(Kind.AGENCY, made(id));
                entities.add(new SpacecraftConfig(
                        id, own, null, null, agency, null, null, null, null, null, null, null, null, null, null, null,
                        null, null, null, null, null));
                add(agency, covers, entities, name);
            }
            case AGENCY ->
                entities.add(new Agency(
                        id, own, null, null, null, null, null, null, null, null, null, null, null, null, null));
            case SPACE_STATION ->
                entities.add(
                        new SpaceStation(id, own, name, null, List.of(new EntityRef(Kind.DOCKING_LOCATION, id)), null));
            case DOCKING_LOCATION -> entities.add(new DockingLocation(id, own, null, null));
            case DOCKING_EVENT -> throw new IllegalArgumentException("Nothing embeds an event: " + ref);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
