package org.dockgraph.compiled;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes valid operations of the schema, by chance: fields, aliases, arguments as literals and as variables, fragments
/// of both sorts on types that fit and on types that do not, conditions, and the same field several times over.
final class RandomOperations {

    private static final List<String> NOT_WANTED = List.of("upstream", "_service", "_entities");

    private final GraphQLSchema schema;
    private final Random random;
    private final Map<String, List<String>> ids;
    private final List<String> cursors = new ArrayList<>();

    private StringBuilder fragments = new StringBuilder();
    private Map<String, String> declarations = new LinkedHashMap<>();
    private Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    private int names;

    /// @param ids of things that there are, by the names of their types
    RandomOperations(GraphQLSchema schema, long seed, Map<String, List<String>> ids) {
        this.schema = schema;
        this.random = new Random(seed);
        this.ids = ids;
    }

    /// An operation and its variables.
    record Operation(String document, Map<String, @Nullable Object> variables) {}

    /// Has cursors of earlier answers used.
    void use(String cursor) {
        cursors.add(cursor);
        if (cursors.size() > 20) {
            cursors.removeFirst();
        }
    }

    Operation next() {
        fragments = new StringBuilder();
        declarations = new LinkedHashMap<>();
        variables = new LinkedHashMap<>();
        names = 0;
        String selection = selection(Objects.requireNonNull(schema.getQueryType()), 0);
        List<String> declared = new ArrayList<>();
        declarations.forEach((name, type) -> declared.add("$" + name + ": " + type));
        String head = declared.isEmpty() ? "query" : "query Q(" + String.join(", ", declared) + ")";
        return new Operation(head + " " + selection + fragments, variables);
    }

    private String selection(GraphQLFieldsContainer type, int depth) {
        List<GraphQLFieldDefinition> wanted = type.getFieldDefinitions().stream()
                .filter(field -> !NOT_WANTED.contains(field.getName()))
                .filter(field -> depth < 7
                        || GraphQLTypeUtil.unwrapAll(field.getType())
                                .getChildren()
                                .isEmpty())
                .toList();
        StringBuilder text = new StringBuilder("{ __typename ");
        int count = 1 + random.nextInt(depth == 0 ? 2 : 4);
        for (int i = 0; i < count && !wanted.isEmpty(); i++) {
            String field = field(wanted.get(random.nextInt(wanted.size())), depth);
            text.append(
                    switch (random.nextInt(10)) {
                        case 0 -> "... on " + type.getName() + condition() + " { " + field + " } ";
                        case 1 -> "..." + condition() + " { " + field + " } ";
                        case 2 -> "..." + named(type.getName(), field) + condition() + " ";
                        default -> field + " ";
                    });
        }
        if (type instanceof GraphQLInterfaceType contract) {
            List<GraphQLObjectType> types = Objects.requireNonNull(schema.getImplementations(contract));
            for (int i = random.nextInt(3); i > 0; i--) {
                GraphQLObjectType one = types.get(random.nextInt(types.size()));
                text.append("... on ")
                        .append(one.getName())
                        .append(' ')
                        .append(selection(one, depth + 1))
                        .append(' ');
            }
        }
        return text.append("}").toString();
    }

    private String named(String type, String field) {
        String name = "F" + names++;
        fragments
                .append(" fragment ")
                .append(name)
                .append(" on ")
                .append(type)
                .append(" { ")
                .append(field)
                .append(" }");
        return name;
    }

    /// Every use of a field has a name of its own, unless it is the plain field without arguments: two with different
    /// arguments must not have the same.
    private String field(GraphQLFieldDefinition field, int depth) {
        GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
        String arguments = arguments(field);
        String alias = arguments.isEmpty() && random.nextInt(4) > 0 ? "" : "a" + names++ + ": ";
        String below = type instanceof GraphQLFieldsContainer container ? " " + selection(container, depth + 1) : "";
        return alias + field.getName() + arguments + condition() + below;
    }

    private String condition() {
        return switch (random.nextInt(12)) {
            case 0 -> " @include(if: " + flag() + ")";
            case 1 -> " @skip(if: " + flag() + ")";
            default -> "";
        };
    }

    private String flag() {
        if (random.nextBoolean()) {
            return String.valueOf(random.nextBoolean());
        }
        String name = "if" + random.nextInt(3);
        if (declarations.putIfAbsent(name, "Boolean!") == null) {
            variables.put(name, random.nextBoolean());
        }
        return "$" + name;
    }

    private String arguments(GraphQLFieldDefinition field) {
        List<String> given = new ArrayList<>();
        for (GraphQLArgument argument : field.getArguments()) {
            boolean isNeeded = GraphQLTypeUtil.isNonNull(argument.getType());
            boolean isWanted = switch (argument.getName()) {
                case "first" -> random.nextInt(3) > 0;
                case "last" -> random.nextInt(12) == 0;
                default -> random.nextInt(4) == 0;
            };
            if (isNeeded || isWanted) {
                given.add(argument.getName() + ": " + value(field, argument));
            }
        }
        return given.isEmpty() ? "" : "(" + String.join(", ", given) + ")";
    }

    /// A literal, or a variable that has the value.
    private String value(GraphQLFieldDefinition field, GraphQLArgument argument) {
        GraphQLInputType type = argument.getType();
        String name = argument.getName();
        String of = name.equals("id") ? GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapAll(field.getType())) : name;
        Object value = input(of, GraphQLTypeUtil.unwrapNonNullAs(type), 0);
        if (random.nextInt(3) > 0) {
            return literal(value);
        }
        String variable = "v" + names++;
        declarations.put(variable, GraphQLTypeUtil.simplePrint(type));
        variables.put(variable, plain(value));
        return "$" + variable;
    }

    /// A word of the language that is no string.
    private record Name(String name) {}

    private Object input(String name, GraphQLType type, int depth) {
        return switch (type) {
            case GraphQLNonNull some -> input(name, some.getWrappedType(), depth);
            case GraphQLList list -> {
                List<Object> all = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    all.add(input(name, list.getWrappedType(), depth + 1));
                }
                yield all;
            }
            case GraphQLEnumType words ->
                new Name(words.getValues()
                        .get(random.nextInt(words.getValues().size()))
                        .getName());
            case GraphQLInputObjectType object -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (GraphQLInputObjectField member : object.getFields()) {
                    boolean isNeeded = GraphQLTypeUtil.isNonNull(member.getType()) && !member.hasSetDefaultValue();
                    if (isNeeded || random.nextInt(object.getFields().size() + depth) < 1) {
                        members.put(
                                member.getName(),
                                input(
                                        ids.containsKey(kind(member)) ? kind(member) : name,
                                        member.getType(),
                                        depth + 1));
                    }
                }
                yield members;
            }
            default -> scalar(name, GraphQLTypeUtil.simplePrint(type));
        };
    }

    private Object scalar(String name, String type) {
        return switch (type) {
            case "Int" -> random.nextInt(40) == 0 ? -1 : random.nextInt(12);
            case "Boolean" -> random.nextBoolean();
            case "DateTime" -> (1998 + random.nextInt(30)) + "-0" + (1 + random.nextInt(9)) + "-10T00:00:00Z";
            case "ID" -> {
                List<String> fitting = Objects.requireNonNullElse(ids.get(name), all());
                List<String> some = random.nextInt(30) == 0 ? all() : fitting;
                yield some.get(random.nextInt(some.size()));
            }
            case String _
            when name.equals("after") || name.equals("before") ->
                cursors.isEmpty() || random.nextInt(20) == 0 ? "x" : cursors.get(random.nextInt(cursors.size()));
            case String _ ->
                List.of("Soyuz", "space", "ISS", "dragon 2", "\\\"\u00e9").get(random.nextInt(5));
        };
    }

    private List<String> all() {
        return ids.values().stream().flatMap(List::stream).toList();
    }

    /// The type that a member of a filter names: `SpaceStation` for `spaceStation`.
    private static String kind(GraphQLInputObjectField member) {
        return Character.toUpperCase(member.getName().charAt(0))
                + member.getName().substring(1);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Name(String name) -> name;
            case List<?> list -> list.stream().map(RandomOperations::plain).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> members = new LinkedHashMap<>();
                map.forEach((name, member) -> members.put(name, plain(member)));
                yield members;
            }
            default -> value;
        };
    }

    private static String literal(Object value) {
        return switch (value) {
            case Name(String name) -> name;
            case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case List<?> list ->
                "["
                        + String.join(
                                ", ",
                                list.stream().map(RandomOperations::literal).toList()) + "]";
            case Map<?, ?> map -> {
                List<String> members = new ArrayList<>();
                map.forEach((name, member) -> members.add(name + ": " + literal(member)));
                yield "{" + String.join(", ", members) + "}";
            }
            default -> String.valueOf(value);
        };
    }
}
