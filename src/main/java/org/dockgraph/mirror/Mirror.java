package org.dockgraph.mirror;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dockgraph.fetch.Fetcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what is held: fresh with spare calls, and over a restart in a file.
///
/// *Threads:* safe; has one of its own from [#start] to [#close].
public final class Mirror implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    /// How often it looks whether a call is due, and whether something has changed that is to be written: what a
    /// sudden end of the process can lose at most.
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Fetcher fetcher;
    private final MirrorRefresh refresh;
    private final @Nullable SnapshotFile file;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mirror").factory());
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("snapshot").factory());

    /// A mirror of what the fetcher holds.
    ///
    /// @param file where it is written; null for nowhere
    public Mirror(Fetcher fetcher, MirrorRefresh refresh, @Nullable SnapshotFile file) {
        this.fetcher = fetcher;
        this.refresh = refresh;
        this.file = file;
    }

    /// Begins.
    @SuppressWarnings("FutureReturnValueIgnored") // both tasks catch what they throw
    public void start() {
        thread.scheduleWithFixedDelay(guarded(this::refreshWhatIsDue), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        writer.scheduleWithFixedDelay(
                guarded(this::lookAndWrite), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refreshWhatIsDue() {
        while (refresh.step() && !Thread.currentThread().isInterrupted()) {
            LOG.debug("The mirror has read a page");
        }
    }

    /// Looks what time has changed. The other thread may be waiting for the source.
    private void lookAndWrite() {
        fetcher.look();
        write();
    }

    private void write() {
        if (file != null) {
            file.write(fetcher.holdings());
        }
    }

    /// A bug must not end the mirror for good.
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException bug) {
                LOG.error("The mirror failed in an unexpected way", bug);
            }
        };
    }

    /// Ends it, and writes what is held.
    @Override
    public void close() {
        thread.shutdownNow();
        writer.shutdownNow();
        write();
    }
}
