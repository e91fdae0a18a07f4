package org.dockgraph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.dockgraph.fetch.Client;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.RequestHead;
import org.dockgraph.mirror.MirrorRefresh;
import org.dockgraph.replica.ReceivedRequest;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Client;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.test.tester.ExecutionGraphQlServiceTester;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole application with nothing held, over a replica of its own and a clock that stands still. Its mirror is
/// off, so that every call is a query's.
public final class Gateway implements AutoCloseable {

    /// Who asks where it does not matter.
    public static final Client SOMEBODY = new Client("somebody");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final TestClock clock;
    private final ReplicaServer replica;
    private final ConfigurableApplicationContext application;
    private final ExecutionGraphQlServiceTester tester;
    private final CallThreads calls = new CallThreads();
    private final EntityStore store = new EntityStore();
    private final JsonMapper json = new JsonMapper();

    private Gateway(
            WebApplicationType type,
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
        arguments.add("--server.port=0");
        application = new SpringApplicationBuilder(Dockgraph.class)
                .web(type)
                .initializers(clockOf(clock), countedCalls(), more)
                .run(arguments.toArray(String[]::new));
        ExecutionGraphQlService service = application.getBean(ExecutionGraphQlService.class);
        tester = ExecutionGraphQlServiceTester.builder(service).build();
    }

    /// Makes calls on threads of ours, so that a test can wait for their end.
    private ApplicationContextInitializer<GenericApplicationContext> countedCalls() {
        return context -> {
            context.setAllowBeanDefinitionOverriding(true);
            context.registerBean(
                    "fetcher", Fetcher.class, () -> new Fetcher(store, context.getBean(Ll2Client.class), clock, calls));
        };
    }

    /// Starts it over the bundled data.
    public static Gateway start(String... settings) {
        return new Gateway(WebApplicationType.NONE, replica -> replica, _ -> {}, settings);
    }

    /// Starts it over the bundled data, with its endpoint on a port of its own.
    public static Gateway serving(String... settings) {
        return new Gateway(WebApplicationType.SERVLET, replica -> replica, _ -> {}, settings);
    }

    /// The address of the endpoint.
    public URI endpoint() {
        return URI.create("http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port")
                + "/graphql");
    }

    /// Starts it with more in its application.
    public static Gateway startWith(ApplicationContextInitializer<GenericApplicationContext> more) {
        return new Gateway(WebApplicationType.NONE, replica -> replica, more);
    }

    /// Starts it with something between it and the replica.
    ///
    /// @param between given the replica's address, the address to ask
    public static Gateway startBehind(UnaryOperator<URI> between, String... settings) {
        return new Gateway(WebApplicationType.NONE, between, _ -> {}, settings);
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
        return response(SOMEBODY, query, variables, new HttpHeaders());
    }

    /// The same for one of several clients, with headers of the request.
    public JsonNode response(Client client, String query, Map<String, Object> variables, HttpHeaders headers) {
        Question question = new Question(
                client,
                RequestHead.of(URI.create("http://localhost/graphql"), headers),
                query,
                null,
                new HashMap<>(variables),
                Map.of());
        return json.valueToTree(
                Objects.requireNonNull(service().answer(question)).body());
    }

    /// The way in that the transports take.
    public GraphqlService service() {
        return application.getBean(GraphqlService.class);
    }

    /// A part of the application.
    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /// Reads everything anew, as the mirror does.
    public MirrorRefresh.Outcome refreshAll() {
        return application.getBean(MirrorRefresh.class).refreshAll();
    }

    /// Lets time pass, as the mirror does every few seconds.
    public void look() {
        application.getBean(Fetcher.class).look();
    }

    /// Waits until no call to the source is under way, at most 10 seconds: what queries have left to the background
    /// is done then.
    ///
    /// @throws IllegalStateException if one still is
    public void awaitCalls() {
        calls.awaitNone();
    }

    /// The requests that have reached the source since the last look, as its own log has them: path and query.
    public List<String> callsSinceLastLook() {
        List<String> calls =
                replica.requests().stream().map(ReceivedRequest::target).toList();
        replica.forgetRequests();
        return calls;
    }

    /// Lets the source misbehave from now on, and no longer as before. Returns when all calls are over that the faults
    /// of before have kept waiting.
    ///
    /// @param script in the replica's words; empty for not at all
    public void playFaults(String script) {
        replica.faults().clear();
        awaitCalls();
        HttpRequest request = HttpRequest.newBuilder(replica.baseAddress().resolve("/faults"))
                .PUT(BodyPublishers.ofString(script))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = sendOnceAccepted(request, http);
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException(answer.body());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// After a fault by which connections were refused, they are soon accepted again.
    private static HttpResponse<String> sendOnceAccepted(HttpRequest request, HttpClient http)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return http.send(request, BodyHandlers.ofString());
            } catch (ConnectException refused) {
                if (System.nanoTime() > deadline) {
                    throw refused;
                }
            }
        }
    }

    /// The source.
    public ReplicaServer replica() {
        return replica;
    }

    /// What it remembers.
    public EntityStore store() {
        return store;
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

    /// A thread for each call, and how many calls are under way.
    private static final class CallThreads implements Executor {

        private int underWay;

        @Override
        public synchronized void execute(Runnable call) {
            underWay++;
            Thread.startVirtualThread(() -> {
                try {
                    call.run();
                } finally {
                    end();
                }
            });
        }

        private synchronized void end() {
            underWay--;
            notifyAll();
        }

        synchronized void awaitNone() {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            try {
                while (underWay > 0) {
                    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                    if (left <= 0) {
                        throw new IllegalStateException(
                                "Waited " + PATIENCE.toSeconds() + " s, but calls are still under way: " + underWay);
                    }
                    wait(left);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
