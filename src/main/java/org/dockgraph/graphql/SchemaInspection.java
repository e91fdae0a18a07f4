package org.dockgraph.graphql;

import org.springframework.graphql.execution.SchemaReport;

/// Holds the schema and the code together.
final class SchemaInspection {

    private SchemaInspection() {}

    /// Refuses a schema with fields or arguments that no code resolves, and code that no schema knows.
    static void requireNothingUnmapped(SchemaReport report) {
        if (!report.unmappedFields().isEmpty()
                || !report.unmappedRegistrations().isEmpty()
                || !report.unmappedArguments().isEmpty()) {
            throw new IllegalStateException("schema.graphqls and the code do not fit together."
                    + " Fields without a resolver: " + report.unmappedFields()
                    + " Resolvers without a field: "
                    + report.unmappedRegistrations().keySet()
                    + " Arguments that differ: " + report.unmappedArguments());
        }
    }
}
