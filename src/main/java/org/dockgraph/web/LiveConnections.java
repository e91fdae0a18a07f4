package org.dockgraph.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/// All who listen: how many there may be, and their end when the gateway stops. They are let go while the server takes
/// nobody in any more and waits for what is under way, so that nobody who would listen for ever is waited for.
final class LiveConnections implements SmartLifecycle {

    private final int limit;
    private final Set<LiveConnection> open = new HashSet<>();
    private boolean running;

    LiveConnections(int limit, MeterRegistry registry) {
        this.limit = limit;
        gauge(registry, "websocket", GraphqlSocket.class);
        gauge(registry, "event-stream", EventStream.class);
    }

    private void gauge(MeterRegistry registry, String transport, Class<? extends LiveConnection> type) {
        Gauge.builder("dockgraph.connections", this, connections -> connections.count(type))
                .description("Sockets and event streams that are open")
                .tag("transport", transport)
                .register(registry);
    }

    private synchronized long count(Class<? extends LiveConnection> type) {
        return open.stream().filter(type::isInstance).count();
    }

    /// Takes a connection in, unless there are as many as may be or the gateway stops.
    ///
    /// @return whether it was taken in; then it must [leave][#leave] one day
    synchronized boolean admit(LiveConnection connection) {
        return running && open.size() < limit && open.add(connection);
    }

    /// Forgets a connection that has ended.
    synchronized void leave(LiveConnection connection) {
        open.remove(connection);
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /// Lets all go, each on a thread of its own: saying goodbye to one that does not read may take its time.
    @Override
    public synchronized void stop(Runnable allGone) {
        running = false;
        List<Thread> goodbyes = open.stream()
                .map(connection -> Thread.startVirtualThread(connection::goAway))
                .toList();
        Thread.startVirtualThread(() -> {
            try {
                for (Thread goodbye : goodbyes) {
                    goodbye.join();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                allGone.run();
            }
        });
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
