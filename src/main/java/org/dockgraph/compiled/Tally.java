package org.dockgraph.compiled;

import graphql.language.Document;
import graphql.language.Node;
import graphql.language.ScalarValue;
import graphql.language.StringValue;
import org.dockgraph.graphql.Extent;

/// Counts, while an operation is compiled, how far it can reach.
final class Tally {

    private int plans;
    private long things;
    private long lists;
    private long values;

    /// The number of the next entity plan.
    int nextPlan() {
        return plans++;
    }

    /// How many entity plans there are.
    int plans() {
        return plans;
    }

    /// Counts entities that can be produced.
    void things(long count) {
        things = capped(things + count);
    }

    /// Counts lists that are read.
    void lists(long count) {
        lists = capped(lists + count);
    }

    /// Counts values that are selected.
    void values(long count) {
        values = capped(values + count);
    }

    /// How far the operation reaches.
    Extent extent(Document document) {
        return new Extent(things, lists, conditions(document), values);
    }

    /// No more than this is counted, by which every limit is passed.
    static long capped(long count) {
        return Math.min(count, 1_000_000_000);
    }

    /// How many conditions are written in the filters of a document, at most.
    private static long conditions(Node<?> node) {
        long own = node instanceof StringValue text && text.getValue() instanceof String value
                ? 1 + value.length()
                : node instanceof ScalarValue<?> ? 1 : 0;
        for (Node<?> child : Arguments.children(node)) {
            own += conditions(child);
        }
        return own;
    }
}
