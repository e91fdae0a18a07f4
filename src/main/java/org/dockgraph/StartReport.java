package org.dockgraph;

import java.net.URI;
import java.time.Duration;
import org.dockgraph.fetch.Fetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/// Tells, once the gateway is ready, where it is.
final class StartReport implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private final Fetcher fetcher;
    private final boolean isReplica;

    /// A report of a gateway that reads from the fetcher's source.
    ///
    /// @param isReplica whether that is the bundled replica
    StartReport(Fetcher fetcher, boolean isReplica) {
        this.fetcher = fetcher;
        this.isReplica = isReplica;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            return;
        }
        Environment settings = web.getEnvironment();
        String scheme = Ssl.isEnabled(web.getBean(ServerProperties.class).getSsl()) ? "https" : "http";
        String gateway = scheme + "://localhost:" + web.getWebServer().getPort()
                + settings.getProperty("server.servlet.context-path", "");
        String playground = settings.getProperty("dockgraph.playground.enabled", Boolean.class, true)
                ? "  Playground   " + gateway + "/graphiql\n"
                : "";
        URI source = fetcher.status().source().resolve("docking_event/");
        Duration taken = ready.getTimeTaken();
        LOG.info(
                """
                Ready after {} s

                {}  GraphQL      {}/graphql
                  REST source  {}{}
                """,
                taken == null ? "?" : "%.1f".formatted(taken.toMillis() / 1_000.0),
                playground,
                gateway,
                source,
                isReplica ? " (bundled replica)" : "");
    }
}
