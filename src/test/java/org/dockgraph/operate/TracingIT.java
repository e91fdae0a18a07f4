package org.dockgraph.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.dockgraph.Dockgraph;
import org.dockgraph.replica.ReceivedRequest;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.ReplicaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// What becomes of a request's trace, from its client to the source.
@ExtendWith(OutputCaptureExtension.class)
class TracingIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENT_SPAN = "00f067aa0ba902b7";
    private static final String QUERY = """
            {"query": "query Stay($id: ID!) { secretly: dockingEvent(id: $id) { docking } }", "variables": {"id": "622"}}
            """;

    private final ReplicaServer replica = ReplicaServer.start(ReplicaDataset.bundled(), Clock.systemUTC());
    private final List<SpanData> spans = Collections.synchronizedList(new ArrayList<>());
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer collector;

    @TempDir
    private Path directory;

    TracingIT() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            int bytes = exchange.getRequestBody().readAllBytes().length;
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + (bytes > 0 ? "" : " without a body"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
        replica.close();
    }

    @Test
    void aTraceLeadsFromTheClientThroughTheOperationToTheSource() throws Exception {
        askTraced("--dockgraph.query.slow=0s");

        SpanData http = span("http post /graphql");
        SpanData operation = span("query Stay");
        SpanData call = spans.stream()
                .filter(span -> span.getName().startsWith("GET /2.0.0/docking_event"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(http, operation, call))
                .extracting(SpanData::getTraceId)
                .containsOnly(TRACE);
        assertThat(http.getParentSpanId()).isEqualTo(CLIENT_SPAN);
        assertThat(operation.getParentSpanId()).isEqualTo(http.getSpanId());
        assertThat(call.getParentSpanId()).isEqualTo(operation.getSpanId());
        assertThat(call.getAttributes().asMap().values()).contains("found", "docking_event/");
        assertThat(replica.requests())
                .filteredOn(request -> request.target().contains("docking_event"))
                .extracting(ReceivedRequest::traceparent)
                .containsExactly("00-" + TRACE + "-" + call.getSpanId() + "-01");
    }

    @Test
    void nothingOfTheDocumentOrItsVariablesIsInATrace() throws Exception {
        askTraced();

        assertThat(span("query Stay").toString()).doesNotContain("secretly", "622");
        assertThat(span("http post /graphql").toString()).doesNotContain("secretly", "622");
    }

    @Test
    void tracesAndNothingElseAreSentToTheCollector() throws Exception {
        askTraced();

        assertThat(received).isNotEmpty().containsOnly("POST /v1/traces");
    }

    @Test
    void aLineOfTheLogNamesItsTrace(CapturedOutput output) throws Exception {
        askTraced("--dockgraph.query.slow=0s");

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("An operation was slow"))
                .singleElement()
                .asString()
                .contains(TRACE);
    }

    @Test
    void withoutACollectorNothingIsTraced(CapturedOutput output) throws Exception {
        ask("--dockgraph.query.slow=0s");

        assertThat(spans).isEmpty();
        assertThat(replica.requests())
                .extracting(ReceivedRequest::traceparent)
                .isNotEmpty()
                .containsOnlyNulls();
        assertThat(output.getAll())
                .contains("An operation was slow")
                .doesNotContainPattern("\\p{XDigit}{32}-\\p{XDigit}{16}");
    }

    private void askTraced(String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--management.tracing.sampling.probability=1");
        all.add("--management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:"
                + collector.getAddress().getPort() + "/v1/traces");
        ask(all.toArray(String[]::new));
    }

    /// Asks a gateway of these settings, and ends it, so that all spans are there.
    private void ask(String... settings) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--dockgraph.mirror.enabled=false",
                "--dockgraph.mirror.file=" + directory.resolve("snapshot"),
                "--dockgraph.upstream.base-url=" + replica.baseAddress()));
        arguments.addAll(List.of(settings));
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Dockgraph.class)
                        .initializers(exportingTo(new Collected(spans)))
                        .run(arguments.toArray(String[]::new));
                HttpClient http = HttpClient.newHttpClient()) {
            String port = application.getEnvironment().getRequiredProperty("local.server.port");
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
                    .header("Content-Type", "application/json")
                    .header("traceparent", "00-" + TRACE + "-" + CLIENT_SPAN + "-01")
                    .POST(BodyPublishers.ofString(QUERY))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("2025-04-22");
        }
    }

    private static ApplicationContextInitializer<GenericApplicationContext> exportingTo(SpanExporter exporter) {
        return context -> context.registerBean("collected", SpanExporter.class, () -> exporter);
    }

    private SpanData span(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        spans.stream().map(SpanData::getName).toList().toString()));
    }

    /// Keeps what it is given.
    private record Collected(List<SpanData> spans) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
