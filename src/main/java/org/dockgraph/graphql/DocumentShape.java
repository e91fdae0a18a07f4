package org.dockgraph.graphql;

import static java.util.stream.Collectors.groupingBy;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells how large the operations of a document are with their fragments in place, without putting them there: each
/// fragment is measured once, however often it is spread. So 30 fragments that each spread the next one twice take no
/// longer than 30 that do not.
final class DocumentShape {

    private final Limits limits;
    private final Map<String, List<FragmentDefinition>> fragments; // several of one name are an error, told later
    private final Map<String, Shape> known = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    DocumentShape(Document document, Limits limits) {
        this.limits = limits;
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(groupingBy(FragmentDefinition::getName));
    }

    /// What a selection amounts to. A billion stands for more, too.
    ///
    /// @param rootFields at its outermost level
    /// @param fields in all
    /// @param depth of its fields, without introspection
    /// @param chain of fragments that each are spread in the one before: the longest
    /// @param introspects whether it asks for the schema
    record Shape(
            long rootFields, long fields, long aliases, long directives, long depth, long chain, boolean introspects) {

        private static final Shape NOTHING = new Shape(0, 0, 0, 0, 0, 0, false);
        private static final long MOST = 1_000_000_000;

        private Shape plus(Shape other) {
            return new Shape(
                    sum(rootFields, other.rootFields),
                    sum(fields, other.fields),
                    sum(aliases, other.aliases),
                    sum(directives, other.directives),
                    Math.max(depth, other.depth),
                    Math.max(chain, other.chain),
                    introspects || other.introspects);
        }

        private static long sum(long some, long others) {
            return Math.min(MOST, some + others);
        }

        private Shape withDirectives(int more) {
            return new Shape(rootFields, fields, aliases, sum(directives, more), depth, chain, introspects);
        }

        private Shape inFragment() {
            return new Shape(rootFields, fields, aliases, directives, depth, 1 + chain, introspects);
        }
    }

    /// The shape of an operation of the document.
    ///
    /// @throws AbortExecutionException if a fragment of it contains itself, or too many each other
    Shape of(OperationDefinition operation) {
        int directives = operation.getDirectives().size()
                + operation.getVariableDefinitions().stream()
                        .mapToInt(variable -> variable.getDirectives().size())
                        .sum();
        return of(operation.getSelectionSet()).withDirectives(directives);
    }

    /// Requires that no fragment contains itself, or too many each other. Also of those that no operation spreads: they
    /// are validated like the others.
    ///
    /// @throws AbortExecutionException if one does
    void requireFragments() {
        fragments.forEach((name, same) -> ofFragment(name, same.getFirst().getSourceLocation()));
    }

    private Shape of(@Nullable SelectionSet selections) {
        Shape shape = Shape.NOTHING;
        if (selections != null) {
            for (Selection<?> selection : selections.getSelections()) {
                shape = shape.plus(of(selection));
            }
        }
        return shape;
    }

    private Shape of(Selection<?> selection) {
        return switch (selection) {
            case Field field -> of(field);
            case InlineFragment inline ->
                of(inline.getSelectionSet())
                        .withDirectives(inline.getDirectives().size());
            case FragmentSpread spread ->
                ofFragment(spread.getName(), spread.getSourceLocation())
                        .withDirectives(spread.getDirectives().size());
            default -> throw new IllegalArgumentException("GraphQL has no such selection: " + selection);
        };
    }

    private Shape of(Field field) {
        Shape below = of(field.getSelectionSet());
        boolean introspects =
                field.getName().equals("__schema") || field.getName().equals("__type");
        return new Shape(
                1,
                Shape.sum(1, below.fields),
                Shape.sum(field.getAlias() == null ? 0 : 1, below.aliases),
                Shape.sum(field.getDirectives().size(), below.directives),
                introspects ? 0 : 1 + below.depth,
                below.chain,
                introspects || below.introspects);
    }

    private Shape ofFragment(String name, @Nullable SourceLocation at) {
        Shape shape = known.get(name);
        if (shape != null) {
            return shape;
        }
        if (!begun.add(name)) {
            throw Limits.refusal(
                    ErrorCode.GRAPHQL_VALIDATION_FAILED,
                    "The fragment " + RequestFailure.shown(name) + " contains itself. Spread it somewhere else.",
                    at,
                    Map.of());
        }
        limits.require(Limit.NESTING, begun.size() - known.size(), at);
        shape = Shape.NOTHING;
        for (FragmentDefinition fragment : fragments.getOrDefault(name, List.of())) {
            shape = shape.plus(of(fragment.getSelectionSet())
                    .withDirectives(fragment.getDirectives().size()));
        }
        shape = shape.inFragment();
        limits.require(Limit.NESTING, shape.chain, at);
        known.put(name, shape);
        return shape;
    }
}
