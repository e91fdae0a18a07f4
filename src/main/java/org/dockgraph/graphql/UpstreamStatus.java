package org.dockgraph.graphql;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the data comes from.
///
/// @param source address of the API that is asked
/// @param lastSuccessAt when it last answered; null before it has
public record UpstreamStatus(URI source, @Nullable Instant lastSuccessAt) {}
