package org.dockgraph.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A list request answered: the rows that pass its filters and its search, in its order.
sealed interface Listing<R extends Row> {

    record Rows<R extends Row>(List<R> rows) implements Listing<R> {}

    /// Values that cannot be used.
    ///
    /// @param messages by parameter, what is wrong with its value
    record Refused<R extends Row>(Map<String, String> messages) implements Listing<R> {}

    Pattern TERM_SEPARATORS = Pattern.compile("[\\s,]+");

    static <R extends Row> Listing<R> of(Endpoint<R> endpoint, Query query, ReplicaDataset data) {
        Map<String, String> messages = new LinkedHashMap<>();
        List<Predicate<R>> tests = new ArrayList<>();
        for (String parameter : query.values().keySet()) {
            Filter<R> filter = endpoint.filters().get(parameter);
            if (filter == null || !query.has(parameter)) {
                continue;
            }
            switch (filter.parse(query.last(parameter), data)) {
                case Filter.Parsed.Keep<R>(Predicate<R> test) -> tests.add(test);
                case Filter.Parsed.Refused<R>(String message) -> messages.put(parameter, message);
            }
        }
        if (!messages.isEmpty()) {
            return new Refused<>(messages);
        }
        search(endpoint, query, data, tests);
        List<R> ordered = ordered(endpoint, query, data);
        return new Rows<>(
                tests.isEmpty()
                        ? ordered
                        : ordered.stream()
                                .filter(row -> tests.stream().allMatch(test -> test.test(row)))
                                .toList());
    }

    /// All terms must be found, each in any of the searched texts, in any case.
    private static <R extends Row> void search(
            Endpoint<R> endpoint, Query query, ReplicaDataset data, List<Predicate<R>> tests) {
        for (String term : TERM_SEPARATORS.split(query.last("search").toLowerCase(Locale.ROOT), -1)) {
            if (!term.isEmpty()) {
                tests.add(row -> {
                    List<String> texts = endpoint.searched().apply(row, data);
                    return texts.isEmpty()
                            || texts.stream()
                                    .anyMatch(text ->
                                            text.toLowerCase(Locale.ROOT).contains(term));
                });
            }
        }
    }

    /// Fields that the endpoint cannot order by are dropped without a word; nulls come last rising, first falling.
    private static <R extends Row> List<R> ordered(Endpoint<R> endpoint, Query query, ReplicaDataset data) {
        List<String> fields = new ArrayList<>();
        List<Comparator<R>> orders = new ArrayList<>();
        for (String field : query.last("ordering").split(",", -1)) {
            String name = field.strip();
            boolean falling = name.startsWith("-");
            Comparator<R> order = endpoint.orderings().get(falling ? name.substring(1) : name);
            if (order != null && !fields.contains(name)) {
                fields.add(name);
                orders.add(falling ? order.reversed() : order);
            }
        }
        Table<R> table = endpoint.table().apply(data);
        if (orders.isEmpty()) {
            return table.rows();
        }
        if (orders.size() == 1) {
            return table.rows(fields.getFirst(), orders.getFirst());
        }
        Comparator<R> order = orders.stream().reduce(Comparator::thenComparing).orElseThrow();
        return table.rows().stream().sorted(order).toList(); // not kept: too many combinations
    }
}
