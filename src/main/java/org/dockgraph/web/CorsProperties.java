package org.dockgraph.web;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which other origins' pages may ask.
///
/// @param allowedOrigins such as `https://example.org`, or `*` for all; none by default
@ConfigurationProperties("dockgraph.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {

    /// Refuses what no browser would ever send as its origin.
    CorsProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            if (!origin.equals("*") && !isOrigin(origin)) {
                throw new IllegalArgumentException("dockgraph.cors.allowed-origins has '" + origin
                        + "', but must have origins such as https://example.org, without a path, or *.");
            }
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && text.equals(
                            uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
