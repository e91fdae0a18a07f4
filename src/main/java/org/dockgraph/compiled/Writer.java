package org.dockgraph.compiled;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A part of a plan: writes the value of a field of an object, whatever the object.
///
/// @param <S> the object
@FunctionalInterface
interface Writer<S extends @Nullable Object> {

    /// Writes the value.
    ///
    /// @throws UnansweredException if it is not held, or there is an error in its place
    void write(S source, Run run);

    /// Writes what is always the same.
    static <S extends @Nullable Object> Writer<S> constant(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return (_, run) -> run.out().raw(bytes);
    }
}
