package org.dockgraph.plan;

import org.dockgraph.docking.Kind;

/// A list that can be read upstream, page by page.
///
/// @param where the restriction; only docking events have one
public record ListKey(Kind kind, Where where, ListOrder order) {

    /// Entries on a page: the most that Launch Library 2 gives. Every page is full-sized and begins at a multiple
    /// of it, so that all queries share the same pages.
    public static final int PAGE_SIZE = 100;

    @Override
    public String toString() {
        return kind.typeName() + " by " + order + (where.isEverything() ? "" : " where " + where);
    }

    /// The whole list of one of the small kinds.
    public static ListKey table(Kind kind) {
        return new ListKey(kind, Where.EVERYTHING, ListOrder.NAME);
    }

    /// A list of docking events.
    public static ListKey events(Where where, ListOrder order) {
        return new ListKey(Kind.DOCKING_EVENT, where, order);
    }
}
