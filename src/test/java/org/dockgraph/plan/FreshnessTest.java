package org.dockgraph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.FlightVehicle;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.SpaceStation;
import org.dockgraph.store.EntityStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How long what was fetched is good for.
class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static Stream<Arguments> table() {
        return Stream.of(
                arguments("planned", event(days(3), null), "PT15M", "PT24H"),
                arguments("docked since yesterday", event(days(-1), null), "PT15M", "PT24H"),
                arguments("docked, with a planned departure", event(days(-1), days(5)), "PT15M", "PT24H"),
                arguments("docked for two years", event(days(-730), null), "PT6H", "PT48H"),
                arguments("gone since yesterday", event(days(-90), days(-1)), "PT1H", "PT48H"),
                arguments("long gone", event(days(-400), days(-300)), "PT48H", "PT720H"),
                arguments(
                        "a vehicle",
                        new FlightVehicle(1, Field.of(Kind.FLIGHT_VEHICLE), null, null, null, null),
                        "PT48H",
                        "PT720H"),
                arguments(
                        "a station",
                        new SpaceStation(1, Field.of(Kind.SPACE_STATION), "ISS", null, null, null),
                        "PT24H",
                        "PT720H"));
    }

    @ParameterizedTest(name = "{0}: fresh for {2}, usable for {3}")
    @MethodSource("table")
    void eachThingHasItsTime(String what, Entity entity, Duration fresh, Duration usable) {
        assertThat(isSeen(entity, Freshness.FRESH, fresh.minusMillis(1)))
                .as(what)
                .isTrue();
        assertThat(isSeen(entity, Freshness.FRESH, fresh)).as(what).isFalse();
        assertThat(isSeen(entity, Freshness.USABLE, usable.minusMillis(1)))
                .as(what)
                .isTrue();
        assertThat(isSeen(entity, Freshness.USABLE, usable)).as(what).isFalse();
    }

    @Test
    void aClientsWishHoldsForEverything() {
        Freshness minute = Freshness.within(Duration.ofMinutes(1));
        table().forEach(row -> {
            Entity entity = (Entity) Objects.requireNonNull(row.get()[1]);
            assertThat(isSeen(entity, minute, Duration.ofSeconds(59))).isTrue();
            assertThat(isSeen(entity, minute, Duration.ofSeconds(60))).isFalse();
        });
    }

    /// Someone has set the clock back by an hour since.
    @Test
    void whatWasFetchedInTheFutureIsNotBelieved() {
        assertThat(isSeen(event(days(-1), null), Freshness.FRESH, Duration.ofSeconds(-30)))
                .isTrue();
        assertThat(isSeen(event(days(-1), null), Freshness.USABLE, Duration.ofHours(-1)))
                .isFalse();
    }

    @Test
    void onlyTheFieldsThatAreOldAreHeldBack() {
        DockingEvent event = event(days(-400), days(-300));
        EntityStore store = new EntityStore();
        keep(store, event, NOW.minus(Duration.ofDays(3)));
        DockingEvent normal = (DockingEvent) without(event, Field.EVENT_SPACE_STATION);
        keep(store, normal, NOW);

        Holdings fresh = store.holdings().seen(Freshness.FRESH, NOW);

        assertThat(fresh.covers(event.ref())).isEqualTo(normal.covers());
        assertThat(store.holdings().covers(event.ref())).isEqualTo(event.covers());
    }

    @Test
    void aViewOfWhichAllIsGoodIsItself() {
        World world = new World().after(new Call.Page(newest(), 0, Mode.DETAILED));

        assertThat(world.holdings().isAllGood(Freshness.FRESH, World.NOW)).isTrue();
        assertThat(world.holdings().isAllGood(Freshness.FRESH, World.NOW.plus(Duration.ofMinutes(14))))
                .isTrue();
        assertThat(world.holdings().isAllGood(Freshness.FRESH, World.NOW.plus(Duration.ofMinutes(15))))
                .isFalse();
        assertThat(world.holdings().isAllGood(Freshness.FRESH, World.NOW))
                .as("going back")
                .isTrue();
    }

    @Test
    void theEndOfAListWhereEventsAppearIsNewsAndItsOtherPagesAreNot() {
        World world = new World();
        List.of(0, 100, 200).forEach(offset -> world.after(new Call.Page(newest(), offset, Mode.DETAILED)));

        Holdings later = world.holdings().seen(Freshness.FRESH, World.NOW.plus(Duration.ofMinutes(20)));

        assertThat(pages(later.list(newest()))).containsExactly(100, 200);
    }

    @Test
    void aListThatIsReadAnewIsUsableAsItWasButNotFresh() {
        EntityStore store = new EntityStore();
        Call.Page call = new Call.Page(newest(), 0, Mode.DETAILED);
        DockingEvent one = event(days(-1), null);
        store.keep(call, new Delivery(List.of(one), List.of(one.id()), 1, 1, false, List.of()), NOW);
        store.keep(call, new Delivery(List.of(), List.of(99), 100, 150, true, List.of()), NOW);

        assertThat(store.holdings().whole(newest())).isNotNull();
        assertThat(store.holdings().seen(Freshness.USABLE, NOW).whole(newest())).isNotNull();
        assertThat(store.holdings().seen(Freshness.FRESH, NOW).whole(newest())).isNull();
    }

    private static boolean isSeen(Entity entity, Freshness freshness, Duration age) {
        EntityStore store = new EntityStore();
        keep(store, entity, NOW.minus(age));
        return store.holdings().seen(freshness, NOW).get(entity.ref()) != null;
    }

    private static void keep(EntityStore store, Entity entity, Instant at) {
        store.keep(
                new Call.Single(entity.ref()),
                new Delivery(List.of(entity), List.of(entity.id()), 1, 1, false, List.of()),
                at);
    }

    private static List<Integer> pages(@Nullable HeldList list) {
        return list == null ? List.of() : List.copyOf(list.pages().keySet());
    }

    private static ListKey newest() {
        return ListKey.events(Where.EVERYTHING, ListOrder.DOCKING_DESC);
    }

    private static Instant days(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private static DockingEvent event(Instant docking, @Nullable Instant departure) {
        return new DockingEvent(
                1,
                Field.of(Kind.DOCKING_EVENT),
                docking,
                departure,
                null,
                null,
                null,
                new EntityRef(Kind.SPACE_STATION, 4),
                null);
    }

    private static Entity without(DockingEvent event, Field field) {
        return new DockingEvent(
                event.id(),
                event.covers().minus(FieldSet.of(field)),
                event.docking(),
                event.departure(),
                null,
                null,
                null,
                null,
                null);
    }
}
