package org.dockgraph.replica;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All entities of one kind, by id and in the orders that clients ask for.
final class Table<R extends Row> {

    private final String kind;
    private final List<R> rows;
    private final Map<Integer, R> byId = new HashMap<>();
    private final Map<String, List<R>> sorted = new ConcurrentHashMap<>();

    Table(String kind, Collection<R> rows) {
        this.kind = kind;
        for (R row : rows) {
            if (byId.put(row.id(), row) != null) {
                throw new IllegalArgumentException("The data set has %s %d twice; an id must be unique within its kind."
                        .formatted(kind, row.id()));
            }
        }
        this.rows = rows.stream()
                .sorted(Comparator.comparingInt(row -> scrambled(row.id())))
                .toList();
    }

    /// Without `ordering` LL2 gives its database's order, which is fixed but follows no field. Ours is as hard to
    /// mistake for an order by id, and the same in every run.
    private static int scrambled(int id) {
        return Integer.rotateLeft(id * 0x9E3779B1, 15); // 2^32 / golden ratio spreads neighbours far apart
    }

    /// All rows in the order that LL2 would give without `ordering`: fixed, and by no field.
    List<R> rows() {
        return rows;
    }

    /// All rows in the given order; ties stay in the order of [#rows].
    ///
    /// @param name names the order: one name must always come with the same comparator, because the result is kept
    List<R> rows(String name, Comparator<R> order) {
        return sorted.computeIfAbsent(name, _ -> rows.stream().sorted(order).toList());
    }

    @Nullable
    R find(int id) {
        return byId.get(id);
    }

    boolean has(int id) {
        return byId.containsKey(id);
    }

    /// The row that another row refers to.
    R get(int id) {
        R row = byId.get(id);
        if (row == null) {
            throw new IllegalArgumentException(
                    "The data set refers to %s %d but has none with this id; it has %s.".formatted(kind, id, ids()));
        }
        return row;
    }

    private String ids() {
        return byId.isEmpty()
                ? "none at all"
                : byId.keySet().stream().sorted().limit(20).map(String::valueOf).collect(joining(", ", "", ", ..."));
    }
}
