package org.dockgraph.compiled;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the fields of a selection that are asked of an object, as the GraphQL specification has it: fragments in
/// their places, fields of one response key together, in the order in which the keys come first.
///
/// @param fragments of the document, by name
record Fields(GraphQLSchema schema, Map<String, FragmentDefinition> fragments, Conditions conditions) {

    /// The fields that these selections ask of an object of the type, by response key.
    ///
    /// @param above the fields that have the selections
    Map<String, List<Field>> of(GraphQLObjectType type, List<Field> above) throws NotCompiledException {
        Map<String, List<Field>> collected = new LinkedHashMap<>();
        Set<String> spread = new HashSet<>();
        for (Field field : above) {
            collect(type, field.getSelectionSet(), spread, collected);
        }
        return collected;
    }

    /// The same of one selection.
    Map<String, List<Field>> of(GraphQLObjectType type, SelectionSet selection) throws NotCompiledException {
        Map<String, List<Field>> collected = new LinkedHashMap<>();
        collect(type, selection, new HashSet<>(), collected);
        return collected;
    }

    private void collect(
            GraphQLObjectType type,
            @Nullable SelectionSet selections,
            Set<String> spread,
            Map<String, List<Field>> collected)
            throws NotCompiledException {
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            switch (selection) {
                case Field field
                when conditions.keeps(field) ->
                    collected
                            .computeIfAbsent(field.getResultKey(), _ -> new ArrayList<>())
                            .add(field);
                case FragmentSpread named
                when conditions.keeps(named) -> {
                    FragmentDefinition fragment = fragments.get(named.getName());
                    if (fragment != null
                            && spread.add(named.getName())
                            && conditions.keeps(fragment)
                            && applies(fragment.getTypeCondition().getName(), type)) {
                        collect(type, fragment.getSelectionSet(), spread, collected);
                    }
                }
                case InlineFragment inline
                when conditions.keeps(inline) -> {
                    if (inline.getTypeCondition() == null
                            || applies(inline.getTypeCondition().getName(), type)) {
                        collect(type, inline.getSelectionSet(), spread, collected);
                    }
                }
                default -> {}
            }
        }
    }

    private boolean applies(String condition, GraphQLObjectType type) {
        GraphQLType named = schema.getType(condition);
        return switch (named) {
            case GraphQLObjectType object -> object.getName().equals(type.getName());
            case GraphQLInterfaceType contract -> schema.isPossibleType(contract, type);
            case GraphQLUnionType union -> schema.isPossibleType(union, type);
            case null, default -> false;
        };
    }
}
