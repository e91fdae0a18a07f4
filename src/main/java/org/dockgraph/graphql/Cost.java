package org.dockgraph.graphql;

/// What an operation was found to cost.
///
/// @param things that it can produce
record Cost(long things) {}
