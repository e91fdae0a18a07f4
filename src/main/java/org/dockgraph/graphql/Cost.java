package org.dockgraph.graphql;

/// What an operation was found to cost. A billion of something stands for more, too.
///
/// @param things that it can produce
/// @param conditions that its lists test each event by: each list itself, and each part of its filter
/// @param values that it selects: its fields as they are written, times the things that have them
record Cost(long things, long conditions, long values) {

    static final Cost NOTHING = new Cost(0, 0, 0);
    static final long MOST = 1_000_000_000;

    Cost {
        things = Math.min(MOST, things);
        conditions = Math.min(MOST, conditions);
        values = Math.min(MOST, values);
    }

    /// That of both.
    Cost plus(Cost other) {
        return new Cost(things + other.things, conditions + other.conditions, values + other.values);
    }

    /// That of the dearer of two.
    Cost or(Cost other) {
        return new Cost(
                Math.max(things, other.things), Math.max(conditions, other.conditions), Math.max(values, other.values));
    }
}
