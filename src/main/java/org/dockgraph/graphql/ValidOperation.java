package org.dockgraph.graphql;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;

/// An operation of a document that was found to be valid, and within the limits that do not depend on variables.
public record ValidOperation(GraphQLSchema schema, Document document, OperationDefinition definition) {}
