package org.dockgraph.killed;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.dockgraph.Dockgraph;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole application as a process of its own, which can be killed.
public final class GatewayProcess implements AutoCloseable {

    private static final String ADDRESS = "  GraphQL      ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private GatewayProcess(Process process) {
        this.process = process;
    }

    /// Starts it on any free port, and returns when it is ready.
    ///
    /// @param file where it keeps what it holds, and beside it what it has spent
    static GatewayProcess start(URI source, Path file, boolean mirror) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", // this and the next: to start sooner
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Dockgraph.class.getName(),
                "--server.port=0",
                "--dockgraph.upstream.base-url=" + source,
                "--dockgraph.mirror.enabled=" + mirror,
                "--dockgraph.mirror.file=" + file));
        return start(command);
    }

    /// Starts it by a command, and returns when it is ready.
    public static GatewayProcess start(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        GatewayProcess gateway = new GatewayProcess(process);
        Thread.startVirtualThread(gateway::readLog);
        try {
            gateway.address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return gateway;
        } catch (Exception failure) {
            gateway.close();
            throw failure;
        }
    }

    /// Looks for the address, and reads on to the end: a full pipe would stop the process.
    private void readLog() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                if (line.startsWith(ADDRESS)) {
                    address.complete(URI.create(line.substring(ADDRESS.length())));
                }
            }
        } catch (IOException killed) {
            log.add(killed.toString());
        }
        address.completeExceptionally(new IllegalStateException("It did not start: " + String.join("\n", log)));
    }

    /// Asks, and gives the response with its report.
    ///
    /// @throws IOException if it is killed meanwhile
    JsonNode ask(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.join())
                .header("Content-Type", "application/json")
                .header("Dockgraph-Report", "true")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /// The address of its endpoint.
    public URI address() {
        return address.join();
    }

    /// What it has logged so far, line by line.
    public List<String> log() {
        return List.copyOf(log);
    }

    /// The number by which the system knows it.
    public long pid() {
        return process.pid();
    }

    /// Lets it run on for a while, unless it ends by itself.
    void runOn(int millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("It ended by itself");
        }
    }

    /// Asks it to end, and waits for that.
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /// Kills it, as by `kill -9`.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        http.shutdownNow();
    }
}
