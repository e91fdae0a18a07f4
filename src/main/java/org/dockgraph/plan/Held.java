package org.dockgraph.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.jspecify.annotations.Nullable;

/// An entity that is held, and when its fields were fetched.
///
/// @param layers disjoint groups of its fields, each with the moment of the answer that brought it; together they
///     are all that the entity covers, except where only what is fresh enough is looked at
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
        return fetched(entity, List.of(new Layer(entity.covers(), at)));
    }

    /// An entity as one answer brought it.
    ///
    /// @param layers the one layer of all its fields; others that came with it may have the same one
    public static Held fetched(Entity entity, List<Layer> layers) {
        return new Held(entity, layers, null);
    }

    /// The fields that are there, by the layers.
    public FieldSet covers() {
        FieldSet all = FieldSet.NONE;
        for (Layer layer : layers) {
            all = all.plus(layer.fields);
        }
        return all;
    }

    /// This entity with those of its layers that pass; null if none does.
    @Nullable
    Held with(Predicate<Layer> passes) {
        if (layers.size() == 1) { // the rule, among a hundred thousand
            return passes.test(layers.getFirst()) ? this : null;
        }
        List<Layer> rest = layers.stream().filter(passes).toList();
        return rest.isEmpty() ? null : rest.size() == layers.size() ? this : new Held(entity, rest, withheld);
    }

    /// Whether all is held that a detailed answer tells of it, or one was asked for and told no more.
    public boolean isInDetail() {
        Kind kind = entity.kind();
        return withheld != null
                || covers().containsAll(Coverage.of(kind, Mode.DETAILED).of(kind));
    }

    /// When the newest of its fields were fetched.
    public Instant newestAt() {
        return layers.stream()
                .map(Layer::fetchedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /// When the oldest of these fields were fetched; of all of its fields if it has none of these.
    public Instant oldestAt(FieldSet fields) {
        Stream<Layer> wanted =
                layers.stream().filter(layer -> !layer.fields.and(fields).isEmpty());
        return wanted.map(Layer::fetchedAt).min(Comparator.naturalOrder()).orElseGet(this::newestAt);
    }

    /// This entity with what a newer answer says of it; equal content keeps the same instance.
    public Held updatedBy(Entity newer, Instant at) {
        return updatedBy(newer, List.of(new Layer(newer.covers(), at)));
    }

    /// This entity with what a newer answer says of it; equal content keeps the same instance.
    ///
    /// @param newest the one layer of all that the answer says; others that came with it may have the same one
    public Held updatedBy(Entity newer, List<Layer> newest) {
        Entity merged = isSame(newer) ? entity : entity.updatedBy(newer);
        Entity kept = merged.equals(entity) ? entity : merged;
        if (newer.covers().containsAll(covers())) { // the rule, of what is read again
            return new Held(kept, newest, withheld);
        }
        List<Layer> all = new ArrayList<>();
        for (Layer layer : layers) {
            FieldSet rest = layer.fields.minus(newer.covers());
            if (!rest.isEmpty()) {
                all.add(new Layer(rest, layer.fetchedAt));
            }
        }
        all.addAll(newest);
        return new Held(kept, all, withheld);
    }

    @SuppressWarnings("ReferenceEquality") // what was known by its bytes comes as the same instance
    private boolean isSame(Entity newer) {
        return newer == entity;
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
