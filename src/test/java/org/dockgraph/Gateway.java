package org.dockgraph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.dockgraph.replica.ReceivedRequest;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.graphql.ExecutionGraphQlRequest;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.graphql.test.tester.ExecutionGraphQlServiceTester;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole application with nothing held, over a replica of its own and a clock that stands still. Its mirror is
/// off, so that every call is a query's.
public final class Gateway implements AutoCloseable {

    private final Path directory;
    private final TestClock clock;
    private final ReplicaServer replica;
    private final ConfigurableApplicationContext application;
    private final ExecutionGraphQlServiceTester tester;
    private final JsonMapper json = new JsonMapper();

    private Gateway(
            UnaryOperator<URI> between,
            ApplicationContextInitializer<GenericApplicationContext> more,
            String... settings) {
        directory = emptyDirectory();
        clock = new TestClock(TestClock.NEW_YEAR_2026);
        replica = ReplicaServer.start(ReplicaDataset.bundled(), clock);
        List<String> arguments = new ArrayList<>(List.of("--dockgraph.mirror.enabled=false"));
        arguments.addAll(List.of(settings));
        arguments.add("--dockgraph.upstream.base-url=" + between.apply(replica.baseAddress()));
        arguments.add("--dockgraph.mirror.file=" + directory.resolve("snapshot"));
        arguments.add("--logging.level.root=warn");
        application = new SpringApplicationBuilder(Dockgraph.class)
                .web(WebApplicationType.NONE)
                .initializers(clockOf(clock), more)
                .run(arguments.toArray(String[]::new));
        tester = ExecutionGraphQlServiceTester.builder(application.getBean(ExecutionGraphQlService.class))
                .build();
    }

    /// Starts it over the bundled data.
    public static Gateway start() {
        return new Gateway(replica -> replica, _ -> {});
    }

    /// Starts it with more in its application.
    public static Gateway startWith(ApplicationContextInitializer<GenericApplicationContext> more) {
        return new Gateway(replica -> replica, more);
    }

    /// Starts it with something between it and the replica.
    ///
    /// @param between given the replica's address, the address to ask
    public static Gateway startBehind(UnaryOperator<URI> between, String... settings) {
        return new Gateway(between, _ -> {}, settings);
    }

    /// An initializer that makes this clock the application's.
    public static ApplicationContextInitializer<GenericApplicationContext> clockOf(Clock clock) {
        return context -> context.registerBean(Clock.class, () -> clock);
    }

    /// Asks a query and gives its response.
    public GraphQlTester.Response ask(String query) {
        return tester.document(query).execute();
    }

    /// Asks a query with variables and gives its response.
    public GraphQlTester.Response ask(String query, Map<String, Object> variables) {
        GraphQlTester.Request<?> request = tester.document(query);
        variables.forEach(request::variable);
        return request.execute();
    }

    /// Asks a query with variables and gives the whole response as a client gets it.
    public JsonNode response(String query, Map<String, Object> variables) {
        ExecutionGraphQlRequest request =
                new DefaultExecutionGraphQlRequest(query, null, new HashMap<>(variables), null, "test", null);
        ExecutionGraphQlResponse response = Objects.requireNonNull(application
                .getBean(ExecutionGraphQlService.class)
                .execute(request)
                .block());
        return json.valueToTree(response.getExecutionResult().toSpecification());
    }

    /// The requests that have reached the source since the last look, as its own log has them: path and query.
    public List<String> callsSinceLastLook() {
        List<String> calls =
                replica.requests().stream().map(ReceivedRequest::target).toList();
        replica.forgetRequests();
        return calls;
    }

    /// The source.
    public ReplicaServer replica() {
        return replica;
    }

    /// The application's clock.
    public TestClock clock() {
        return clock;
    }

    @Override
    public void close() {
        application.close();
        replica.close();
        FileSystemUtils.deleteRecursively(directory.toFile());
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("dockgraph");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
