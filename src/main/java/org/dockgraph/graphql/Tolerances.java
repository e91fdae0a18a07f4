package org.dockgraph.graphql;

import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.ValuesResolver;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLDirective;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.dockgraph.fetch.Tolerance;
import org.jspecify.annotations.Nullable;

/// What an operation says of itself by directives: how old its answer may be, and how many calls it may cause. A
/// subscription has no say: it takes what is held, and causes no call.
final class Tolerances {

    private static final String FRESHNESS = "freshness";
    private static final String CALL_LIMIT = "callLimit";

    /// Nothing is fetched anew that is younger, or an hour's calls would be spent in a moment.
    private static final Duration SHORTEST_MAX_AGE = Duration.ofMinutes(1);

    private final DataFetchingEnvironment any;
    private final Tolerance ofOperation;
    private final boolean fieldsDiffer;

    /// Reads the directives of an operation.
    ///
    /// @param any one of its fields
    /// @throws RequestFailure if an argument breaks a rule
    Tolerances(DataFetchingEnvironment any) {
        this.any = any;
        boolean isSubscription = any.getOperationDefinition().getOperation() == Operation.SUBSCRIPTION;
        Tolerance said = said(any.getOperationDefinition());
        this.ofOperation = isSubscription ? Tolerance.AS_HELD : said == null ? Tolerance.USUAL : said;
        this.fieldsDiffer =
                !isSubscription && any.getDocument().getDefinitions().stream().anyMatch(Tolerances::hasFieldThatSays);
    }

    /// How old the field's answer may be: what it says itself, else what the nearest field above it says, else the
    /// operation.
    Tolerance of(DataFetchingEnvironment field) {
        if (fieldsDiffer) {
            for (ExecutionStepInfo at = field.getExecutionStepInfo();
                    at != null && at.getField() != null;
                    at = at.getParent()) {
                for (Field merged : at.getField().getFields()) {
                    if (said(merged) instanceof Tolerance tolerance) {
                        return tolerance;
                    }
                }
            }
        }
        return ofOperation;
    }

    /// How many calls the operation may cause.
    ///
    /// @param most what any operation may
    int callLimit(int most) {
        Map<String, Object> arguments = arguments(CALL_LIMIT, any.getOperationDefinition());
        if (arguments == null) {
            return most;
        }
        int max = (int) Objects.requireNonNull(arguments.get("max"));
        if (max < 0) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    "max of @callLimit must be 0 or more, but is " + max + ". Take 0 for only what is held.");
        }
        return Math.min(max, most);
    }

    private @Nullable Tolerance said(DirectivesContainer<?> node) {
        Map<String, Object> arguments = arguments(FRESHNESS, node);
        if (arguments == null) {
            return null;
        }
        Duration maxAge = (Duration) arguments.get("maxAge");
        if (maxAge != null && maxAge.isNegative()) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    "maxAge of @freshness must be a time of zero or more, but is " + maxAge
                            + ". Take PT5M for 5 minutes.");
        }
        if (maxAge != null && maxAge.compareTo(SHORTEST_MAX_AGE) < 0) {
            maxAge = SHORTEST_MAX_AGE;
        }
        return new Tolerance(maxAge, !Boolean.FALSE.equals(arguments.get("orStale")));
    }

    /// The arguments of the directive on the node, with the operation's variables; null if it is not there.
    private @Nullable Map<String, Object> arguments(String name, DirectivesContainer<?> node) {
        for (Directive directive : node.getDirectives()) {
            if (directive.getName().equals(name)) {
                GraphQLDirective definition =
                        Objects.requireNonNull(any.getGraphQLSchema().getDirective(name));
                return ValuesResolver.getArgumentValues(
                        any.getGraphQLSchema().getCodeRegistry(),
                        definition.getArguments(),
                        directive.getArguments(),
                        CoercedVariables.of(any.getVariables()),
                        any.getGraphQlContext(),
                        any.getLocale());
            }
        }
        return null;
    }

    private static boolean hasFieldThatSays(Node<?> node) {
        return (node instanceof Field field && field.hasDirective(FRESHNESS))
                || node.getChildren().stream().anyMatch(Tolerances::hasFieldThatSays);
    }
}
