package org.dockgraph.graphql;

import graphql.GraphQLError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The errors of an answer, as many as a client can use. One thing that goes wrong below a list goes wrong for each
/// entry: the first few are told whole, and of the others the paths, with the last of these.
final class ErrorList {

    private final LimitProperties limits;
    private final List<CodedError> told = new ArrayList<>();
    private final Map<Cause, Telling> tellings = new HashMap<>();
    private long room;
    private int untold;

    private ErrorList(LimitProperties limits) {
        this.limits = limits;
        this.room = limits.errorSize().toBytes();
    }

    /// What errors have in common that are told as one.
    ///
    /// @param words the message, for an error that has no path
    private record Cause(
            ErrorCode code, List<Object> field, @Nullable String words) {
        static Cause of(CodedError error) {
            return error.path() == null
                    ? new Cause(error.code(), List.of(), error.message())
                    : new Cause(
                            error.code(),
                            error.path().stream()
                                    .filter(String.class::isInstance)
                                    .toList(),
                            null);
        }
    }

    /// How a cause was told so far.
    private static final class Telling {
        private int count;
        private int last;
        private final List<List<Object>> morePaths = new ArrayList<>();
    }

    /// The errors that are told.
    static List<GraphQLError> of(List<CodedError> errors, LimitProperties limits) {
        ErrorList list = new ErrorList(limits);
        errors.forEach(list::add);
        return list.whole();
    }

    private void add(CodedError error) {
        Telling telling = tellings.computeIfAbsent(Cause.of(error), _ -> new Telling());
        boolean hasPlace = telling.count < limits.errorsOfOneCause() && told.size() < limits.errors();
        if (hasPlace && (told.isEmpty() || size(error) <= room)) {
            room -= size(error);
            telling.count++;
            telling.last = told.size();
            told.add(error);
        } else if (telling.count > 0 && error.path() != null && size(error.path()) <= room) {
            room -= size(error.path());
            telling.morePaths.add(error.path());
        } else {
            untold++;
        }
    }

    private List<GraphQLError> whole() {
        for (Telling telling : tellings.values()) {
            if (!telling.morePaths.isEmpty()) {
                told.set(telling.last, told.get(telling.last).with("morePaths", telling.morePaths));
            }
        }
        if (untold > 0) {
            told.set(told.size() - 1, told.getLast().with("moreErrors", untold));
        }
        return List.copyOf(told);
    }

    /// About how many bytes it takes on the wire.
    private static long size(CodedError error) {
        int locations = error.locations() == null ? 0 : error.locations().size();
        return 100 + 40L * locations + 2L * error.message().length() + size(error.path());
    }

    private static long size(@Nullable List<Object> path) {
        return path == null
                ? 0
                : path.stream()
                        .mapToLong(segment -> segment.toString().length() + 3)
                        .sum();
    }
}
