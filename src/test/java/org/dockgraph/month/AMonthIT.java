package org.dockgraph.month;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whatever a month brings, the gateway keeps its promises: see [SimulatedMonth].
class AMonthIT {

    private static final Logger LOG = LoggerFactory.getLogger(AMonthIT.class);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 1)
    void everyPromiseIsKeptThroughAMonthOfTroubles(long seed) {
        try (var month = new SimulatedMonth(seed, directory)) {
            Figures figures = month.live();
            assertThat(figures.throttled)
                    .as("refusals by the source, of which each coming of another program may cause one: %s", figures)
                    .isLessThanOrEqualTo(month.visits());
            assertThat(figures.stale)
                    .as("stale answers, which the mirror keeps rare, troubles included: %s", figures)
                    .isLessThan(figures.queries / 10);
            LOG.info("A simulated month; seed={} {}", seed, figures);
        } catch (AssertionError broken) {
            throw new AssertionError("seed %d %s".formatted(seed, broken.getMessage()), broken);
        }
    }
}
