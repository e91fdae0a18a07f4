package org.dockgraph;

import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.EnumerablePropertySource;

/// Refuses to start with a setting that there is not, wherever it is set: who has misspelt one must not believe that
/// it holds.
final class SettingsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
        SettingNames names = SettingNames.declared();
        List<SettingNames.Unknown> unknown = prepared.getEnvironment().getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> names.unknownIn((EnumerablePropertySource<?>) source).stream())
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnknownSettingsException(unknown);
        }
    }
}
