package org.dockgraph.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whose pages may ask.
///
/// @param allowedOrigins such as `http://localhost:3000`; `*` is any
@ConfigurationProperties(prefix = "dockgraph.cors", ignoreUnknownFields = false)
record CorsProperties(@DefaultValue List<String> allowedOrigins) {

    CorsProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
