package org.dockgraph.graphql;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Limits as they are unless somebody sets them, save those that a test sets.
final class TestLimits {

    private TestLimits() {}

    /// @param settings by their names below `dockgraph.limits`
    static LimitProperties with(Map<String, ?> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("", LimitProperties.class);
    }
}
