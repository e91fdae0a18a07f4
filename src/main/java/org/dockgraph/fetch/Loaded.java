package org.dockgraph.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a need.
///
/// @param <T> an entity, a page of events, or all entities of a kind
public sealed interface Loaded<T> {

    /// It is there, with every field that was wanted, and fresh enough.
    record Fresh<T>(T value) implements Loaded<T> {}

    /// It is there, with every field that was wanted, but some of it is older than it should be.
    ///
    /// @param asOf when the oldest of it was fetched
    /// @param because why it could not be fetched anew; null where that was not waited for, and is being done
    record Stale<T>(T value, Instant asOf, @Nullable Problem because) implements Loaded<T> {}

    /// The source has no such thing.
    record Absent<T>() implements Loaded<T> {}

    /// It could not be loaded, or not with every field.
    ///
    /// @param rest what is held of it all the same; null for nothing
    record Failed<T>(@Nullable T rest, Problem problem) implements Loaded<T> {}
}
