package org.dockgraph.plan;

import org.dockgraph.plan.EventOrder.Position;
import org.jspecify.annotations.Nullable;

/// Which stretch of an ordered list is wanted: a number of entries from its beginning or its end, between two
/// positions.
///
/// @param size how many entries at most
/// @param fromEnd whether they are the last ones of the stretch and not the first
/// @param after where the stretch begins, exclusive; null for the list's beginning
/// @param before where the stretch ends, exclusive; null for the list's end
public record Window(
        int size,
        boolean fromEnd,
        @Nullable Position after,
        @Nullable Position before) {

    /// The first entries of the whole list.
    public static Window first(int size) {
        return new Window(size, false, null, null);
    }

    /// The same stretch of the list read backwards.
    public Window reversed() {
        return new Window(
                size, !fromEnd, before == null ? null : before.reversed(), after == null ? null : after.reversed());
    }
}
