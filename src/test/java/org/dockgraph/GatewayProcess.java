package org.dockgraph;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole application as a process of its own, which can be killed.
public final class GatewayProcess implements AutoCloseable {

    /// In a log for people, or within a line of JSON.
    private static final Pattern ADDRESS = Pattern.compile("  GraphQL      (https?://[^\\s\\\\]+)");
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
    /// @throws IllegalStateException with its log if it ends instead
    public static GatewayProcess start(String... settings) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", // this and the next: to start sooner
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Dockgraph.class.getName(),
                "--server.port=0"));
        command.addAll(List.of(settings));
        return start(command);
    }

    /// Starts it by a command, and returns when it is ready.
    ///
    /// @throws IllegalStateException with its log if it ends instead
    public static GatewayProcess start(List<String> command) {
        try {
            GatewayProcess gateway = new GatewayProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
            Thread.startVirtualThread(gateway::readLog);
            gateway.awaitReady();
            return gateway;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitReady() {
        try {
            address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            close();
            throw new IllegalStateException(
                    "It did not start, but ended with " + process.exitValue() + ":\n" + String.join("\n", log),
                    failure);
        }
    }

    /// Looks for the address, and reads on to the end: a full pipe would stop the process.
    private void readLog() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                Matcher told = ADDRESS.matcher(line);
                if (told.find()) {
                    address.complete(URI.create(told.group(1)));
                }
            }
        } catch (IOException killed) {
            log.add(killed.toString());
        }
        address.completeExceptionally(new IllegalStateException("It has ended"));
    }

    /// The address of its endpoint.
    public URI endpoint() {
        return address.join();
    }

    /// What it has said so far, line by line.
    public List<String> log() {
        return List.copyOf(log);
    }

    /// Asks, and gives the response with its report.
    ///
    /// @throws IOException if it is killed meanwhile
    public JsonNode ask(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.join())
                .header("Content-Type", "application/json")
                .header("Dockgraph-Report", "true")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /// Has it read everything anew, as far as calls are spare, and waits until it has.
    ///
    /// @throws IOException if it is killed meanwhile
    public void refresh() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.join().resolve("/actuator/mirror"))
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    /// The number by which the system knows it.
    public long pid() {
        return process.pid();
    }

    /// Lets it run on for a while, unless it ends by itself.
    public void runOn(int millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("It ended by itself");
        }
    }

    /// Asks it to end, as by `kill`.
    public void askToEnd() {
        process.destroy();
    }

    /// Waits for its end, at most a minute.
    ///
    /// @return its exit code
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not end");
        }
        return process.exitValue();
    }

    /// Kills it, as by `kill -9`.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        http.shutdownNow();
    }
}
