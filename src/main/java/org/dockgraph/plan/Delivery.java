package org.dockgraph.plan;

import java.util.List;
import org.dockgraph.docking.Entity;

/// What the answer to a call held, taken apart.
///
/// @param entities all things in it, nested ones too, in no order; one may be there several times
/// @param ids of the entries of the list, in its order, without those that could not be read; of the entity itself
///     where the call was for one
/// @param size how many entries the answer had, readable or not
/// @param count how many entries the whole list has, as the source says
/// @param hasNext whether the source links to a next page
/// @param rejects which entries could not be read, and why; for the log
public record Delivery(
        List<Entity> entities, List<Integer> ids, int size, int count, boolean hasNext, List<String> rejects) {

    /// Copies the lists.
    public Delivery {
        entities = List.copyOf(entities);
        ids = List.copyOf(ids);
        rejects = List.copyOf(rejects);
    }
}
