package org.dockgraph.graphql;

import java.util.List;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.plan.EventOrder.Position;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Window;
import org.jspecify.annotations.Nullable;

/// A page of a list in the form of Relay's connections. Public for graphql-java, which reads its properties.
///
/// @param totalCount of the whole list; null where it was not asked for or could not be loaded
public record Connection<T>(
        List<Edge<T>> edges, PageInfo pageInfo, @Nullable Integer totalCount) {

    /// An entry and its position. The cursor is written when it is asked for: mostly it is not.
    public record Edge<T>(T node, Position position, Cursors cursors) {

        /// The cursor of its position.
        public String cursor() {
            return cursors.write(position);
        }
    }

    /// Where a page stands in its list.
    ///
    /// @param first of its edges; null for an empty page
    /// @param last of its edges; null for an empty page
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable Edge<?> first,
            @Nullable Edge<?> last) {

        /// The cursor of the first edge; null for an empty page.
        public @Nullable String startCursor() {
            return first == null ? null : first.cursor();
        }

        /// The cursor of the last edge; null for an empty page.
        public @Nullable String endCursor() {
            return last == null ? null : last.cursor();
        }
    }

    /// The entries without their cursors.
    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /// A page of docking events.
    public static Connection<DockingEvent> of(EventPage page, Cursors cursors) {
        return of(
                page.entries().stream()
                        .map(entry -> new Edge<>(entry.event(), entry.position(), cursors))
                        .toList(),
                page.hasNext(),
                page.hasPrevious(),
                page.total());
    }

    /// A page of the entities of a small kind, which are ordered by their number.
    ///
    /// @param all every entity of the kind, by ascending number
    public static Connection<Entity> of(List<Entity> all, Window window, Cursors cursors) {
        Window.Slice<Entity> slice = window.cut(all, (entity, position) -> Integer.compare(entity.id(), position.id()));
        return of(
                slice.entries().stream()
                        .map(entity -> new Edge<>(entity, new Position(null, entity.id(), null), cursors))
                        .toList(),
                slice.hasNext(all.size()),
                slice.hasPrevious(),
                all.size());
    }

    private static <T> Connection<T> of(
            List<Edge<T>> edges, boolean hasNext, boolean hasPrevious, @Nullable Integer total) {
        return new Connection<>(
                edges,
                new PageInfo(
                        hasNext,
                        hasPrevious,
                        edges.isEmpty() ? null : edges.getFirst(),
                        edges.isEmpty() ? null : edges.getLast()),
                total);
    }
}
