package org.dockgraph.operate;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
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
    CallWatch callWatch(ObservationRegistry registry) {
        return new CallWatch(registry);
    }

    /// Observations bring the class of an exception as `error`. Ours have outcomes instead.
    @Bean
    MeterFilter withoutErrorTag() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("dockgraph.")
                        ? id.replaceTags(id.getTags().stream()
                                .filter(tag -> !tag.getKey().equals("error"))
                                .toList())
                        : id;
            }
        };
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
