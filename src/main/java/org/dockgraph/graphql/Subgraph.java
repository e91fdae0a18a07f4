package org.dockgraph.graphql;

import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/// The schema as a subgraph of Apollo Federation: every thing can be referred to by its keys, and what other subgraphs
/// may have as well is shareable.
///
/// The library that does this does not run on graphql-java 26, and would take away little: things are looked up by
/// their keys in [Lookups], and what federation adds to the schema is written in `federation.graphqls`.
final class Subgraph implements RuntimeWiringConfigurer {

    private static final String LINK = """
            extend schema
              @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize", "@shareable"])

            """;

    private final Service service;
    private final boolean isTold;

    /// @param schema the text of `schema.graphqls`
    /// @param isTold whether clients may read it
    Subgraph(String schema, boolean isTold) {
        this.service = new Service(sdl(schema));
        this.isTold = isTold;
    }

    /// What the tools of federation read.
    record Service(String sdl) {}

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.scalar(Representation.scalar())
                .type("Query", type -> type.dataFetcher("_service", Resolver.reading(Service.class, _ -> service())));
    }

    private Service service() {
        if (!isTold) {
            throw RequestFailure.of(ErrorCode.INTROSPECTION_DISABLED, LimitChecks.SCHEMA_NOT_TOLD);
        }
        return service;
    }

    /// Works on the text, so that a composer names the lines that people know, and shows them their comments. A test
    /// finds what is not marked.
    private static String sdl(String schema) {
        return LINK
                + schema.replaceAll(
                                "(?m)^(type \\w+ implements Node) \\{",
                                "$1 @key(fields: \"id\") @key(fields: \"ll2Id\") {")
                        .replace("\ntype PageInfo {", "\ntype PageInfo @shareable {")
                        .replaceAll("(?m)^  \\): (Node|\\[Node])", "$0 @shareable");
    }
}
