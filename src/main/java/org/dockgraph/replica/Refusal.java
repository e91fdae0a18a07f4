package org.dockgraph.replica;

import java.util.concurrent.atomic.AtomicBoolean;

/// Connections refused: nothing listens on the replica's port until this is closed.
///
/// *Threads:* safe.
public final class Refusal implements AutoCloseable {

    private final Port port;
    private final AtomicBoolean ended = new AtomicBoolean();

    Refusal(Port port) {
        this.port = port;
    }

    /// Listens again on the same port, unless another refusal lasts. A second time does nothing.
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            port.acceptAgain();
        }
    }
}
