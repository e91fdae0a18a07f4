package org.dockgraph.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.FieldSet;
import org.jspecify.annotations.Nullable;

/// An entity that is held, and when its fields were fetched.
///
/// @param layers disjoint groups of its fields, each with the moment of the answer that brought it; together they
///     are all that the entity covers
/// @param withheld fields that an answer should have brought and did not, the newest such; null for none
public record Held(
        Entity entity, List<Layer> layers, @Nullable Layer withheld) {

    /// Copies the layers.
    public Held {
        layers = List.copyOf(layers);
    }

    /// Fields, and the moment of an answer.
    public record Layer(FieldSet fields, Instant fetchedAt) {}

    /// An entity as one answer brought it.
    public static Held fetched(Entity entity, Instant at) {
        return new Held(entity, List.of(new Layer(entity.covers(), at)), null);
    }

    /// This entity with what a newer answer says of it; equal content keeps the same instance.
    public Held updatedBy(Entity newer, Instant at) {
        Entity merged = entity.updatedBy(newer);
        List<Layer> all = new ArrayList<>();
        for (Layer layer : layers) {
            FieldSet rest = layer.fields.minus(newer.covers());
            if (!rest.isEmpty()) {
                all.add(new Layer(rest, layer.fetchedAt));
            }
        }
        all.add(new Layer(newer.covers(), at));
        return new Held(merged.equals(entity) ? entity : merged, all, withheld);
    }

    /// This entity after an answer that should have brought these fields.
    public Held promised(FieldSet fields, Instant at) {
        FieldSet lacking = fields.of(entity.kind()).minus(entity.covers());
        return lacking.isEmpty() ? this : new Held(entity, layers, new Layer(lacking, at));
    }

    /// Whether this entity, updated from an earlier state of it, says anything else than that.
    @SuppressWarnings("ReferenceEquality") // an update without news keeps the instance
    public boolean hasOtherContent(Held earlier) {
        return entity != earlier.entity;
    }
}
