package org.dockgraph.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockgraph.docking.DockingEventChange;
import org.jspecify.annotations.Nullable;

/// The latest changes of docking events, each with a number: the first has 0, and every other one more than the one
/// before it. It holds no reader up: readers come with the number that they want next.
///
/// Where changes were forgotten, the oldest entry is a gap: it says until when.
///
/// *Threads:* safe.
public final class ChangeLog {

    /// As many as a client may miss while it is away, or be behind.
    static final int CAPACITY = 1_000;

    private static final Duration TICK = Duration.ofMillis(1); // a JavaScript Date has no less

    private final List<DockingEventChange> entries = new ArrayList<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private long forgotten;
    private @Nullable Instant last;

    /// A change and its number.
    public record Entry(long number, DockingEventChange change) {}

    /// The number of the change that comes first after a moment: of the next one that will come, if there is none yet.
    ///
    /// @param since null for now
    public synchronized long firstAfter(@Nullable Instant since) {
        int index = entries.size();
        while (since != null && index > 0 && entries.get(index - 1).at().isAfter(since)) {
            index--;
        }
        return forgotten + index;
    }

    /// The entry with this number; the oldest one if that is forgotten; null if it is still to come.
    public synchronized @Nullable Entry get(long number) {
        long kept = Math.max(number, forgotten);
        int index = Math.toIntExact(kept - forgotten);
        return index < entries.size() ? new Entry(kept, entries.get(index)) : null;
    }

    /// Has somebody told whenever there is more to read, until it is cancelled.
    ///
    /// @param listener one of its own for each reader; must not hold up the thread that calls it
    /// @return cancels it
    public Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Adds changes in their order, each at a moment of its own.
    synchronized void add(List<DockingEventChange> changes) {
        for (DockingEventChange change : changes) {
            Instant at = change.at().truncatedTo(ChronoUnit.MILLIS);
            last = last == null || at.isAfter(last) ? at : last.plus(TICK);
            entries.add(change.at(last));
        }
        int excess = entries.size() - CAPACITY;
        if (excess > 0) {
            entries.subList(0, excess).clear();
            entries.set(0, DockingEventChange.gap(entries.getFirst().at()));
            forgotten += excess;
        }
    }

    /// Tells those who listen. Not to be called with a lock held.
    void announce() {
        listeners.forEach(Runnable::run);
    }
}
