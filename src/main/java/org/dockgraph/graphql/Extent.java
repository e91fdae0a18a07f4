package org.dockgraph.graphql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far an operation can reach at most, where pages are as large as they can be wherever a variable decides.
///
/// @param things that it can produce
/// @param lists of events that it reads, each once for each thing that has it
/// @param conditions that are written in the document, of all its filters together
/// @param values that it selects
public record Extent(long things, long lists, long conditions, long values) {

    /// What the operation can cost at most.
    ///
    /// @param variables each may be part of every filter
    Cost most(Map<String, @Nullable Object> variables) {
        return new Cost(things, lists * (1 + conditions + OperationCost.conditions(variables)), values);
    }
}
