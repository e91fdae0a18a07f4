package org.dockgraph.architecture.twin.fetch;

import org.dockgraph.architecture.twin.graphql.BrokenEdge;

/// Breaks: fetch imports nothing above it.
public record BrokenFetcher(BrokenEdge edge) {}
