package org.dockgraph.fetch;

/// Who asks, as far as clients are told apart.
///
/// @param name short, and the same whenever the same client asks
public record Client(String name) {}
