package org.dockgraph.upstream;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the source is asked.
///
/// @param baseUrl address of the API with its version, such as `https://ll.thespacedevs.com/2.0.0/`; unset: the
///     bundled replica
/// @param apiKey sent as `Authorization: Token`; unset: anonymous
/// @param connectTimeout longest wait for a connection
/// @param timeout longest wait for one whole answer; a detailed page of the real source may take 20 s
@Validated
@ConfigurationProperties(prefix = "dockgraph.upstream", ignoreUnknownFields = false)
public record UpstreamProperties(
        @Nullable URI baseUrl,
        @Nullable ApiKey apiKey,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout) {

    /// Refuses an address that no call can be made to, and completes one without a slash at its end.
    public UpstreamProperties {
        if (baseUrl != null) {
            String scheme = String.valueOf(baseUrl.getScheme());
            if (!scheme.matches("https?") || baseUrl.getHost() == null || baseUrl.getQuery() != null) {
                throw new IllegalArgumentException("dockgraph.upstream.base-url is " + baseUrl
                        + ", but must be an http or https address with the API's version and no query,"
                        + " such as https://ll.thespacedevs.com/2.0.0/.");
            }
            if (!baseUrl.getPath().endsWith("/")) {
                baseUrl = URI.create(baseUrl + "/");
            }
        }
    }
}
