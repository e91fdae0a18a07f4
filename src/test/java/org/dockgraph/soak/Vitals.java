package org.dockgraph.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a JVM takes of the machine, seen from outside: by Linux's /proc, and by the histogram of its heap, which has
/// the garbage collected first.
///
/// @param resident memory, in kB
/// @param threads of the system
/// @param descriptors that are open, sockets included
/// @param heap by the name of the class
record Vitals(long resident, int threads, int descriptors, int sockets, Map<String, Space> heap) {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final String SUBSCRIPTION = "org.dockgraph.graphql.ChangeStream";
    private static final String SOCKET = "org.dockgraph.web.GraphqlSocket";
    private static final String STREAM = "org.dockgraph.web.EventStream";

    /// What the objects of a class take.
    record Space(long objects, long bytes) {

        static final Space NONE = new Space(0, 0);
    }

    /// Looks at a process. That takes about a tenth of a second of it.
    static Vitals of(long pid) throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        Map<String, Space> heap = new HashMap<>();
        try (Stream<String> lines = histogram.inputReader().lines()) {
            lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> heap.put(
                            line.group(3), new Space(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)))));
        }
        if (histogram.waitFor() != 0 || heap.isEmpty()) {
            throw new IOException("jcmd has no histogram of " + pid);
        }
        List<String> descriptors = descriptors(pid);
        return new Vitals(
                status(pid, "VmRSS"),
                Math.toIntExact(status(pid, "Threads")),
                descriptors.size(),
                sockets(descriptors),
                heap);
    }

    /// Memory that is resident, in kB.
    static long resident(long pid) throws IOException {
        return status(pid, "VmRSS");
    }

    /// How many sockets are open.
    static int sockets(long pid) throws IOException {
        return sockets(descriptors(pid));
    }

    private static int sockets(List<String> descriptors) {
        return Math.toIntExact(descriptors.stream()
                .filter(target -> target.startsWith("socket:"))
                .count());
    }

    private static List<String> descriptors(long pid) throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return links.map(Vitals::target).toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "closed meanwhile";
        }
    }

    private static long status(long pid, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// All that is alive, in bytes.
    long live() {
        return heap.values().stream().mapToLong(Space::bytes).sum();
    }

    long virtualThreads() {
        return objects("java.lang.VirtualThread");
    }

    /// Subscriptions, WebSockets and event streams that the gateway has in mind.
    long listeners() {
        return objects(SUBSCRIPTION) + objects(SOCKET) + objects(STREAM);
    }

    private long objects(String name) {
        return heap.getOrDefault(name, Space.NONE).objects();
    }

    /// The classes whose objects take more than before, most first.
    String growthSince(Vitals before) {
        return heap.keySet().stream()
                .sorted(Comparator.comparingLong((String name) -> -growth(name, before)))
                .limit(10)
                .map(name -> "%+d kB %s".formatted(growth(name, before) / 1024, name))
                .collect(Collectors.joining(", "));
    }

    private long growth(String name, Vitals before) {
        return heap.getOrDefault(name, Space.NONE).bytes()
                - before.heap.getOrDefault(name, Space.NONE).bytes();
    }
}
