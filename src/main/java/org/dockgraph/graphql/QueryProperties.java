package org.dockgraph.graphql;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What a query may take.
///
/// @param deadline how long it waits for the source, in all; then it is answered with what is held
/// @param slow what takes longer is logged
@Validated
@ConfigurationProperties("dockgraph.query")
record QueryProperties(
        @DefaultValue("10s") Duration deadline,
        @DefaultValue("1s") Duration slow) {

    QueryProperties {
        requireTime("deadline", deadline);
        requireTime("slow", slow);
    }

    private static void requireTime(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("dockgraph.query." + name + " is " + time
                    + ", but a time cannot be negative. Set it to some seconds, such as 10s.");
        }
    }
}
