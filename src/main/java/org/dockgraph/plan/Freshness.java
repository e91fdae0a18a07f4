package org.dockgraph.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.HeldList.HeldPage;
import org.jspecify.annotations.Nullable;

/// How long what was fetched is taken for true. The one table of it:
///
/// | what | fresh for | served at once for | because |
/// | --- | --- | --- | --- |
/// | an event that is planned, or docked for less than a year | 15 min | 1 day | it is news |
/// | the end of a list where new events appear | 15 min | 1 day | one page tells all news |
/// | an event docked for longer | 6 h | 2 days | a module stays, or its departure is known long before |
/// | an event over for less than 30 days | 1 h | 2 days | its times are still corrected |
/// | an event long over | 2 days | 30 days | it is seldom corrected, yet some were moved to other ports |
/// | a vehicle, a spacecraft | 2 days | 30 days | what changes while it flies comes with its event |
/// | a station, a port, a configuration, an agency | 1 day | 30 days | a few change in a year |
///
/// A page of a list is as fresh as the shortest-lived of its entries. Where not all pages of a list of events are
/// held, it also stands for how many there are in all, which is news.
///
/// @param maxAge a client's own wish in place of the table; null for the table
/// @param takesOutdated whether the second column is meant, by which a list may also be taken as it was before,
///     while it is being read anew
public record Freshness(@Nullable Duration maxAge, boolean takesOutdated) {

    /// Nothing older than the table's first column: what is older is refreshed.
    public static final Freshness FRESH = new Freshness(null, false);

    /// Nothing older than its second column: what is older is waited for.
    public static final Freshness USABLE = new Freshness(null, true);

    /// How far fetching times may lie ahead of the clock and still be believed: they do after it was set back.
    static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final Duration OVER = Duration.ofDays(30);
    private static final Duration SETTLED = Duration.ofDays(365);

    /// Written out, since it is asked for with every chunk and list that is held, and most have the table.
    @Override
    public int hashCode() {
        return 31 * (maxAge == null ? 0 : maxAge.hashCode()) + Boolean.hashCode(takesOutdated);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Freshness(Duration otherAge, boolean otherOutdated)
                        && takesOutdated == otherOutdated
                        && Objects.equals(maxAge, otherAge));
    }

    /// Nothing older than a client wants, whatever it is.
    public static Freshness within(Duration maxAge) {
        return new Freshness(maxAge, false);
    }

    /// How long what was fetched of the entity is good for.
    Duration of(Entity entity, Instant now) {
        return switch (entity.kind()) {
            case DOCKING_EVENT -> ofEvent((DockingEvent) entity, now);
            case FLIGHT_VEHICLE, SPACECRAFT -> column(Duration.ofDays(2), Duration.ofDays(30));
            case SPACE_STATION, DOCKING_LOCATION, SPACECRAFT_CONFIG, AGENCY ->
                column(Duration.ofDays(1), Duration.ofDays(30));
        };
    }

    private Duration ofEvent(DockingEvent event, Instant now) {
        Instant departure = event.departure();
        if (departure != null && departure.isBefore(now)) {
            return departure.isAfter(now.minus(OVER))
                    ? column(Duration.ofHours(1), Duration.ofDays(2))
                    : column(Duration.ofDays(2), Duration.ofDays(30));
        }
        return event.docking().isAfter(now.minus(SETTLED)) ? ofNews() : column(Duration.ofHours(6), Duration.ofDays(2));
    }

    /// How long what was fetched of something is good for that may change at any time.
    private Duration ofNews() {
        return column(Duration.ofMinutes(15), Duration.ofDays(1));
    }

    private Duration column(Duration first, Duration second) {
        return maxAge != null ? maxAge : takesOutdated ? second : first;
    }

    /// When what was fetched of the first page of a list that ends is no longer good, and until when that is so: a few
    /// times in its life, an event comes to last longer or shorter.
    Lasting<Instant> end(HeldList list, Holdings holdings, Instant now) {
        if (maxAge != null) {
            return new Lasting<>(list.firstRead().plus(maxAge), Instant.MIN, Instant.MAX);
        }
        Instant end = Instant.MAX;
        Instant until = Instant.MAX;
        for (int offset : list.pages().keySet()) {
            end = Lasting.earlier(end, end(list, offset, holdings, now));
        }
        if (list.key().kind() == Kind.DOCKING_EVENT) {
            for (HeldPage page : list.pages().values()) {
                for (int id : page.ids()) {
                    Held held = holdings.all(Kind.DOCKING_EVENT).get(id);
                    until = held == null
                            ? until
                            : Lasting.earlier(until, nextChange((DockingEvent) held.entity(), now));
                }
            }
        }
        return new Lasting<>(end, now, until);
    }

    /// The next moment from which the table may have another row for the event; the end of time if none is meant.
    Instant nextChange(DockingEvent event, Instant now) {
        if (maxAge != null) {
            return Instant.MAX;
        }
        Instant next = Instant.MAX;
        Instant departure = event.departure();
        if (departure != null) {
            next = later(departure.plusNanos(1), now, next);
            next = later(departure.plus(OVER), now, next);
        }
        return later(event.docking().plus(SETTLED), now, next);
    }

    /// The moment, if it is still to come and before the other one; that one if not.
    private static Instant later(Instant moment, Instant now, Instant other) {
        return moment.isAfter(now) ? Lasting.earlier(moment, other) : other;
    }

    /// When what was fetched of a page of a list is no longer good. An empty page may fill at any time.
    Instant end(HeldList list, int offset, Holdings holdings, Instant now) {
        HeldPage page = Objects.requireNonNull(list.pages().get(offset));
        HeldById held = holdings.all(list.key().kind());
        boolean tellsTotal = list.key().kind() == Kind.DOCKING_EVENT && !list.isComplete();
        boolean isNews = tellsTotal || isGrowingEnd(list, offset) || page.ids().isEmpty();
        Duration shortest = isNews ? ofNews() : null;
        for (int id : page.ids()) {
            Held entry = held.get(id);
            Duration lasts = entry == null ? ofNews() : of(entry.entity(), now);
            shortest = shortest == null || lasts.compareTo(shortest) < 0 ? lasts : shortest;
        }
        return page.fetchedAt().plus(Objects.requireNonNull(shortest));
    }

    /// Whether new entries may appear on the page.
    private static boolean isGrowingEnd(HeldList list, int offset) {
        return list.key().where().to() == null
                && switch (list.key().order()) {
                    case DOCKING_DESC, DEPARTURE_DESC -> offset == 0;
                    case DOCKING, DEPARTURE -> offset + ListKey.PAGE_SIZE >= list.count();
                    case NAME -> false;
                };
    }
}
