package org.dockgraph.architecture.twin.web;

import graphql.GraphQLError;
import org.dockgraph.architecture.twin.store.BrokenStore;

/// Breaks: web imports only graphql and fetch; only graphql knows GraphQL.
public record BrokenPage(BrokenStore store, GraphQLError error) {}
