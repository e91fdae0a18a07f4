package org.dockgraph.plan;

import java.util.List;
import java.util.Map;
import org.dockgraph.docking.Entity;
import org.jspecify.annotations.Nullable;

/// What can be answered from what is held, and which calls come next for the rest.
///
/// @param outcomes one for each need
/// @param calls the next calls, each once; after their answers the same needs are planned on
/// @param collecting the mode in which the whole collection of docking events is being read; null if it is not
public record Plan(
        Map<Need, Outcome> outcomes,
        List<Call> calls,
        @Nullable Mode collecting) {

    /// How one need stands.
    public sealed interface Outcome {

        /// The entity is held with all wanted fields.
        record EntityHeld(Entity entity) implements Outcome {}

        /// The source has no such entity.
        record EntityAbsent() implements Outcome {}

        /// The page and all wanted fields are held.
        record PageHeld(EventPage page) implements Outcome {}

        /// All entities of the kind and their wanted fields are held.
        ///
        /// @param entities by ascending id
        record TableHeld(List<Entity> entities) implements Outcome {}

        /// Something is not held.
        ///
        /// @param rest what could be given now without it: as one of the other outcomes, whose entities
        ///     then lack fields; null for nothing
        /// @param calls those of the plan's calls that this need waits for
        record Lacking(@Nullable Outcome rest, List<Call> calls) implements Outcome {}
    }
}
