package org.dockgraph.architecture.twin.web;

/// Breaks: no names that say nothing.
public record BrokenHelper() {}
