package org.dockgraph.operate;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Watches requests to the source as the observation `dockgraph.upstream.calls`. That gives the meter of that name and,
/// with tracing, a span below that of whatever has caused the request.
public final class CallWatch {

    private final ObservationRegistry registry;

    CallWatch(ObservationRegistry registry) {
        this.registry = registry;
    }

    /// Notes that a request is about to be sent. Its end must be noted on the same thread.
    ///
    /// @return the headers by which the source can join the trace, by name
    public Map<String, String> begun(URI target) {
        Map<String, String> headers = new HashMap<>();
        SenderContext<Map<String, String>> context = new SenderContext<>(
                (carrier, name, value) -> Objects.requireNonNull(carrier).put(name, value), Kind.CLIENT);
        context.setCarrier(headers);
        Observation.createNotStarted("dockgraph.upstream.calls", () -> context, registry)
                .contextualName("GET " + target.getPath())
                .highCardinalityKeyValue("url.full", target.toString())
                .start()
                .openScope();
        return headers;
    }

    /// Notes the end of a request.
    ///
    /// @param path such as `docking_event/`
    /// @param outcome such as `found` or `timed_out`
    public void ended(String path, String outcome) {
        Observation.Scope scope = Objects.requireNonNull(registry.getCurrentObservationScope(), "none has begun");
        scope.close();
        scope.getCurrentObservation()
                .lowCardinalityKeyValue("path", path)
                .lowCardinalityKeyValue("outcome", outcome)
                .stop();
    }
}
