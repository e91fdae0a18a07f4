package org.dockgraph.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dockgraph.GatewayProcess;

/// One who asks a light query all the time, and looks how much memory the gateway takes meanwhile.
final class Watch implements AutoCloseable {

    private static final String LIGHT = "{ dockingEvent(id: \"622\") { docking spaceStation { name } } }";
    private static final String ANSWER = "{\"data\":{\"dockingEvent\":{\"docking\":\"2025-04-22T12:40:00Z\","
            + "\"spaceStation\":{\"name\":\"International Space Station\"}}}}";
    private static final int PACE = 50; // milliseconds between two questions

    private final GatewayProcess gateway;
    private final Client client;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private List<Duration> times = new ArrayList<>();
    private List<String> wrong = new ArrayList<>();
    private long mostResident;

    Watch(GatewayProcess gateway) {
        this.gateway = gateway;
        this.client = new Client(gateway.endpoint());
        thread.execute(this::watch);
    }

    /// What was seen since the last report.
    ///
    /// @param times of the light query, the shortest first
    /// @param wrong answers, and what came in place of an answer
    /// @param mostResident memory, in kB
    record Report(List<Duration> times, List<String> wrong, long mostResident) {

        /// What this part of the answers took at most.
        ///
        /// @param part 1 for all
        Duration atMost(double part) {
            return times.isEmpty() ? Duration.ZERO : times.get((int) Math.ceil(part * times.size()) - 1);
        }
    }

    private void watch() {
        try {
            do {
                ask();
            } while (!end.await(PACE, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            Client.Answer answer = client.ask(LIGHT);
            boolean right = answer.status() == 200 && answer.text().equals(ANSWER);
            note(answer.time(), right ? "" : answer.toString(), Vitals.resident(gateway.pid()));
        } catch (IOException failure) {
            note(Duration.ZERO, failure.toString(), 0);
        }
    }

    private synchronized void note(Duration time, String failure, long resident) {
        times.add(time);
        mostResident = Math.max(mostResident, resident);
        if (!failure.isEmpty()) {
            wrong.add(failure);
        }
    }

    /// What was seen since the last report.
    synchronized Report report() {
        Collections.sort(times);
        Report report = new Report(times, wrong, mostResident);
        times = new ArrayList<>();
        wrong = new ArrayList<>();
        mostResident = 0;
        return report;
    }

    @Override
    public void close() {
        end.countDown();
        thread.close();
        client.close();
    }
}
