package org.dockgraph.graphql;

import graphql.execution.CoercedVariables;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells how many things an operation can produce, how many conditions are tested for it, and how many values it
/// selects: page sizes multiplied down the path. Connections and edges are no things; `edges { node }` beside `nodes`
/// are the same things twice, which take their place in the answer twice.
final class OperationCost {

    /// Lists that are shorter than a page can be, whatever is asked for.
    private static final Map<FieldCoordinates, Integer> SHORT = Map.of(
            FieldCoordinates.coordinates("Query", "spaceStations"), 20, // LL2 knows 14
            FieldCoordinates.coordinates("FlightVehicle", "dockingEvents"), 3); // no flight docked more than twice

    /// Fields that have an entry for each entry of the page that they are below, or for each key among their arguments.
    private static final Set<String> ENTRIES = Set.of("edges", "nodes", "_entities");

    private static final List<String> KEYS = List.of("ids", "representations");

    /// The types that stand for any thing.
    private static final Set<String> THINGS = Set.of("Node", "_Entity");

    private static final int CHARACTERS_A_WORD = 10; // about, with its separator; a search looks for each

    private final ExecutableNormalizedOperation operation;
    private final GraphQLSchema schema;

    private OperationCost(ExecutableNormalizedOperation operation, GraphQLSchema schema) {
        this.operation = operation;
        this.schema = schema;
    }

    /// What the operation costs.
    static Cost of(ExecutableNormalizedOperation operation, GraphQLSchema schema) {
        return new OperationCost(operation, schema).sum(operation.getTopLevelFields(), 1, 1);
    }

    /// What the operation costs with these variables.
    static Cost of(ValidOperation operation, CoercedVariables variables) {
        return of(
                ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation(
                        operation.schema(),
                        operation.document(),
                        operation.definition().getName(),
                        variables),
                operation.schema());
    }

    /// @param times how many objects have these fields
    /// @param page how many entries the field above has on its page; 1 for what is no list
    private Cost sum(Collection<ExecutableNormalizedField> fields, long times, long page) {
        return fields.stream().map(field -> of(field, times, page)).reduce(Cost.NOTHING, Cost::plus);
    }

    private Cost of(ExecutableNormalizedField field, long times, long page) {
        GraphQLFieldDefinition definition = field.getFieldDefinitions(schema).getFirst();
        boolean isList = definition.getArgument("first") != null;
        long size = isList ? page(field) : 1;
        long produced = Math.min(Cost.MOST, times * entries(field, page));
        Cost own = new Cost(
                isThing(GraphQLTypeUtil.unwrapAllAs(definition.getType())) ? produced : 0,
                isList ? times * (1 + conditions(field.getResolvedArguments().get("filter"))) : 0,
                times * operation.getMergedField(field).getFields().size());
        return field.getChildren().stream()
                .flatMap(child -> child.getObjectTypeNames().stream())
                .distinct()
                .map(type -> sum(field.getChildren(type), produced, size))
                .reduce(Cost.NOTHING, Cost::or) // each thing is of one type
                .plus(own);
    }

    /// How many comparisons a filter makes with each event, about. One that compares nothing takes as long as one.
    static long conditions(@Nullable Object filter) {
        return switch (filter) {
            case Map<?, ?> members -> Math.max(1, conditions(members.values()));
            case Collection<?> values ->
                values.stream().mapToLong(OperationCost::conditions).sum();
            case String text -> 1 + text.length() / CHARACTERS_A_WORD;
            case null -> 0;
            default -> 1;
        };
    }

    private static boolean isThing(GraphQLNamedType type) {
        return THINGS.contains(type.getName())
                || (type instanceof GraphQLObjectType object
                        && object.getInterfaces().stream().anyMatch(contract -> THINGS.contains(contract.getName())));
    }

    private static long entries(ExecutableNormalizedField field, long page) {
        if (ENTRIES.contains(field.getFieldName())) {
            for (String argument : KEYS) {
                if (field.getResolvedArguments().get(argument) instanceof Collection<?> keys) {
                    return keys.size();
                }
            }
            return page;
        }
        return 1;
    }

    private static long page(ExecutableNormalizedField field) {
        int asked = Stream.of("first", "last")
                .map(field.getResolvedArguments()::get)
                .filter(Integer.class::isInstance)
                .mapToInt(Integer.class::cast)
                .max()
                .orElse(PageArguments.DEFAULT_SIZE);
        FieldCoordinates list = FieldCoordinates.coordinates(field.getSingleObjectTypeName(), field.getFieldName());
        int most = SHORT.getOrDefault(list, PageArguments.MAX_SIZE); // beyond the latter is an error, and no page
        return Math.clamp(asked, 0, most);
    }
}
