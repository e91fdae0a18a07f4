package org.dockgraph.replica;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the replica runs.
///
/// @param port the replica's own port; 0 takes any free one
/// @param dataset a file in the shape of the bundled data set; unset, the bundled one
/// @param preload to have the gateway read all of it before it is ready, without counting calls: for benchmarks, and
///     demos of large data sets
/// @param only to run the replica by itself, without the gateway
/// @param throttle to refuse calls beyond 15 in a rolling hour, as LL2 does
/// @param address the address to listen on; other machines reach the replica only if this is not the loopback
///     address
/// @param faults how it misbehaves, as [FaultScript] says it, separated by `;`; unset, not at all
/// @param script what happens in its data, as [Happening] says it, separated by `;`; unset, nothing
@Validated
@ConfigurationProperties("dockgraph.replica")
public record ReplicaProperties(
        @DefaultValue("8081") @Min(0) @Max(65_535) int port,
        @Nullable Path dataset,
        @DefaultValue("false") boolean preload,
        @DefaultValue("false") boolean only,
        @DefaultValue("false") boolean throttle,
        @DefaultValue("localhost") InetAddress address,
        @Nullable String faults,
        @Nullable String script) {}
