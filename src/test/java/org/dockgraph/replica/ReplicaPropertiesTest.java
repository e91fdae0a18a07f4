package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ReplicaPropertiesTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void withNothingSetItIsTheBundledDataOnPort8081OfThisMachine() {
        application.run(context -> {
            ReplicaProperties settings = context.getBean(ReplicaProperties.class);
            assertThat(settings.port()).isEqualTo(8081);
            assertThat(settings.dataset()).isNull();
            assertThat(settings.preload()).isFalse();
            assertThat(settings.only()).isFalse();
            assertThat(settings.throttle()).isFalse();
            assertThat(settings.address().isLoopbackAddress()).isTrue();
            assertThat(settings.faults()).isNull();
        });
    }

    @Test
    void everythingCanBeSet() {
        application
                .withPropertyValues(
                        "dockgraph.replica.port=0",
                        "dockgraph.replica.dataset=data/large.json",
                        "dockgraph.replica.preload=true",
                        "dockgraph.replica.only=true",
                        "dockgraph.replica.throttle=true",
                        "dockgraph.replica.address=0.0.0.0",
                        "dockgraph.replica.faults=hang")
                .run(context -> {
                    ReplicaProperties settings = context.getBean(ReplicaProperties.class);
                    assertThat(settings.port()).isZero();
                    assertThat(settings.dataset()).isEqualTo(Path.of("data/large.json"));
                    assertThat(settings.preload()).isTrue();
                    assertThat(settings.only()).isTrue();
                    assertThat(settings.throttle()).isTrue();
                    assertThat(settings.address().isAnyLocalAddress()).isTrue();
                    assertThat(settings.faults()).isEqualTo("hang");
                });
    }

    @Test
    void anImpossiblePortStopsTheStart() {
        application
                .withPropertyValues("dockgraph.replica.port=65536")
                .run(context -> assertThat(context).hasFailed());
    }

    @EnableConfigurationProperties(ReplicaProperties.class)
    static class Settings {}
}
