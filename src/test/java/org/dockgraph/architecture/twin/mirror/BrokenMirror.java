package org.dockgraph.architecture.twin.mirror;

import org.dockgraph.architecture.twin.upstream.BrokenClient;

/// Breaks: mirror imports nothing of upstream.
public record BrokenMirror(BrokenClient client) {}
