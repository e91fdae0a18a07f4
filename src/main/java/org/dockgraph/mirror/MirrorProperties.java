package org.dockgraph.mirror;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How what is held is kept.
///
/// @param enabled whether spare calls complete and refresh it, and a file keeps it over restarts
/// @param file where it is kept; unset, `dockgraph.snapshot` in the working directory, or nowhere with the bundled
///     replica
@ConfigurationProperties("dockgraph.mirror")
public record MirrorProperties(
        @DefaultValue("true") boolean enabled, @Nullable Path file) {

    /// The file for this source; null for none.
    ///
    /// @param baseUrl the source's address; null for the bundled replica
    public @Nullable Path fileFor(@Nullable URI baseUrl) {
        return file != null || baseUrl == null ? file : Path.of("dockgraph.snapshot");
    }
}
