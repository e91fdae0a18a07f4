package org.dockgraph.schema;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a client of an older schema can no longer rely on in a newer one. graphql-java's own comparison does not look
/// at directives, and takes a new argument with a default for a break.
final class BreakingChanges {

    private static final String INPUT = "input";

    /// By coordinate, in an order in which a thing comes before its parts.
    private final Map<String, Element> elements = new TreeMap<>();

    /// Something that clients rely on.
    ///
    /// @param owner the coordinate of what it is a part of; empty for a type or a directive
    /// @param kind what sort of thing it is
    /// @param type of the values that it gives or takes; null for what just is there
    /// @param isRequired whether a client must give a value
    private record Element(
            String owner, String kind, @Nullable GraphQLType type, boolean isRequired) {

        boolean isKeptIn(@Nullable Element newer) {
            if (newer == null || !kind.equals(newer.kind)) {
                return false;
            }
            if (type == null || newer.type == null) {
                return true;
            }
            return kind.equals(INPUT)
                    ? isWithin(newer.type, type) && (isRequired || !newer.isRequired)
                    : isWithin(type, newer.type);
        }

        /// Whether every value of the inner type is a value of the outer.
        private static boolean isWithin(GraphQLType outer, GraphQLType inner) {
            if (inner instanceof GraphQLNonNull) {
                return isWithin(GraphQLTypeUtil.unwrapNonNull(outer), GraphQLTypeUtil.unwrapNonNull(inner));
            }
            if (outer instanceof GraphQLList && inner instanceof GraphQLList) {
                return isWithin(GraphQLTypeUtil.unwrapOne(outer), GraphQLTypeUtil.unwrapOne(inner));
            }
            return GraphQLTypeUtil.simplePrint(outer).equals(GraphQLTypeUtil.simplePrint(inner));
        }
    }

    private BreakingChanges(String sdl) {
        GraphQLSchema schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
        schema.getAllTypesAsList().forEach(this::add);
        schema.getDirectives().forEach(this::add);
    }

    /// The schema coordinates of what breaks, without its parts, such as `Query.dockingEvents(first:)`. What has no
    /// coordinate is named as it is written: `Agency implements Node`, `_Entity = Agency`, `@freshness on FIELD`.
    static SortedSet<String> between(String older, String newer) {
        Map<String, Element> before = new BreakingChanges(older).elements;
        Map<String, Element> after = new BreakingChanges(newer).elements;
        SortedSet<String> broken = new TreeSet<>();
        before.forEach((coordinate, element) -> {
            boolean isPartOfABreak =
                    !element.owner.isEmpty() && (broken.contains(element.owner) || !after.containsKey(element.owner));
            if (!isPartOfABreak && !element.isKeptIn(after.get(coordinate))) {
                broken.add(coordinate);
            }
        });
        after.forEach((coordinate, element) -> {
            if (element.isRequired && !before.containsKey(coordinate) && before.containsKey(element.owner)) {
                broken.add(coordinate);
            }
        });
        return broken;
    }

    private void add(GraphQLNamedType type) {
        String name = type.getName();
        put("", name, type.getClass().getSimpleName());
        switch (type) {
            case GraphQLImplementingType fields -> {
                fields.getInterfaces().forEach(of -> put(name, name + " implements " + of.getName(), "interface"));
                fields.getFields().forEach(field -> {
                    String coordinate = name + "." + field.getName();
                    elements.put(coordinate, new Element(name, "output", field.getType(), false));
                    add(coordinate, field.getArguments());
                });
            }
            case GraphQLUnionType union ->
                union.getTypes().forEach(member -> put(name, name + " = " + member.getName(), "member"));
            case GraphQLEnumType values ->
                values.getValues().forEach(value -> put(name, name + "." + value.getName(), "value"));
            case GraphQLInputObjectType input ->
                input.getFields()
                        .forEach(field ->
                                add(name, name + "." + field.getName(), field.getType(), field.hasSetDefaultValue()));
            default -> {} // a scalar has no parts
        }
    }

    private void add(GraphQLDirective directive) {
        String name = "@" + directive.getName();
        put("", name, "directive");
        directive.validLocations().forEach(location -> put(name, name + " on " + location, "location"));
        add(name, directive.getArguments());
    }

    private void add(String owner, List<GraphQLArgument> arguments) {
        arguments.forEach(argument ->
                add(owner, owner + "(" + argument.getName() + ":)", argument.getType(), argument.hasSetDefaultValue()));
    }

    private void add(String owner, String coordinate, GraphQLType type, boolean hasDefault) {
        elements.put(coordinate, new Element(owner, INPUT, type, type instanceof GraphQLNonNull && !hasDefault));
    }

    private void put(String owner, String coordinate, String kind) {
        elements.put(coordinate, new Element(owner, kind, null, false));
    }
}
