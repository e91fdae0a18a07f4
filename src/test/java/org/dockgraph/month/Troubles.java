package org.dockgraph.month;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What goes wrong in the month, and when: drawn before it begins.
///
/// @param outages may overlap
/// @param visits of another program behind the same address; may overlap
/// @param restarts in order
record Troubles(List<Outage> outages, List<Visit> visits, List<Restart> restarts) {

    /// In what way the source is down. All of them fail at once, since the waits of a call are not on the clock.
    enum Way {
        STATUS_503,
        CLOSED,
        HTML,
        REFUSED
    }

    record Outage(Instant from, Instant until, Way way) {
        boolean lastsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /// @param every how many minutes pass between two of its requests
    record Visit(Instant from, Instant until, int every) {
        boolean callsAt(Instant now) {
            return !now.isBefore(from)
                    && now.isBefore(until)
                    && Duration.between(from, now).toMinutes() % every == 0;
        }
    }

    /// @param isKill whether the process ends without a last word
    /// @param losesFile whether the snapshot is gone when it comes back
    record Restart(Instant at, boolean isKill, boolean losesFile) {}

    static Troubles draw(Random random, Instant begin) {
        List<Outage> outages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant from = moment(random, begin);
            Duration lasts = Duration.ofMinutes(i < 2 ? 180 + random.nextInt(420) : 5 + random.nextInt(55));
            outages.add(new Outage(from, from.plus(lasts), Way.values()[(i + random.nextInt(2)) % 4]));
        }
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant from = moment(random, begin);
            Duration lasts = Duration.ofMinutes(30 + random.nextInt(450));
            visits.add(new Visit(from, from.plus(lasts), i < 4 ? 1 : 5 + random.nextInt(20)));
        }
        List<Restart> restarts = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            restarts.add(new Restart(moment(random, begin), random.nextBoolean(), i < 2));
        }
        for (int i = 0; i < 2; i++) {
            Instant at = moment(random, begin);
            for (int j = 0; j < 12; j++) {
                at = at.plus(Duration.ofMinutes(1 + random.nextInt(7)));
                restarts.add(new Restart(at, random.nextBoolean(), i == 1 && j % 4 == 0));
            }
        }
        return new Troubles(List.copyOf(outages), List.copyOf(visits), List.copyOf(restarts));
    }

    private static Instant moment(Random random, Instant begin) {
        return begin.plus(Duration.ofMinutes(360 + random.nextInt(28 * 24 * 60)));
    }

    /// In which way the source is down; null while it is up.
    @Nullable
    Way downAt(Instant now) {
        return outages.stream()
                .filter(outage -> outage.lastsAt(now))
                .map(Outage::way)
                .findFirst()
                .orElse(null);
    }

    boolean strangerCallsAt(Instant now) {
        return visits.stream().anyMatch(visit -> visit.callsAt(now));
    }

    List<Restart> restartsAt(Instant now) {
        return restarts.stream().filter(restart -> restart.at().equals(now)).toList();
    }
}
