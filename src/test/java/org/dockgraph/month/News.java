package org.dockgraph.month;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;

/// What happens in space and in the source's records of it.
final class News {

    private static final int EVENTS = 535; // as many as the real source has, which makes six pages
    private static final Duration BETWEEN_DOCKINGS = Duration.ofDays(44);
    private static final Instant FIRST = Instant.parse("1990-01-10T00:00:00Z");
    private static final int ON_THE_NEWEST_PAGE = 60; // and so soon not moved off it

    private final Random random;
    private int nextId = 5_000;

    News(Random random) {
        this.random = random;
    }

    /// Something that has changed.
    ///
    /// @param event its id
    /// @param now what the source says from now on; null for nothing any more
    /// @param isOnNewestPage whether the newest page tells it
    record Change(int event, Row.@Nullable DockingEvent now, boolean isOnNewestPage, ReplicaDataset data) {}

    /// Real events and made-up older ones, some of which are docked and some of which have left lately.
    ReplicaDataset begin(Instant now) {
        ReplicaDataset bundled = ReplicaDataset.bundled();
        List<Row.DockingEvent> events = new ArrayList<>();
        int more = EVENTS - bundled.rows(Row.DockingEvent.class).size();
        for (int i = 0; i < more; i++) {
            Instant docking = FIRST.plus(BETWEEN_DOCKINGS.multipliedBy(i)).plus(minutes(20_000));
            Instant departure = docking.plus(Duration.ofDays(30)).plus(minutes(250_000));
            events.add(event(2_000 + i, docking, departure.isAfter(now) ? null : departure, bundled));
        }
        List<Row> shortened = new ArrayList<>(events);
        bundled.rows(Row.SpacecraftConfig.class).forEach(config -> shortened.add(shortened(config)));
        bundled.rows(Row.Agency.class).forEach(agency -> shortened.add(shortened(agency)));
        return bundled.with(shortened);
    }

    /// Without the texts and links, of which every event of a page brings a copy: most of the month would be spent on
    /// reading them.
    private static Row shortened(Row.SpacecraftConfig config) {
        return new Row.SpacecraftConfig(
                config.id(),
                config.name(),
                config.type(),
                config.agency(),
                config.inUse(),
                config.capability(),
                null,
                null,
                config.maidenFlight(),
                config.height(),
                config.diameter(),
                config.humanRated(),
                config.crewCapacity(),
                config.payloadCapacity(),
                config.flightLife(),
                null,
                null,
                null,
                null);
    }

    private static Row shortened(Row.Agency agency) {
        return new Row.Agency(
                agency.id(),
                agency.name(),
                agency.featured(),
                agency.type(),
                agency.countryCode(),
                agency.abbrev(),
                null,
                agency.administrator(),
                agency.foundingYear(),
                agency.launchers(),
                agency.spacecraft(),
                agency.parent(),
                null,
                agency.launchCounts(),
                null,
                null,
                null,
                null,
                null);
    }

    /// The next change.
    Change next(ReplicaDataset data, Instant now) {
        List<Row.DockingEvent> newestFirst = data.rows(Row.DockingEvent.class).stream()
                .sorted(Comparator.comparing(Row.DockingEvent::docking).reversed())
                .toList();
        List<Row.DockingEvent> newest = newestFirst.subList(0, ON_THE_NEWEST_PAGE);
        List<Row.DockingEvent> old = newestFirst.subList(150, newestFirst.size());
        Row.DockingEvent one = any(old);
        return switch (random.nextInt(10)) {
            case 0, 1 -> changed(event(nextId++, now.minus(minutes(60)), null, data), true, data);
            case 2 -> changed(event(nextId++, now.plus(minutes(12_000)), null, data), true, data);
            case 3 -> newcomer(data, now);
            case 4, 5 -> departure(newest, data, now);
            case 6, 7 -> changed(moved(one, minutes(5_000), one.dockingLocation()), false, data);
            case 8 ->
                changed(
                        moved(
                                one,
                                Duration.ZERO,
                                any(data.rows(Row.DockingLocation.class)).id()),
                        false,
                        data);
            default ->
                new Change(
                        one.id(),
                        null,
                        false,
                        data.without(row -> row instanceof Row.DockingEvent && row.id() == one.id()));
        };
    }

    private Change departure(List<Row.DockingEvent> newest, ReplicaDataset data, Instant now) {
        List<Row.DockingEvent> docked = newest.stream()
                .filter(event -> event.docking().isBefore(now) && event.departure() == null)
                .toList();
        if (docked.isEmpty()) {
            return newcomer(data, now);
        }
        Row.DockingEvent event = any(docked);
        Row.DockingEvent left = new Row.DockingEvent(
                event.id(),
                event.launchId(),
                event.docking(),
                now.minus(minutes(30)).isAfter(event.docking()) ? now.minusSeconds(60) : now,
                event.flightVehicle(),
                event.dockingLocation(),
                event.spaceStation());
        return changed(left, true, data);
    }

    /// A docking of a vehicle that nobody has heard of.
    private Change newcomer(ReplicaDataset data, Instant now) {
        int id = nextId++;
        Row.Spacecraft like = any(data.rows(Row.Spacecraft.class));
        ReplicaDataset with = data.with(
                new Row.Spacecraft(id, "Newcomer " + id, null, like.status(), "", like.spacecraftConfig()),
                new Row.Flight(id, "Low Earth Orbit", null, id));
        Row.DockingEvent made = event(id, now.minus(minutes(60)), null, data);
        return changed(
                new Row.DockingEvent(id, null, made.docking(), null, id, made.dockingLocation(), made.spaceStation()),
                true,
                with);
    }

    private static Row.DockingEvent moved(Row.DockingEvent event, Duration by, int port) {
        return new Row.DockingEvent(
                event.id(),
                event.launchId(),
                event.docking().minus(by),
                event.departure(),
                event.flightVehicle(),
                port,
                event.spaceStation());
    }

    private static Change changed(Row.DockingEvent event, boolean isOnNewestPage, ReplicaDataset data) {
        return new Change(event.id(), event, isOnNewestPage, data.with(event));
    }

    private Row.DockingEvent event(int id, Instant docking, @Nullable Instant departure, ReplicaDataset data) {
        return new Row.DockingEvent(
                id,
                null,
                docking,
                departure,
                any(data.rows(Row.Flight.class)).id(),
                any(data.rows(Row.DockingLocation.class)).id(),
                any(List.of(4, 4, 5, 18)));
    }

    private Duration minutes(int bound) {
        return Duration.ofMinutes(random.nextInt(bound));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
