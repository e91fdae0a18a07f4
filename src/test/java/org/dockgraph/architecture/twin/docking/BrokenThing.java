package org.dockgraph.architecture.twin.docking;

import org.dockgraph.architecture.twin.plan.BrokenPlan;

/// Breaks: docking imports nothing of ours; no cycles.
public record BrokenThing(BrokenPlan plan) {}
