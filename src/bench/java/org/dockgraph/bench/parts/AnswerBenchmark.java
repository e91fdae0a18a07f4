package org.dockgraph.bench.parts;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dockgraph.Dockgraph;
import org.dockgraph.compiled.CompiledOperations;
import org.dockgraph.compiled.CompiledOperations.Result;
import org.dockgraph.fetch.Client;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.Reply;
import org.dockgraph.graphql.RequestHead;
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

/// A hundred events with all that belongs to them, over what is held: executed and then written as JSON, or both
/// at once by a plan.
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
    private @Nullable CompiledOperations operations;
    private @Nullable Reply reply;

    /// Starts the gateway without its server, and asks once so that all is held.
    @Setup
    public void start() {
        application = new SpringApplicationBuilder(Dockgraph.class)
                .web(WebApplicationType.NONE)
                .run("--dockgraph.replica.port=0", "--dockgraph.mirror.enabled=false");
        service = application.getBean(GraphqlService.class);
        operations = new CompiledOperations(service, application.getBean(Fetcher.class), new SimpleMeterRegistry());
        reply = execute();
        byte[] written = write();
        execute(); // a plan is made for what comes again
        if (!reply.isWhole() || !Arrays.equals(written, plan())) {
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
        return Objects.requireNonNull(Objects.requireNonNull(service).answer(question()));
    }

    /// From the values to bytes.
    @Benchmark
    public byte[] write() {
        return json.writeValueAsBytes(Objects.requireNonNull(reply).body());
    }

    /// From the question to bytes, by the plan of its operation.
    @Benchmark
    public byte[] plan() {
        return switch (Objects.requireNonNull(operations).answer(question())) {
            case Result.Answered answered -> answered.answer().json();
            case Result.ToExecute _ -> throw new IllegalStateException("There is no plan");
        };
    }

    private static Question question() {
        RequestHead head = RequestHead.of(URI.create("http://localhost/graphql"), new HttpHeaders());
        return new Question(new Client("benchmark"), head, QUERY, null, new HashMap<>(), Map.of());
    }
}
