package org.dockgraph.bench;

import static org.dockgraph.bench.Server.Place.ONE_CORE;
import static org.dockgraph.bench.Server.Place.TWO_CORES;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.dockgraph.bench.Comparison.Contender;
import org.dockgraph.bench.Load.Exchange;
import org.dockgraph.bench.Load.Round;
import org.dockgraph.replica.ReplicaDataset;

/// Measures the gateway as its users run it, the packaged jar in a process of its own, beside other programs on the
/// same server and JVM. Servers have the first core, the load the second. What is compared is processor time, which
/// hardly depends on what else the machine does. An answer that is not the reference's ends everything.
final class Benchmark {

    private static final List<Workload> WORKLOADS = List.of(Workload.W1, Workload.W2, Workload.W3);

    /// The same for all that are compared.
    private static final List<String> JVM = List.of("-Xmx512m");

    private static final String REFERENCES = "org.dockgraph.bench.reference.";
    private static final String NO_MIRROR = "--dockgraph.mirror.enabled=false";
    private static final String MANY_CALLS = "--dockgraph.upstream.calls-per-hour=1000000";
    private static final String EXECUTING = "--dockgraph.http.answer-cache=0";
    private static final String PRELOAD = "--dockgraph.replica.preload=true";
    private static final String AS_TOLD = "@jvm.options"; // by the README
    private static final int CLIENTS = 4;

    private final Scale scale;
    private final Load load = new Load(CLIENTS);
    private final Comparison comparison;
    private final List<Ratio> ratios = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    private Benchmark(Scale scale) {
        this.scale = scale;
        this.comparison = new Comparison(load, scale);
    }

    /// Measures everything, and writes `target/bench/speed.md` and `target/bench/speed.svg`.
    ///
    /// @param arguments `quick` or `full`; then the parts to measure, or none for all. `publish` among
    ///     them puts the results into the README.
    public static void main(String... arguments) throws IOException {
        Benchmark benchmark = new Benchmark(arguments[0].equals("full") ? Scale.FULL : Scale.QUICK);
        List<String> parts = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        boolean isPublished = parts.remove("publish");
        for (String part : parts.isEmpty() ? List.of("held", "cold", "growth", "start", "memory") : parts) {
            switch (part) {
                case "held" -> benchmark.held();
                case "cold" -> benchmark.cold();
                case "growth" -> benchmark.growth();
                case "start" -> benchmark.start();
                case "memory" -> benchmark.memory();
                default -> throw new IllegalArgumentException(part + " is nothing that can be measured");
            }
        }
        Report report = new Report(benchmark.ratios, benchmark.figures);
        report.write(Server.RESULTS);
        if (isPublished) {
            report.publish();
        }
    }

    /// Answers from what is held: known ones beside prepared bytes, executed ones beside stock Spring GraphQL.
    private void held() throws IOException {
        say("Held data");
        try (Source source = new Source(ReplicaDataset.bundled());
                Server stock = stock(source.address(), "bundled");
                Server gateway = gateway("gateway", source.setting());
                Server executing = gateway("gateway-executing", source.setting(), EXECUTING)) {
            List<Held> all = new ArrayList<>();
            for (Workload workload : WORKLOADS) {
                List<Exchange> right = answers(stock, workload, workload.values(source.data()));
                checked(executing, right);
                all.add(new Held(workload, right, checked(gateway, right)));
            }
            Path folder =
                    prepare(all.stream().flatMap(held -> held.known().stream()).toList());
            try (Server prepared =
                    Server.reference("prepared", ONE_CORE, JVM, REFERENCES + "PreparedServer", folder.toString())) {
                for (Held held : all) { // so that the first has no colder servers than the last
                    comparison.warmUp(new Contender(gateway, held.known()));
                    comparison.warmUp(new Contender(prepared, held.known()));
                    comparison.warmUp(new Contender(executing, held.known()));
                    comparison.warmUp(new Contender(stock, held.right()));
                }
                for (Held held : all) {
                    List<List<Round>> rounds = comparison.run(
                            new Contender(gateway, held.known()),
                            new Contender(prepared, held.known()),
                            new Contender(executing, held.known()),
                            new Contender(stock, held.right()));
                    addHeld(held, rounds);
                }
            }
            zipped(gateway, checked(gateway, answers(stock, Workload.W2, Workload.W2.values(source.data()))));
        }
    }

    /// @param right the reference's answers
    /// @param known the gateway's, which are the same JSON
    private record Held(Workload workload, List<Exchange> right, List<Exchange> known) {}

    private void addHeld(Held held, List<List<Round>> rounds) {
        Workload workload = held.workload();
        int bytes = bytes(held.known());
        add(new Ratio("answer known", workload, "prepared bytes", bytes, rounds.get(0), rounds.get(1), 0.6));
        double goal = workload == Workload.W2 ? 3 : 2.5;
        add(new Ratio(
                "executed from held data",
                workload,
                "stock Spring GraphQL",
                bytes,
                rounds.get(2),
                rounds.get(3),
                goal));
    }

    private void zipped(Server gateway, List<Exchange> known) throws IOException {
        List<Exchange> zipped = new ArrayList<>();
        try (Connection connection = new Connection(gateway.port())) {
            for (Exchange exchange : known) {
                String request = new String(exchange.request(), StandardCharsets.UTF_8);
                byte[] asked = request.replaceFirst("\r\n", "\r\nAccept-Encoding: gzip\r\n")
                        .getBytes(StandardCharsets.UTF_8);
                byte[] answer = connection.exchange(asked);
                try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(answer))) {
                    exchange.check(unzipped.readAllBytes());
                }
                zipped.add(new Exchange(asked, answer));
            }
        }
        List<Round> rounds = comparison.run(new Contender(gateway, zipped)).getFirst();
        add(Figure.plain(
                "W2 with `Accept-Encoding: gzip`, answer known",
                "%.2f s CPU per 1,000 requests, %,d bytes".formatted(Ratio.cpuMillis(rounds), bytes(zipped))));
    }

    /// Answers of which nothing is held: each request asks for a page, or an event, that nobody has asked for before.
    /// One
    /// half of the events is for warming up.
    private void cold() throws IOException {
        say("Cold");
        Path file = generated(scale.coldEvents());
        try (Source source = new Source(ReplicaDataset.read(file));
                Server stock = stock(source.address(), file.toString())) {
            for (Workload workload : WORKLOADS) {
                cold(workload, source, stock);
            }
        }
    }

    private void cold(Workload workload, Source source, Server stock) throws IOException {
        List<Exchange> warmUp = answers(stock, workload, workload.valuesOfNewerHalf(source.data()));
        List<String> values = workload.valuesOfOlderHalf(source.data());
        List<Exchange> right = answers(stock, workload, values.subList(0, Math.min(values.size(), 4_000)));
        int round = right.size() / scale.rounds();
        try (Server gateway = gateway("gateway-cold-" + workload, source.setting(), NO_MIRROR, MANY_CALLS);
                Server hand = Server.reference("hand", ONE_CORE, JVM, REFERENCES + "HandServer", source.address())) {
            List<Round> ours = new ArrayList<>();
            List<Round> theirs = new ArrayList<>();
            load.run(hand, warmUp, warmUp.size());
            load.run(gateway, warmUp, warmUp.size());
            int calls = 0;
            for (int i = 0; i < scale.rounds(); i++) {
                List<Exchange> next = right.subList(i * round, (i + 1) * round);
                source.callsSinceLastLook();
                ours.add(load.run(gateway, next, round));
                calls += source.callsSinceLastLook();
                theirs.add(load.run(hand, next, round));
            }
            add(new Ratio("cold, one call", workload, "by hand", bytes(right), ours, theirs, 0.8));
            double cold = (double) calls / (round * scale.rounds());
            List<Exchange> again = right.subList(0, round);
            source.callsSinceLastLook();
            load.run(gateway, again, round);
            int warm = source.callsSinceLastLook();
            add(new Figure(
                    workload + ": upstream calls a query, cold and then",
                    "%s and %d".formatted(cold == 1 ? "1" : "%.3f".formatted(cold), warm),
                    "1 and 0",
                    cold == 1 && warm == 0));
        }
        if (workload == Workload.W2) {
            distant(source, warmUp, right.subList(0, 101));
        }
    }

    /// With a source that takes its time: one client, then many that ask for the same at once.
    private void distant(Source source, List<Exchange> warmUp, List<Exchange> right) throws IOException {
        try (Relay relay = new Relay(source)) {
            try (Server first = gateway("gateway-first", relay.setting(), NO_MIRROR, MANY_CALLS)) {
                load.run(first, warmUp, warmUp.size()); // so that the relay has all answers
                load.run(first, right, right.size());
            }
            try (Server gateway = gateway("gateway-distant", relay.setting(), NO_MIRROR, MANY_CALLS)) {
                load.run(gateway, warmUp, warmUp.size());
                relay.away(40);
                Round alone = new Load(1).run(gateway, right.subList(0, 100), 100);
                add(Figure.atMost("W2 cold, the source 40 ms away, one user: median", alone.millisAt(0.5), "ms", 46));
                relay.away(2_000); // long enough for all to have asked
                relay.callsSinceLastLook();
                int users = 100;
                new Load(users).run(gateway, right.subList(right.size() - 1, right.size()), users);
                int calls = relay.callsSinceLastLook();
                add(new Figure(
                        "upstream calls for " + users + " identical cold queries in flight",
                        String.valueOf(calls),
                        "1",
                        calls == 1));
            }
        }
    }

    /// The same questions over more and more events.
    private void growth() throws IOException {
        say("Growth");
        Map<Workload, List<Double>> costs = new EnumMap<>(Workload.class);
        List<Long> live = new ArrayList<>();
        for (int events : scale.growth()) {
            Path file = generated(events);
            ReplicaDataset data = ReplicaDataset.read(file);
            try (Server stock = stock("http://localhost/", file.toString());
                    Server gateway = Server.gateway(
                            "gateway-" + events,
                            ONE_CORE,
                            List.of("-Xmx2g"),
                            "--dockgraph.replica.port=0",
                            "--dockgraph.replica.dataset=" + file,
                            PRELOAD,
                            EXECUTING)) {
                for (Workload workload : List.of(Workload.W2, Workload.FILTER, Workload.W3)) {
                    List<Exchange> right = checked(gateway, answers(stock, workload, workload.values(data)));
                    List<Round> rounds =
                            comparison.run(new Contender(gateway, right)).getFirst();
                    costs.computeIfAbsent(workload, _ -> new ArrayList<>()).add(Ratio.cpuMillis(rounds));
                }
                live.add(gateway.liveBytes());
            }
        }
        costs.forEach((workload, millis) -> add(new Figure(
                "%s over %s held events".formatted(workload.title(), scale.growth()),
                "%s ms CPU".formatted(millis.stream().map("%.3f"::formatted).toList()),
                "the last ≤ 1.2 × the first",
                millis.getLast() <= 1.2 * millis.getFirst())));
        long more = live.getLast() - live.getFirst();
        int events = scale.growth().getLast() - scale.growth().getFirst();
        add(Figure.plain("heap for each held event, with the replica's own", "%,d bytes".formatted(more / events)));
    }

    /// How soon it can be asked, on both cores, as packaged and from a cache of the JVM.
    private void start() throws IOException {
        say("Start");
        start("as packaged", List.of("-jar", "target/dockgraph.jar"), "");
        Path extracted = Server.RESULTS.resolve("extracted");
        Path jar = extracted.resolve("dockgraph.jar");
        Path cache = Server.RESULTS.resolve("dockgraph.aot");
        Files.deleteIfExists(cache);
        Server.java(
                "-Djarmode=tools",
                "-jar",
                "target/dockgraph.jar",
                "extract",
                "--force",
                "--destination",
                extracted.toString());
        Server.java(
                AS_TOLD,
                "-XX:AOTCacheOutput=" + cache,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                jar.toString(),
                "--server.port=0",
                "--dockgraph.replica.port=0");
        start(
                "with `@jvm.options` and an AOT cache",
                List.of(AS_TOLD, "-XX:AOTCache=" + cache, "-jar", jar.toString()),
                "≤ 3 s; ≤ 200 ms");
    }

    private void start(String how, List<String> java, String goal) throws IOException {
        List<Double> ready = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        byte[] request = Connection.post(Workload.W2.body("2020-01-01T00:00:00Z"), "");
        for (int i = 0; i < scale.starts(); i++) {
            List<String> command = new ArrayList<>(java);
            command.add("--dockgraph.replica.port=0");
            try (Server gateway = Server.start("gateway-start", TWO_CORES, command)) {
                ready.add(gateway.readyAfter());
                try (Connection connection = new Connection(gateway.port())) {
                    long from = System.nanoTime();
                    connection.exchange(request);
                    first.add((System.nanoTime() - from) / 1e6);
                }
                resident.add(gateway.residentMegabytes());
            }
        }
        double seconds = median(ready);
        double millis = median(first);
        add(new Figure(
                "start " + how + ": ready after; first query (W2)",
                "%.1f s; %.0f ms; %.0f MB resident".formatted(seconds, millis, median(resident)),
                goal,
                goal.isEmpty() ? null : seconds <= 3 && millis <= 200));
    }

    /// What it takes of memory while it is asked for as much as it can give, with the source in the same process.
    private void memory() throws IOException {
        say("Memory");
        for (String option : List.of(AS_TOLD, "-Xmx512m")) {
            try (Source source = new Source(ReplicaDataset.bundled());
                    Server stock = stock(source.address(), "bundled");
                    Server gateway =
                            Server.gateway("gateway-memory", ONE_CORE, List.of(option), "--dockgraph.replica.port=0")) {
                List<Exchange> right = checked(gateway, answers(stock, Workload.W2, Workload.W2.values(source.data())));
                comparison.run(new Contender(gateway, right));
                String what = "resident under W2 load, `java %s`".formatted(option);
                double resident = gateway.residentMegabytes();
                add(
                        option.equals(AS_TOLD)
                                ? Figure.atMost(what, resident, "MB", 300)
                                : Figure.plain(what, "%.0f MB".formatted(resident)));
            }
        }
    }

    /// What the reference answers: what is right.
    private static List<Exchange> answers(Server reference, Workload workload, List<String> values) throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        try (Connection connection = new Connection(reference.port())) {
            for (String value : values) {
                byte[] request = Connection.post(workload.body(value), "");
                byte[] answer = connection.exchange(request);
                if (new String(answer, StandardCharsets.UTF_8).contains("\"errors\"")) {
                    throw new IllegalStateException(new String(answer, StandardCharsets.UTF_8));
                }
                exchanges.add(new Exchange(request, answer));
            }
        }
        return exchanges;
    }

    /// The same requests with a server's own answers, each of which is right.
    private static List<Exchange> checked(Server server, List<Exchange> right) throws IOException {
        List<Exchange> own = new ArrayList<>();
        try (Connection connection = new Connection(server.port())) {
            for (Exchange exchange : right) {
                byte[] answer = connection.exchange(exchange.request());
                exchange.check(answer);
                own.add(new Exchange(exchange.request(), answer));
            }
        }
        return own;
    }

    private static Path prepare(List<Exchange> exchanges) throws IOException {
        Path folder = Files.createDirectories(Server.RESULTS.resolve("prepared"));
        for (int i = 0; i < exchanges.size(); i++) {
            String request = new String(exchanges.get(i).request(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve(i + ".request"), request.substring(request.indexOf("\r\n\r\n") + 4));
            Files.write(folder.resolve(i + ".answer"), exchanges.get(i).answer());
        }
        return folder;
    }

    private static Server gateway(String name, String... settings) throws IOException {
        return Server.gateway(name, ONE_CORE, JVM, settings);
    }

    private static Server stock(String links, String data) throws IOException {
        return Server.reference("stock", ONE_CORE, JVM, REFERENCES + "StockServer", links, data);
    }

    /// A data set of so many events.
    private static Path generated(int events) throws IOException {
        Path file = Files.createDirectories(Server.RESULTS).resolve("dataset-" + events + ".json");
        DatasetGenerator.main(String.valueOf(events), "1", file.toString());
        return file;
    }

    private void add(Ratio ratio) {
        ratios.add(ratio);
        say("%s %s: %.2f (%.2f to %.2f) of %s"
                .formatted(
                        ratio.workload(),
                        ratio.what(),
                        ratio.median(),
                        ratio.lowest(),
                        ratio.highest(),
                        ratio.beside()));
    }

    private void add(Figure figure) {
        figures.add(figure);
        say(figure.what() + ": " + figure.value());
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static int bytes(List<Exchange> exchanges) {
        return (int) exchanges.stream()
                .mapToInt(exchange -> exchange.answer().length)
                .average()
                .orElseThrow();
    }

    private static double median(List<Double> values) {
        return Ratio.median(values.stream().mapToDouble(Double::doubleValue));
    }
}
