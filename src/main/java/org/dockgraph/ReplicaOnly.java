package org.dockgraph;

import java.time.Clock;
import org.dockgraph.replica.ReplicaProperties;
import org.dockgraph.replica.ReplicaServer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// The replica by itself, for whoever wants the REST source without the gateway.
@EnableConfigurationProperties(ReplicaProperties.class)
class ReplicaOnly {

    @Bean
    ReplicaServer replica(ReplicaProperties settings) {
        return ReplicaServer.start(settings, Clock.systemUTC());
    }
}
