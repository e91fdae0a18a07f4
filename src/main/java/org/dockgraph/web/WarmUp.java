package org.dockgraph.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.dockgraph.graphql.DressRehearsal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// Asks the playground's examples before the gateway's own port is open, through a port that nobody knows, so that the
/// first who asks does not wait for classes to be loaded. Whatever goes wrong is logged and does not stop the start.
///
/// It is done once all parts are there and before anything is started, so that a run that is ended then
/// (`spring.context.exit=onRefresh`) has it in the cache that it trains.
final class WarmUp implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /// After this long no further example is asked: several times what all take, without any cache, on two processors.
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    /// An example that takes longer than this is given up, and so are the others.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DressRehearsal rehearsal;
    private final List<String> bodies;
    private final String path;
    private final WebServerApplicationContext application;

    /// @param bodies of the requests to make
    /// @param path of the endpoint
    WarmUp(DressRehearsal rehearsal, List<String> bodies, String path, WebServerApplicationContext application) {
        this.rehearsal = rehearsal;
        this.bodies = bodies;
        this.path = path;
        this.application = application;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (application.getWebServer() instanceof TomcatWebServer server) {
            rehearsal.during(() -> askAll(server.getTomcat()));
        }
    }

    private void askAll(Tomcat tomcat) {
        Connector door = door();
        try (HttpClient http = HttpClient.newHttpClient()) {
            tomcat.getService().addConnector(door);
            long began = System.nanoTime();
            for (int i = 0; i < bodies.size() && System.nanoTime() - began < ENOUGH.toNanos(); i++) {
                ask(http, door.getLocalPort(), bodies.get(i));
            }
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The gateway could not be warmed up, so its first answers take longer.", failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            close(door);
        }
    }

    /// A way in from this machine alone, at any free port.
    private static Connector door() {
        Http11NioProtocol protocol = new Http11NioProtocol();
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setExecutor(new VirtualThreadExecutor("warm-up-"));
        Connector door = new Connector(protocol);
        door.setPort(0);
        return door;
    }

    private void ask(HttpClient http, int port, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != HttpStatus.OK.value() || answer.body().contains("\"errors\"")) {
            LOG.warn(
                    "An example that warms the gateway up has failed; status={} answer={}",
                    answer.statusCode(),
                    answer.body());
        }
    }

    private static void close(Connector door) {
        try {
            door.stop();
            door.destroy();
        } catch (LifecycleException failure) {
            LOG.warn("The port of the warm-up could not be closed.", failure);
        }
    }
}
