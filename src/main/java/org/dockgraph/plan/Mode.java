package org.dockgraph.plan;

/// How much of the nested data a list is asked to carry. A single entity is always detailed.
public enum Mode {
    /// The default.
    NORMAL,
    /// Everything.
    DETAILED
}
