package org.dockgraph.bench.parts;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dockgraph.Dockgraph;
import org.dockgraph.fetch.Client;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.Reply;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/// A hundred events with all that belongs to them: executed over what is held, and written as JSON.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnswerBenchmark {

    private static final String QUERY = """
            { dockingEvents(first: 100) { nodes {
              id docking departure
              flightVehicle { destination spacecraft { name spacecraftConfig { name agency { name abbrev } } } }
              dockingLocation { name } spaceStation { name }
            } } }
            """;

    private final JsonMapper json = new JsonMapper();
    private @Nullable ConfigurableApplicationContext application;
    private @Nullable GraphqlService service;
    private @Nullable Reply reply;

    /// Starts the gateway without its server, and asks once so that all is held.
    @Setup
    public void start() {
        application = new SpringApplicationBuilder(Dockgraph.class)
                .web(WebApplicationType.NONE)
                .run("--dockgraph.replica.port=0", "--dockgraph.mirror.enabled=false");
        service = application.getBean(GraphqlService.class);
        reply = execute();
        if (!reply.isWhole()) {
            throw new IllegalStateException("Wrong answer: " + reply.body());
        }
    }

    /// Stops it.
    @TearDown
    public void stop() {
        Objects.requireNonNull(application).close();
    }

    /// From the question to the values of its answer.
    @Benchmark
    public Reply execute() {
        Question question = new Question(
                new Client("benchmark"),
                URI.create("http://localhost/graphql"),
                new HttpHeaders(),
                QUERY,
                null,
                new HashMap<>(),
                Map.of());
        return Objects.requireNonNull(Objects.requireNonNull(service).answer(question));
    }

    /// From the values to bytes.
    @Benchmark
    public byte[] write() {
        return json.writeValueAsBytes(Objects.requireNonNull(reply).body());
    }
}
