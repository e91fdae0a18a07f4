package org.dockgraph.fetch;

import org.jspecify.annotations.Nullable;

/// What became of a need.
///
/// @param <T> an entity, a page of events, or all entities of a kind
public sealed interface Loaded<T> {

    /// It is there, with every field that was wanted.
    record Fresh<T>(T value) implements Loaded<T> {}

    /// The source has no such thing.
    record Absent<T>() implements Loaded<T> {}

    /// It could not be loaded, or not with every field.
    ///
    /// @param rest what is held of it all the same; null for nothing
    record Failed<T>(@Nullable T rest, Problem problem) implements Loaded<T> {}
}
