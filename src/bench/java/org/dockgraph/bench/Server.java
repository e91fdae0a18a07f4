package org.dockgraph.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A server as a process of its own, which ends with this object.
final class Server implements AutoCloseable {

    /// What the system allows a server. On one core the JVM takes the serial collector by itself.
    enum Place {
        /// The first core; what drives it has the second.
        ONE_CORE("0"),
        /// Both cores, as at its users'.
        TWO_CORES("0,1");

        private final String cores;

        Place(String cores) {
            this.cores = cores;
        }
    }

    static final Path RESULTS = Path.of("target/bench");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double TICKS_PER_SECOND = 100; // of /proc on every Linux
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern READY = Pattern.compile("Ready after ([0-9.]+) s");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;

    private Server(String name, int port, Path log, Process process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /// Starts a program of ours.
    static Server reference(String name, Place place, List<String> jvm, String type, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), type));
        command.addAll(List.of(arguments));
        return start(name, place, command);
    }

    /// Starts the packaged gateway.
    static Server gateway(String name, Place place, List<String> jvm, String... settings) throws IOException {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of("-jar", "target/dockgraph.jar"));
        command.addAll(List.of(settings));
        return start(name, place, command);
    }

    /// Starts whatever `java` is told, on a free port, and returns once it takes connections.
    static Server start(String name, Place place, List<String> java) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of("taskset", "-c", place.cores));
        command.add(JAVA.resolve("java").toString());
        command.addAll(java);
        command.add("--server.port=" + port);
        Path log = Files.createDirectories(RESULTS).resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Server server = new Server(name, port, log, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        server.await(() -> server.takesConnections());
        return server;
    }

    /// Runs `java` to its end.
    static void java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.resolve("java").toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createDirectories(RESULTS).resolve("java.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
            }
            pause();
        }
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /// Seconds from its start until it was ready, by its own log, which it waits for.
    double readyAfter() throws IOException {
        await(() -> READY.matcher(Files.readString(log)).find());
        return READY.matcher(Files.readString(log))
                .results()
                .map(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /// Processor time so far, its own and the system's for it.
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /// Megabytes resident now.
    double residentMegabytes() throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        return number(RESIDENT, status) / 1024.0;
    }

    /// Bytes of its heap that are in use after a full collection.
    long liveBytes() throws IOException {
        Process histogram = new ProcessBuilder(
                        JAVA.resolve("jcmd").toString(), String.valueOf(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        return number(TOTAL, new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static long number(Pattern pattern, String text) {
        MatchResult found = pattern.matcher(text).results().findFirst().orElseThrow();
        return Long.parseLong(found.group(1));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
