package org.dockgraph.plan;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;

/// Collects the fields that are wanted but not held, over an entity and all that it refers to by wanted fields.
final class Gaps {

    private final Holdings holdings;
    private final Map<EntityRef, FieldSet> missing = new LinkedHashMap<>();
    private final Set<Visit> visited = new HashSet<>();

    /// An entity that is wanted, and the fields of all kinds that are wanted of it and below it.
    record Visit(EntityRef ref, FieldSet wanted) {}

    Gaps(Holdings holdings) {
        this.holdings = holdings;
    }

    /// The missing fields by the entity that lacks them, in the order in which they were found.
    Map<EntityRef, FieldSet> missing() {
        return Collections.unmodifiableMap(missing);
    }

    /// Every entity that was reached, there or not.
    Set<Visit> visited() {
        return Collections.unmodifiableSet(visited);
    }

    /// Lets go what is only of use while more is added.
    Gaps done() {
        visited.clear();
        return this;
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    /// Adds what is missing of the entity and below it.
    void add(EntityRef ref, FieldSet wanted) {
        if (!visited.add(new Visit(ref, wanted))) {
            return;
        }
        Entity entity = holdings.get(ref);
        FieldSet own = wanted.of(ref.kind());
        FieldSet covered = holdings.covers(ref);
        FieldSet lacking = own.minus(covered);
        if (entity == null || !lacking.isEmpty()) {
            missing.merge(ref, lacking, FieldSet::plus);
        }
        if (entity == null) {
            return;
        }
        for (Field field : own.and(covered).and(Field.REFERENCES).toList()) {
            if (field.read(entity) instanceof EntityRef next) {
                add(next, wanted);
            }
        }
    }
}
