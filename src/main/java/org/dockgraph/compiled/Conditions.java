package org.dockgraph.compiled;

import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `@skip` and `@include` leave of an operation. They are decided before it is compiled: there is a plan for each
/// way in which its variables can decide them.
///
/// @param truths the variables that are true, of those that decide something; null to find out which those are
record Conditions(@Nullable Set<String> truths, Set<String> deciding) {

    /// Finds out which variables decide something: asking for everything once shows it.
    static Conditions open() {
        return new Conditions(null, new HashSet<>());
    }

    /// The conditions as these variables decide them.
    Conditions with(CoercedVariables variables) {
        Set<String> all = new HashSet<>();
        for (String name : deciding) {
            if (Boolean.TRUE.equals(variables.get(name))) {
                all.add(name);
            }
        }
        return new Conditions(Set.copyOf(all), deciding);
    }

    /// Whether a part of the document stays.
    ///
    /// @throws NotCompiledException if it has a directive that says something else
    boolean keeps(DirectivesContainer<?> node) throws NotCompiledException {
        boolean isKept = true;
        for (Directive directive : node.getDirectives()) {
            isKept &= switch (directive.getName()) {
                case "skip" -> !isTrue(directive);
                case "include" -> isTrue(directive);
                case String other -> throw new NotCompiledException("@" + other);
            };
        }
        return isKept || truths == null;
    }

    private boolean isTrue(Directive directive) {
        Value<?> value = Objects.requireNonNull(directive.getArgument("if")).getValue();
        if (value instanceof VariableReference variable) {
            if (truths == null) {
                deciding.add(variable.getName());
                return true;
            }
            return truths.contains(variable.getName());
        }
        return ((BooleanValue) value).isValue();
    }
}
