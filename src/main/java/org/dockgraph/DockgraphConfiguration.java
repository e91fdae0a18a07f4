package org.dockgraph;

import java.net.URI;
import java.time.Clock;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.replica.ReplicaProperties;
import org.dockgraph.replica.ReplicaServer;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Client;
import org.dockgraph.upstream.UpstreamProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Puts the gateway together, over Launch Library 2 where its address is set and over the bundled replica
/// otherwise.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({UpstreamProperties.class, ReplicaProperties.class})
class DockgraphConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    @Nullable
    ReplicaServer replica(UpstreamProperties upstream, ReplicaProperties replica, Clock clock) {
        return upstream.baseUrl() == null ? ReplicaServer.start(replica, clock) : null;
    }

    @Bean
    Ll2Client ll2Client(
            UpstreamProperties upstream, ObjectProvider<ReplicaServer> replica, Environment environment, Clock clock) {
        URI configured = upstream.baseUrl();
        URI base = configured == null ? replica.getObject().baseAddress() : configured;
        String version = environment.getProperty("spring.application.version", "unknown");
        return new Ll2Client(base, upstream, "Dockgraph/" + version, clock, null, _ -> {});
    }

    @Bean
    Fetcher fetcher(Ll2Client client, Clock clock) {
        return new Fetcher(new EntityStore(), client, clock);
    }

    @Bean
    StartReport startReport(Fetcher fetcher, UpstreamProperties upstream) {
        return new StartReport(fetcher, upstream.baseUrl() == null);
    }
}
