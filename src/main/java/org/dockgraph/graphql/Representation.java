package org.dockgraph.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.AstPrinter;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.jspecify.annotations.Nullable;

/// A thing as a router names it: its type and one of its keys, such as `{ __typename: "DockingEvent", ll2Id: 633 }`.
final class Representation {

    private Representation() {}

    /// The thing that is named.
    ///
    /// @throws RequestFailure if it names none
    static EntityRef parse(Object representation) {
        if (!(representation instanceof Map<?, ?> members)) {
            throw useless("A representation is \"" + RequestFailure.shown(representation)
                    + "\", but must be an object with __typename and a key.");
        }
        Kind kind = kind(members.get("__typename"));
        if (members.get("id") instanceof String id) {
            return GlobalId.parse("id", id, kind);
        }
        if (members.get("ll2Id") instanceof Number number) {
            return GlobalId.parse("ll2Id", number.toString(), kind);
        }
        throw useless("The representation of a thing of type " + kind.typeName()
                + " has none of the keys that the type has by @key, or not as the key is written.");
    }

    private static Kind kind(@Nullable Object name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.typeName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        useless("__typename is " + (name == null ? "missing" : "\"" + RequestFailure.shown(name) + "\"")
                                + ", but must be a type of things that has a @key."));
    }

    private static RequestFailure useless(String message) {
        return RequestFailure.of(ErrorCode.BAD_USER_INPUT, message);
    }

    /// The scalar `_Any`. It takes whatever there is, so that a representation that is of no use costs its own entry
    /// and not the whole request.
    static GraphQLScalarType scalar() {
        return GraphQLScalarType.newScalar().name("_Any").coercing(new AsItIs()).build();
    }

    private static final class AsItIs implements Coercing<Object, Object> {

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        @SuppressWarnings("NullAway") // a member may be null, which the interface does not say
        public Object parseLiteral(
                Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return switch (literal) {
                case ObjectValue object -> {
                    Map<String, Object> members = new HashMap<>();
                    for (ObjectField member : object.getObjectFields()) {
                        members.put(member.getName(), parseLiteral(member.getValue(), variables, context, locale));
                    }
                    yield members;
                }
                case VariableReference variable -> variables.get(variable.getName());
                case StringValue text -> text.getValue();
                case IntValue number -> number.getValue();
                case NullValue _ -> null;
                default -> AstPrinter.printAst(literal); // no part of a key; for messages
            };
        }
    }
}
