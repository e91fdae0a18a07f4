package org.dockgraph.graphql;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How much a client may ask for, and how much it is told of what went wrong. What is counted in an operation is
/// counted with its fragments in place, wherever they are spread.
///
/// @param characters of a document: as many as a request's body may have, so that the other limits are told sooner
/// @param tokens of a document, comments too: parsing and checking take time by their number
/// @param blanks of a document, with the commas and line ends between its tokens: the parser makes a token of each
/// @param nesting of brackets in a document, and of lists and objects in variables; the parser and all behind it
///     recurse. The deepest operations that are run have 20
/// @param operations of a document: each is checked, though one is run
/// @param rootFields of an operation: each may need calls of its own
/// @param aliases of an operation: by them one thing is asked for many times over
/// @param fields of an operation: checking that fields agree takes time that grows faster than their number. The
///     standard introspection query must pass
/// @param directives of an operation
/// @param depth of an operation's fields, without introspection: from a station through its dockings to the name of
///     the agency that built a vehicle is 11
/// @param cost of an operation: the entities that it can produce
/// @param conditions that its lists test: each list and each part of its filter, times the things that have the list.
///     Each is tested for every event that is held
/// @param values of an operation: its fields as they are written, times the things that have them. Executing it takes
///     time by their number
/// @param eventValues the same of what a subscription selects of each change: who does not read keeps it waiting
/// @param answer in characters, which in JSON are about as many bytes. It is measured when it is there, since nobody
///     knows before how long the texts in it are
/// @param event the same of the answer to a change
/// @param introspection whether clients may read the schema, in whatever way
/// @param errors of an answer
/// @param errorsOfOneCause of an answer; the last of them lists the paths of all others
/// @param errorSize of all errors of an answer, about
@Validated
@ConfigurationProperties("dockgraph.limits")
record LimitProperties(
        @DefaultValue("262144") @Positive int characters,
        @DefaultValue("2000") @Positive int tokens,
        @DefaultValue("50000") @Positive int blanks,
        @DefaultValue("64") @Positive int nesting,
        @DefaultValue("20") @Positive int operations,
        @DefaultValue("20") @Positive int rootFields,
        @DefaultValue("30") @Positive int aliases,
        @DefaultValue("400") @Positive int fields,
        @DefaultValue("20") @Positive int directives,
        @DefaultValue("12") @Positive int depth,
        @DefaultValue("5000") @Positive int cost,
        @DefaultValue("1000") @Positive int conditions,
        @DefaultValue("100000") @Positive int values,
        @DefaultValue("1000") @Positive int eventValues,
        @DefaultValue("3000000") @Positive int answer,
        @DefaultValue("65536") @Positive int event,
        @DefaultValue("true") boolean introspection,
        @DefaultValue("100") @Positive int errors,
        @DefaultValue("10") @Positive int errorsOfOneCause,
        @DefaultValue("200KB") DataSize errorSize) {

    /// The most that may be.
    int most(Limit limit) {
        return switch (limit) {
            case CHARACTERS -> characters;
            case TOKENS -> tokens;
            case BLANKS -> blanks;
            case NESTING -> nesting;
            case OPERATIONS -> operations;
            case ROOT_FIELDS -> rootFields;
            case ALIASES -> aliases;
            case FIELDS -> fields;
            case DIRECTIVES -> directives;
            case DEPTH -> depth;
            case COST -> cost;
            case CONDITIONS -> conditions;
            case VALUES -> values;
            case EVENT_VALUES -> eventValues;
            case ANSWER -> answer;
            case EVENT -> event;
        };
    }
}
