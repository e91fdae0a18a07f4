package org.dockgraph.fetch;

import java.time.Instant;
import java.util.NoSuchElementException;
import org.dockgraph.docking.DockingEventChange;
import org.dockgraph.store.ChangeLog;
import org.jspecify.annotations.Nullable;

/// One reader's way through the changes of docking events, in the order in which the gateway saw them, none twice and
/// none left out.
///
/// *Threads:* for one at a time.
public final class ChangeFeed implements AutoCloseable {

    private final ChangeLog log;
    private final Runnable cancel;
    private long next;

    ChangeFeed(ChangeLog log, @Nullable Instant since, Runnable whenMore) {
        this.log = log;
        this.next = log.firstAfter(since);
        this.cancel = log.listen(whenMore);
    }

    /// Whether there is a change to take.
    ///
    /// @throws OutrunException if so many changes have come that the next one is forgotten
    public boolean hasNext() {
        return entry() != null;
    }

    /// Takes the next change.
    ///
    /// @throws OutrunException if so many changes have come that it is forgotten
    /// @throws NoSuchElementException if there is none yet
    public DockingEventChange next() {
        ChangeLog.Entry entry = entry();
        if (entry == null) {
            throw new NoSuchElementException("no change has come yet");
        }
        next++;
        return entry.change();
    }

    private ChangeLog.@Nullable Entry entry() {
        ChangeLog.Entry entry = log.get(next);
        if (entry != null && entry.number() != next) {
            throw new OutrunException();
        }
        return entry;
    }

    /// Has nobody told any more that there are changes.
    @Override
    public void close() {
        cancel.run();
    }
}
