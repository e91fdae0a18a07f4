package org.dockgraph.architecture.twin.replica;

import org.dockgraph.architecture.twin.docking.BrokenThing;

/// Breaks: the replica shares nothing with the gateway.
public record BrokenReplica(BrokenThing thing) {}
