package org.dockgraph.docking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What has become of a docking event, between two looks of the gateway.
///
/// @param kind what has happened
/// @param at when the gateway saw it: in whole milliseconds, so that it outlives a JavaScript `Date`, and later than
///     that of every change before it
/// @param event as it is since; null for a removal and a gap
/// @param previous as it was before; null for what is new and for a gap
/// @param previouslyAt when the gateway had last looked: the moment by which `previous` was docked or not
public record DockingEventChange(
        Kind kind,
        Instant at,
        @Nullable DockingEvent event,
        @Nullable DockingEvent previous,
        Instant previouslyAt) {

    /// What has happened.
    public enum Kind {
        /// A vehicle is docked that was not, as far as was known.
        ARRIVAL,
        /// A vehicle has left that had not.
        DEPARTURE,
        /// The source says something else than before.
        CORRECTION,
        /// The source tells of an event that it did not have before, and whose vehicle is not docked.
        ADDITION,
        /// The source no longer has the event.
        REMOVAL,
        /// What had happened until then is not known.
        GAP
    }

    /// That what happened up to a moment is not known.
    public static DockingEventChange gap(Instant until) {
        return new DockingEventChange(Kind.GAP, until, null, null, until);
    }

    /// The same change seen at another moment.
    public DockingEventChange at(Instant moment) {
        return new DockingEventChange(kind, moment, event, previous, previouslyAt);
    }
}
