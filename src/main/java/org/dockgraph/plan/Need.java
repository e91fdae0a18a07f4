package org.dockgraph.plan;

import java.time.Instant;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;

/// What a query wants: which things, with which of their fields. A field that refers to another thing wants that
/// thing with all wanted fields of its kind.
public sealed interface Need {

    /// The wanted fields, of all kinds that are reached.
    FieldSet fields();

    /// One thing by its id.
    record EntityNeed(EntityRef ref, FieldSet fields) implements Need {}

    /// A stretch of the docking events that match a filter, in an order.
    ///
    /// @param withTotal whether the number of all matching events is wanted too
    /// @param now the moment of the question, which decides what is docked
    record PageNeed(
            EventFilter filter, EventOrder order, Window window, FieldSet fields, boolean withTotal, Instant now)
            implements Need {

        PageNeed withoutTotal() {
            return new PageNeed(filter, order, window, fields, false, now);
        }
    }

    /// All things of a small kind.
    record TableNeed(Kind kind, FieldSet fields) implements Need {}
}
