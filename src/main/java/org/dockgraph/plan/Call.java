package org.dockgraph.plan;

import org.dockgraph.docking.EntityRef;

/// One request to the source.
public sealed interface Call {

    /// One page of a list.
    ///
    /// @param offset how many entries come before the page, a multiple of [ListKey#PAGE_SIZE]
    record Page(ListKey list, int offset, Mode mode) implements Call {
        @Override
        public String toString() {
            return mode + " page of " + list + " at " + offset;
        }
    }

    /// One entity by its id, always detailed.
    record Single(EntityRef ref) implements Call {
        @Override
        public String toString() {
            return ref.toString();
        }
    }
}
