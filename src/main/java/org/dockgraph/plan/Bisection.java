package org.dockgraph.plan;

import java.util.function.IntPredicate;

/// Searches what is sorted.
final class Bisection {

    private Bisection() {}

    /// The first of the indexes 0 to `size - 1` at which the predicate holds; `size` if there is none.
    ///
    /// @param holds once true, stays true for all greater indexes
    static int first(int size, IntPredicate holds) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (holds.test(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
