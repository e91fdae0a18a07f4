package org.dockgraph.architecture.twin.compiled;

import org.dockgraph.architecture.twin.store.BrokenStore;

/// Breaks: compiled imports nothing of store.
public record BrokenPlanner(BrokenStore store) {}
