package org.dockgraph.architecture.twin.store;

import org.dockgraph.architecture.twin.upstream.BrokenClient;

/// Breaks: store imports only docking and plan.
public record BrokenStore(BrokenClient client) {}
