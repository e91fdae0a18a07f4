package org.dockgraph.compiled;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a field: coerced once where no variable is in them, else for each run.
final class Arguments {

    private final GraphQLSchema schema;
    private final GraphQLFieldDefinition definition;
    private final Field field;
    private final @Nullable Map<String, Object> constant;

    Arguments(GraphQLSchema schema, GraphQLFieldDefinition definition, Field field) {
        this.schema = schema;
        this.definition = definition;
        this.field = field;
        this.constant = hasVariable(field.getArguments()) ? null : coerced(CoercedVariables.emptyVariables());
    }

    /// The arguments by name, as they are in this run.
    Map<String, Object> in(Run run) {
        return constant != null ? constant : coerced(run.attempt().variables());
    }

    /// The most entries that a page can have.
    int pageSize(int usual, int most) {
        if (constant == null) {
            return most;
        }
        Object size = constant.getOrDefault("last", constant.get("first"));
        return size instanceof Integer said ? Math.clamp(said, 0, most) : usual;
    }

    private Map<String, Object> coerced(CoercedVariables variables) {
        return ValuesResolver.getArgumentValues(
                schema.getCodeRegistry(),
                definition.getArguments(),
                field.getArguments(),
                variables,
                GraphQLContext.getDefault(),
                Locale.ROOT);
    }

    private static boolean hasVariable(List<? extends Node<?>> nodes) {
        return nodes.stream().anyMatch(node -> node instanceof VariableReference || hasVariable(children(node)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // graphql-java has a list of raw nodes
    static List<Node<?>> children(Node<?> node) {
        return (List) node.getChildren();
    }
}
