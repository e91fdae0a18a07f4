package org.dockgraph.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which documents are run.
///
/// @param trusted a folder of GraphQL files, or a manifest as clients' generators write it; unset, none is
///     trusted
/// @param onlyTrusted whether nothing else is run
@Validated
@ConfigurationProperties("dockgraph.documents")
record DocumentsProperties(
        @Nullable Path trusted, @DefaultValue("false") boolean onlyTrusted) {

    DocumentsProperties {
        if (onlyTrusted && trusted == null) {
            throw new IllegalArgumentException("dockgraph.documents.only-trusted is true, but no document is trusted."
                    + " Set dockgraph.documents.trusted to a folder of GraphQL files or to a manifest.");
        }
    }
}
