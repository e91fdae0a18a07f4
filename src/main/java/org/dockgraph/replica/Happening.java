package org.dockgraph.replica;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that happens in the data of a replica at a moment. As text, one of:
///
/// ```
/// in 1m dock 415 at 19
/// in 2m undock 900
/// ```
///
/// @param due when it happens, in whole seconds
/// @param flight LL2's number of the flight vehicle that docks, or leaves
/// @param port of the docking location where it docks; null for leaving
record Happening(Instant due, int flight, @Nullable Integer port) {

    private static final Pattern LINE = Pattern.compile(
            "in (?<time>\\d{1,6}(ms|s|m|h)) (dock (?<docks>\\d{1,9}) at (?<port>\\d{1,9})|undock (?<leaves>\\d{1,9}))");

    /// @param now from which times count
    /// @throws IllegalArgumentException if the line says something else
    static Happening read(String line, Instant now) {
        Matcher words = LINE.matcher(line.replaceAll("\\s+", " "));
        if (!words.matches()) {
            throw new IllegalArgumentException(
                    ("A line is 'in', a time with ms, s, m or h, and 'dock' with a flight, 'at' and a port, or 'undock'"
                                    + " with a flight; but this is '%s'. Examples: in 1m dock 415 at 19, in 2m undock 900.")
                            .formatted(line));
        }
        String port = words.group("port");
        return new Happening(
                now.plus(FaultWords.time(words.group("time"))).truncatedTo(ChronoUnit.SECONDS), // as LL2's times are
                Integer.parseInt(port == null ? words.group("leaves") : words.group("docks")),
                port == null ? null : Integer.valueOf(port));
    }

    /// The line that says it at a moment, with the time left in whole seconds.
    String text(Instant now) {
        Duration left = Duration.between(now, due).plusSeconds(1).minusNanos(1);
        String time = FaultWords.text(Duration.ofSeconds(Math.max(0, left.toSeconds())));
        return "in %s %s".formatted(time, port == null ? "undock " + flight : "dock %d at %d".formatted(flight, port));
    }

    /// The data set in which it has happened.
    ///
    /// @throws IllegalArgumentException if it cannot happen there
    ReplicaDataset appliedTo(ReplicaDataset data) {
        Row.DockingEvent docked = data.rows(Row.DockingEvent.class).stream()
                .filter(event -> event.flightVehicle() == flight && isDocked(event))
                .findFirst()
                .orElse(null);
        return data.with(port == null ? left(docked) : arrived(data, docked, port));
    }

    private boolean isDocked(Row.DockingEvent event) {
        return !event.docking().isAfter(due)
                && (event.departure() == null || event.departure().isAfter(due));
    }

    private Row.DockingEvent left(Row.@Nullable DockingEvent docked) {
        if (docked == null) {
            throw new IllegalArgumentException(
                    "Flight %d cannot undock: it is docked nowhere then. Let one that is, such as 900."
                            .formatted(flight));
        }
        return new Row.DockingEvent(
                docked.id(),
                docked.launchId(),
                docked.docking(),
                due,
                flight,
                docked.dockingLocation(),
                docked.spaceStation());
    }

    private Row.DockingEvent arrived(ReplicaDataset data, Row.@Nullable DockingEvent docked, int at) {
        if (!data.flights().has(flight)) {
            throw new IllegalArgumentException(
                    "There is no flight %d to dock. See /2.0.0/spacecraft/flight/ for those that there are."
                            .formatted(flight));
        }
        if (docked != null) {
            throw new IllegalArgumentException(
                    "Flight %d cannot dock: it is docked then, by event %d. Undock it before."
                            .formatted(flight, docked.id()));
        }
        Row.DockingLocation location = data.dockingLocations().find(at);
        if (location == null || location.spaceStation() == null) {
            throw new IllegalArgumentException(
                    "Port %d %s. Take one that has a station, such as 19. See /2.0.0/config/dockinglocation/."
                            .formatted(at, location == null ? "is unknown" : "is of no single station"));
        }
        int last = data.rows(Row.DockingEvent.class).stream()
                .mapToInt(Row::id)
                .max()
                .orElse(0);
        return new Row.DockingEvent(
                last + 1, null, due, null, flight, at, Objects.requireNonNull(location.spaceStation()));
    }
}
