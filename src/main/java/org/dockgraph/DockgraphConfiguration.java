package org.dockgraph;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.mirror.Mirror;
import org.dockgraph.mirror.MirrorProperties;
import org.dockgraph.mirror.MirrorRefresh;
import org.dockgraph.mirror.SnapshotFile;
import org.dockgraph.operate.CallWatch;
import org.dockgraph.replica.ReplicaProperties;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.CallEnd;
import org.dockgraph.upstream.CallObserver;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.UpstreamProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Puts the gateway together, over Launch Library 2 where its address is set and over the bundled replica
/// otherwise.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({UpstreamProperties.class, ReplicaProperties.class, MirrorProperties.class})
class DockgraphConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    @Nullable
    ReplicaServer replica(UpstreamProperties upstream, ReplicaProperties replica, Clock clock) {
        if (replica.preload() && upstream.baseUrl() != null) {
            throw new InvalidConfigurationPropertyValueException(
                    "dockgraph.replica.preload",
                    true,
                    "Only the bundled replica is read without counting calls, but dockgraph.upstream.base-url is"
                            + " set. Leave out one of the two.");
        }
        return upstream.baseUrl() == null ? ReplicaServer.start(replica, clock) : null;
    }

    @Bean
    Ll2Client ll2Client(
            UpstreamProperties upstream,
            MirrorProperties mirror,
            ObjectProvider<ReplicaServer> replica,
            Environment environment,
            Clock clock,
            CallWatch watch) {
        URI configured = upstream.baseUrl();
        URI base = configured == null ? replica.getObject().baseAddress() : configured;
        String version = environment.getProperty("spring.application.version", "unknown");
        Path file = mirror.fileFor(upstream.baseUrl());
        Path journal = file == null ? null : file.resolveSibling(file.getFileName() + ".calls");
        return new Ll2Client(base, upstream, "Dockgraph/" + version, clock, journal, new CallObserver() {
            @Override
            public Map<String, String> begun(URI target) {
                return watch.begun(target);
            }

            @Override
            public void ended(CallEnd end) {
                watch.ended(end.path(), end.outcome());
            }
        });
    }

    /// What is held, from the start on: the port opens only after this.
    @Bean
    Fetcher fetcher(Ll2Client client, Clock clock, ObjectProvider<SnapshotFile> file, ReplicaProperties replica) {
        EntityStore store = new EntityStore();
        file.ifAvailable(snapshot -> store.restore(snapshot.restore()));
        if (replica.preload()) {
            Preload.all(client, store, clock);
        }
        // What a request causes on other threads belongs to its trace.
        ExecutorService threads = ContextExecutorService.wrap(
                Executors.newVirtualThreadPerTaskExecutor(),
                ContextSnapshotFactory.builder().build()::captureAll);
        return new Fetcher(store, client, clock, threads);
    }

    @Bean
    @Nullable
    SnapshotFile snapshotFile(MirrorProperties mirror, UpstreamProperties upstream, Ll2Client client, Clock clock) {
        Path file = mirror.fileFor(upstream.baseUrl());
        return mirror.enabled() && file != null ? new SnapshotFile(file, client.address(), clock) : null;
    }

    @Bean
    @Nullable
    Mirror mirror(
            MirrorProperties settings, Fetcher fetcher, MirrorRefresh refresh, ObjectProvider<SnapshotFile> file) {
        return settings.enabled() ? new Mirror(fetcher, refresh, file.getIfAvailable()) : null;
    }

    @Bean
    MirrorRefresh mirrorRefresh(Fetcher fetcher) {
        return new MirrorRefresh(fetcher);
    }

    /// Begins, once the gateway is ready, what nobody waits for.
    @Bean
    ApplicationListener<ApplicationReadyEvent> upkeep(Ll2Client client, ObjectProvider<Mirror> mirror) {
        return _ -> Thread.ofVirtual().name("upkeep").start(() -> {
            client.calibrate();
            mirror.ifAvailable(Mirror::start);
        });
    }

    @Bean
    @ConditionalOnWebApplication
    SourceWarmUp sourceWarmUp(UpstreamProperties upstream) {
        return new SourceWarmUp(upstream);
    }

    @Bean
    StartReport startReport(Fetcher fetcher, UpstreamProperties upstream) {
        return new StartReport(fetcher, upstream.baseUrl() == null);
    }
}
