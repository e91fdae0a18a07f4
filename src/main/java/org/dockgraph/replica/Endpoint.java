package org.dockgraph.replica;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// One of LL2's collections: what it lists and which parameters it understands.
///
/// @param path relative to the version's root, such as `spacecraft/flight/`
/// @param filters by parameter; any other parameter is ignored
/// @param orderings by field, rising; a leading `-` turns them round
/// @param searched the texts that `search` looks into; none if the collection has no search
/// @param detailed whether a list is asked for in detail
/// @param normalBody an item of a normal list
/// @param detailedBody an item of a detailed list, and the answer to a single id
record Endpoint<R extends Row>(
        String path,
        Function<ReplicaDataset, Table<R>> table,
        Map<String, Filter<R>> filters,
        Map<String, Comparator<R>> orderings,
        BiFunction<R, ReplicaDataset, List<String>> searched,
        Predicate<Query> detailed,
        BiFunction<Bodies, R, ObjectNode> normalBody,
        BiFunction<Bodies, R, ObjectNode> detailedBody) {

    Endpoint {
        filters = Map.copyOf(filters);
        orderings = Map.copyOf(orderings);
    }

    ObjectNode listed(Query query, Bodies bodies, R row) {
        return (detailed.test(query) ? detailedBody : normalBody).apply(bodies, row);
    }
}
