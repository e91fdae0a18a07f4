package org.dockgraph.architecture.twin.web;

import org.dockgraph.architecture.twin.store.BrokenStore;

/// Breaks: web imports only graphql and fetch.
public record BrokenPage(BrokenStore store) {}
