package org.dockgraph.operate;

import io.micrometer.core.instrument.MeterRegistry;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.mirror.MirrorRefresh;
import org.dockgraph.mirror.SnapshotFile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts together what operators see.
@Configuration(proxyBeanMethods = false)
class OperateConfiguration {

    @Bean
    CallMetrics callMetrics(MeterRegistry registry) {
        return new CallMetrics(registry);
    }

    @Bean
    GatewayMetrics gatewayMetrics(Fetcher fetcher, ObjectProvider<SnapshotFile> file) {
        return new GatewayMetrics(fetcher, file.getIfAvailable());
    }

    @Bean
    UpstreamHealth upstreamHealthIndicator(Fetcher fetcher) {
        return new UpstreamHealth(fetcher);
    }

    @Bean
    MirrorEndpoint mirrorEndpoint(Fetcher fetcher, MirrorRefresh refresh) {
        return new MirrorEndpoint(fetcher, refresh);
    }
}
