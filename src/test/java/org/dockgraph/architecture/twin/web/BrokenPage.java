package org.dockgraph.architecture.twin.web;

import graphql.GraphQLError;
import org.dockgraph.architecture.twin.store.BrokenStore;

/// Breaks: web imports nothing of store; only graphql and compiled know GraphQL.
public record BrokenPage(BrokenStore store, GraphQLError error) {}
