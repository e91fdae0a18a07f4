package org.dockgraph.architecture.twin.plan;

import java.time.Clock;
import org.dockgraph.architecture.twin.docking.BrokenThing;
import org.dockgraph.architecture.twin.store.BrokenStore;

/// Breaks: plan imports only docking; plan is pure; no cycles.
public record BrokenPlan(Clock clock, BrokenThing thing, BrokenStore store) {}
