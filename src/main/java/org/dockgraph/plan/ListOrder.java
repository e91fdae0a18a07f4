package org.dockgraph.plan;

import org.jspecify.annotations.Nullable;

/// The orders in which a list is asked for upstream. Always one of them: without an order, Launch Library 2 gives
/// the database's, in which pages may overlap and leave gaps.
public enum ListOrder {
    /// Docking events, oldest docking first.
    DOCKING,
    /// Docking events, newest docking first.
    DOCKING_DESC,
    /// Docking events, earliest departure first.
    DEPARTURE,
    /// Docking events, latest departure first; those without one before all others, as far as is known.
    DEPARTURE_DESC,
    /// Any other kind of thing, by name where the source can.
    NAME;

    /// The order of docking events that it asks for; null for other kinds.
    public @Nullable EventOrder eventOrder() {
        return switch (this) {
            case DOCKING -> new EventOrder(EventOrder.Key.DOCKING, false);
            case DOCKING_DESC -> new EventOrder(EventOrder.Key.DOCKING, true);
            case DEPARTURE -> new EventOrder(EventOrder.Key.DEPARTURE, false);
            case DEPARTURE_DESC -> new EventOrder(EventOrder.Key.DEPARTURE, true);
            case NAME -> null;
        };
    }

    /// The way to ask for an order of docking events; null where it must not be asked for.
    public static @Nullable ListOrder of(EventOrder order) {
        return switch (order.key()) {
            case DOCKING -> order.descending() ? DOCKING_DESC : DOCKING;
            case DEPARTURE -> order.descending() ? DEPARTURE_DESC : DEPARTURE;
            case ID -> null;
        };
    }
}
