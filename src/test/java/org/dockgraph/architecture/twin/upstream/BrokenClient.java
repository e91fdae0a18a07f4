package org.dockgraph.architecture.twin.upstream;

import org.dockgraph.architecture.twin.fetch.BrokenFetcher;

/// Breaks: upstream imports only docking and plan.
public record BrokenClient(BrokenFetcher fetcher) {}
