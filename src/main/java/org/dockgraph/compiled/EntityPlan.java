package org.dockgraph.compiled;

import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;

/// How an entity is written.
///
/// @param number of the plan within its operation
/// @param fields that it needs, of the entity and of what it refers to
/// @param isSettled whether it writes the same whenever the same is held: there are no lists in it, which have
/// arguments
///     and are planned for
record EntityPlan(int number, Writer<Entity> object, FieldSet fields, boolean isSettled) {

    /// Writes an entity, or copies what was written of it in an earlier run.
    void write(Entity entity, Run run) {
        Written.Edition edition = isSettled ? run.edition() : null;
        if (edition == null) {
            object.write(entity, run);
            return;
        }
        byte[] before = edition.find(this, entity);
        if (before != null) {
            run.out().raw(before);
            return;
        }
        int from = run.out().length();
        object.write(entity, run);
        edition.keep(this, entity, run.out().since(from));
    }

    /// Writes an entity that another one refers to. Many refer to the same: it is written out once, and copied then.
    void writeReferred(EntityRef ref, Run run) {
        Run.Stretch before = run.written(this, ref);
        if (before != null) {
            run.out().again(before.from(), before.count());
            return;
        }
        Entity entity = run.referred(this, ref);
        int from = run.out().length();
        if (entity == null) {
            run.out().raw(Run.NULL);
        } else {
            object.write(entity, run);
        }
        run.noteWritten(this, ref, new Run.Stretch(from, run.out().length() - from));
    }
}
