package org.dockgraph.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Switches tracing off where there is nobody to send traces to. Spring Boot would make spans for nobody, on a thread
/// of their own, and leave room for their ids in the log.
final class TracingSwitch implements EnvironmentPostProcessor, Ordered {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String EXCLUDED = "spring.autoconfigure.exclude";

    private static final List<String> TRACING = List.of(
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure"
                    + ".OpenTelemetryTracingAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty(ENDPOINT)) {
            return;
        }
        List<String> excluded = new ArrayList<>(TRACING);
        Binder.get(environment).bind(EXCLUDED, Bindable.listOf(String.class)).ifBound(excluded::addAll);
        Map<String, Object> off =
                Map.of("management.tracing.export.enabled", false, EXCLUDED, String.join(",", excluded));
        environment.getPropertySources().addFirst(new MapPropertySource("tracing", off));
    }

    /// After all that may bring the endpoint.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
