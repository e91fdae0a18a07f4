package org.dockgraph.replica;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The latest requests, in the order in which they came.
///
/// *Threads:* safe.
final class RequestLog {

    private static final int KEPT = 10_000; // a demo runs for days and nobody reads its log

    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

    synchronized void add(ReceivedRequest request) {
        if (requests.size() == KEPT) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
