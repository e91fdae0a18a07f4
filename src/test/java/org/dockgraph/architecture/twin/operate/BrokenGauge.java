package org.dockgraph.architecture.twin.operate;

import org.dockgraph.architecture.twin.store.BrokenStore;

/// Breaks: operate imports nothing of store.
public record BrokenGauge(BrokenStore store) {}
