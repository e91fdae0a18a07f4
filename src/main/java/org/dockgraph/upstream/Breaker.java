package org.dockgraph.upstream;

/// Whether calls are let through to the source.
public enum Breaker {
    /// All are: it answers.
    CLOSED,
    /// None is: it has failed too often, and is left alone for a while.
    OPEN,
    /// One is, to see whether it answers again.
    HALF_OPEN
}
