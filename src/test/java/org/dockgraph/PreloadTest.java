package org.dockgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.mirror.MirrorRefresh;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The gateway begins with all that the bundled replica has.
class PreloadTest {

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(Dockgraph.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "dockgraph.replica.port=0",
                        "dockgraph.replica.preload=true",
                        "dockgraph.mirror.enabled=false",
                        "logging.level.root=warn")
                .run(settings);
    }

    @Test
    void everythingIsHeldInDetailAndNoCallIsSpent() {
        try (ConfigurableApplicationContext gateway = start()) {
            Fetcher fetcher = gateway.getBean(Fetcher.class);

            assertThat(fetcher.holdings().all(Kind.DOCKING_EVENT)).hasSize(238);
            assertThat(fetcher.holdings().hasEveryEvent()).isTrue();
            assertThat(fetcher.holdings().lists()).allMatch(list -> list.isComplete());
            assertThat(fetcher.status().budget().remaining()).isEqualTo(15);
        }
    }

    @Test
    void nothingIsDueAfterwards() {
        try (ConfigurableApplicationContext gateway = start()) {
            assertThat(gateway.getBean(MirrorRefresh.class).step()).isFalse();
            assertThat(gateway.getBean(Fetcher.class).status().budget().remaining())
                    .isEqualTo(15);
        }
    }

    @Test
    void anotherSourceIsNeverReadSo() {
        assertThatThrownBy(() -> start("--dockgraph.upstream.base-url=http://127.0.0.1:9/2.0.0/"))
                .rootCause()
                .hasMessageContaining("dockgraph.replica.preload")
                .hasMessageContaining("dockgraph.upstream.base-url is set");
    }
}
