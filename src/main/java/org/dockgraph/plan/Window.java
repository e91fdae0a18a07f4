package org.dockgraph.plan;

import java.util.List;
import java.util.function.ToIntBiFunction;
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

    /// Cuts this stretch out of a list.
    ///
    /// @param all the list in its order
    /// @param order tells where an entry lies from a position: negative for before it, positive for after it
    public <T> Slice<T> cut(List<T> all, ToIntBiFunction<T, Position> order) {
        List<T> stretch = after == null ? all : passing(all, order, after, 1);
        int skipped = all.size() - stretch.size();
        stretch = before == null ? stretch : passing(stretch, order, before, -1);
        int count = Math.min(size, stretch.size());
        int begin = fromEnd ? stretch.size() - count : 0;
        return new Slice<>(stretch.subList(begin, begin + count), skipped + begin);
    }

    /// The entries on one side of a position. Around a leader they do not stand together, and each is looked at.
    ///
    /// @param side 1 for behind the position, -1 for before it
    private static <T> List<T> passing(List<T> all, ToIntBiFunction<T, Position> order, Position position, int side) {
        if (position.leader() != null) {
            return all.stream()
                    .filter(entry -> Integer.signum(order.applyAsInt(entry, position)) == side)
                    .toList();
        }
        return side > 0
                ? all.subList(
                        Bisection.first(all.size(), index -> order.applyAsInt(all.get(index), position) > 0),
                        all.size())
                : all.subList(0, Bisection.first(all.size(), index -> order.applyAsInt(all.get(index), position) >= 0));
    }

    /// A stretch of a list.
    ///
    /// @param entries in the order of the list
    /// @param offset how many entries of the list come before it
    public record Slice<T>(List<T> entries, int offset) {

        /// Copies the entries.
        public Slice {
            entries = List.copyOf(entries);
        }

        /// Whether something comes before it.
        public boolean hasPrevious() {
            return offset > 0;
        }

        /// Whether something comes after it, in a list of that size.
        public boolean hasNext(int total) {
            return offset + entries.size() < total;
        }
    }
}
