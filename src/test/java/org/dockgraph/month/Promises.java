package org.dockgraph.month;

import java.time.Duration;
import java.time.Instant;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;

/// How old an answer may be that the gateway calls fresh, and how old one that it calls stale: the table of
/// `Freshness` in the words of its readers, so that a slip in the one is not repeated in the other.
final class Promises {

    private Promises() {}

    /// What is called fresh. That an event is new is news.
    static History.Promise fresh(Instant now) {
        return event -> of(event, now, Duration.ofMinutes(15), Duration.ofHours(6), Duration.ofHours(1), 2);
    }

    /// What is called stale.
    static History.Promise stale(Instant now) {
        return event -> of(event, now, Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(2), 30);
    }

    private static Duration of(
            Row.@Nullable DockingEvent event,
            Instant now,
            Duration news,
            Duration longDocked,
            Duration justOver,
            int daysOfOld) {
        if (event == null) {
            return news;
        }
        if (event.departure() == null || !event.departure().isBefore(now)) {
            return event.docking().isAfter(now.minus(Duration.ofDays(365))) ? news : longDocked;
        }
        return event.departure().isAfter(now.minus(Duration.ofDays(30))) ? justOver : Duration.ofDays(daysOfOld);
    }
}
