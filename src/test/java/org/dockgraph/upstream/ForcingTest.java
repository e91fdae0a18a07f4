package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.SyncFailedException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of a file that cannot be forced to the disk, for which a closed one stands.
class ForcingTest {

    private final BlockingQueue<FileOutputStream> failed = new ArrayBlockingQueue<>(10);
    private final Forcing forcing = new Forcing((file, failure) -> {
        assertThat(failure).isInstanceOf(SyncFailedException.class);
        failed.add(file);
    });

    @TempDir
    private Path directory;

    @Test
    void aFileThatCannotBeForcedIsToldEachTime() throws Exception {
        var closed = new FileOutputStream(directory.resolve("closed").toFile());
        closed.close();
        for (int i = 0; i < 2; i++) {
            forcing.soon(closed);

            assertThat(failed.poll(10, TimeUnit.SECONDS)).isSameAs(closed);
        }
    }

    @Test
    void manyLinesShareAForceAndTheLaterFileIsForced() throws Exception {
        var closed = new FileOutputStream(directory.resolve("closed").toFile());
        closed.close();
        try (var open = new FileOutputStream(directory.resolve("open").toFile())) {
            for (int i = 0; i < 1_000; i++) {
                forcing.soon(open);
            }
            forcing.soon(closed);

            assertThat(failed.poll(10, TimeUnit.SECONDS)).isSameAs(closed);
            assertThat(failed).isEmpty();
        }
    }
}
