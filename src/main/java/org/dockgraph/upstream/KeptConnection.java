package org.dockgraph.upstream;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.util.Timeout;

/// A connection that is looked at before it is used again.
///
/// The library's own look finds one that the source has closed. Not one on which something has come that nobody has
/// asked for, such as a 408 before it was closed or more than the last answer said it had: the next request would take
/// that for its answer.
final class KeptConnection extends DefaultManagedHttpClientConnection {

    private static final Timeout LOOK = Timeout.ofMilliseconds(1); // 0 would be for ever

    KeptConnection(String id) {
        super(id);
    }

    /// Whether there is anything to read: bytes, the end or a failure.
    @Override
    public boolean isStale() {
        if (!isOpen()) {
            return true;
        }
        try {
            awaitInput(LOOK);
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
