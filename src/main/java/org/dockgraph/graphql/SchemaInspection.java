package org.dockgraph.graphql;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.SchemaReport;

/// Holds the schema and the code together.
final class SchemaInspection {

    private SchemaInspection() {}

    /// Refuses a schema with fields or arguments that no code resolves, and code that no schema knows. Spring's
    /// report notices an argument that the code reads and the schema lacks, but not the reverse, which is looked
    /// for here.
    static void requireNothingUnmapped(SchemaReport report) {
        List<FieldCoordinates> unread = fieldsWithUnreadArguments(report);
        if (!report.unmappedFields().isEmpty()
                || !report.unmappedRegistrations().isEmpty()
                || !report.unmappedArguments().isEmpty()
                || !report.skippedTypes().isEmpty()
                || !unread.isEmpty()) {
            throw new IllegalStateException("schema.graphqls and the code do not fit together."
                    + " Fields without a resolver: " + report.unmappedFields()
                    + " Resolvers without a field: "
                    + report.unmappedRegistrations().keySet()
                    + " Resolvers with an argument that the schema lacks: " + report.unmappedArguments()
                    + " Fields with an argument that nobody reads: " + unread
                    + " Types that could not be looked at: " + report.skippedTypes());
        }
    }

    private static List<FieldCoordinates> fieldsWithUnreadArguments(SchemaReport report) {
        List<FieldCoordinates> unread = new ArrayList<>();
        for (GraphQLNamedType type : report.schema().getAllTypesAsList()) {
            if (!(type instanceof GraphQLObjectType object) || object.getName().startsWith("__")) {
                continue;
            }
            for (GraphQLFieldDefinition field : object.getFields()) {
                FieldCoordinates at = FieldCoordinates.coordinates(object, field);
                Set<String> read = report.dataFetcher(at) instanceof Resolver resolver
                        ? resolver.getArguments().keySet()
                        : Set.of();
                Set<String> taken = field.getArguments().stream()
                        .map(GraphQLArgument::getName)
                        .collect(Collectors.toSet());
                if (!read.containsAll(taken)) {
                    unread.add(at);
                }
            }
        }
        return unread;
    }
}
