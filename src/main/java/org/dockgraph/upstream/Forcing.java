package org.dockgraph.upstream;

import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Forces to the disk what was written to a file, soon after and in nobody's time.
///
/// *Threads:* safe. It has one of its own only while there is something to force.
final class Forcing {

    /// What is written within it shares a force.
    private static final Duration SOON = Duration.ofMillis(100);

    private final BiConsumer<FileOutputStream, IOException> failed;
    private final AtomicReference<@Nullable FileOutputStream> written = new AtomicReference<>();

    /// @param failed is told what could not be forced, also because it is closed by now
    Forcing(BiConsumer<FileOutputStream, IOException> failed) {
        this.failed = failed;
    }

    /// Has all forced that was written until now. Of two files it is the later one that is.
    void soon(FileOutputStream file) {
        if (written.getAndSet(file) == null) {
            Thread.ofVirtual().name("forcing").start(() -> {
                pause();
                force();
            });
        }
    }

    /// One at a time, so that a disk that hangs holds no more than that one and the next.
    private synchronized void force() {
        FileOutputStream file = written.getAndSet(null);
        if (file == null) {
            return;
        }
        try {
            file.getFD().sync();
        } catch (IOException failure) {
            failed.accept(file, failure);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SOON);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
