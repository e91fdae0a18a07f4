package org.dockgraph.operate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/// What a gateway exports for Prometheus.
///
/// @param text as it is exported
public record Meters(String text) {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) ");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)[ {]");

    /// Those of the gateway at an address.
    public static Meters of(URI gateway) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/actuator/prometheus"))
                    .build();
            return new Meters(http.send(request, BodyHandlers.ofString()).body());
        }
    }

    /// The lines of values, such as `dockgraph_mirror_events 238.0`.
    public List<String> lines() {
        return text.lines().toList();
    }

    /// The names of meters. The highest value of each that is a timer or summary is part of it.
    public List<String> names() {
        List<String> all = found(TYPE);
        return all.stream()
                .filter(name -> !name.endsWith("_max") || !all.contains(name.substring(0, name.length() - 4)))
                .toList();
    }

    /// The names of values, by which they are asked for.
    public List<String> values() {
        return found(SAMPLE);
    }

    private List<String> found(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(name -> name.group(1))
                .distinct()
                .toList();
    }
}
