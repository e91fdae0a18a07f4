package org.dockgraph.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The names of operations as meters tell them. Clients make names up, and each is a series of its own wherever meters
/// are kept, so that only as many have a place as an operator can use. A place is free again when nobody has asked by
/// its name for a while: who fills them all up on purpose must go on doing so, and then others are told as one.
///
/// *Threads:* safe.
final class OperationNames {

    static final int PLACES = 100;
    static final Duration KEPT = Duration.ofHours(1);
    static final int LONGEST = 100; // characters

    /// That of an operation without a name, or of a document of which none could be run.
    static final String ANONYMOUS = "anonymous";

    /// That of all names that have no place.
    static final String OTHER = "other";

    private final Cache<String, String> places;

    /// @param forget told each name that has lost its place
    OperationNames(Ticker ticker, Consumer<String> forget) {
        places = Caffeine.newBuilder()
                .expireAfterAccess(KEPT)
                .ticker(ticker)
                .executor(Runnable::run)
                .<String, String>removalListener((name, _, _) -> forget.accept(String.valueOf(name)))
                .build();
    }

    /// The name to tell.
    ///
    /// @param name as the document has it; null for none
    String told(@Nullable String name) {
        if (name == null) {
            return ANONYMOUS;
        }
        String told = places.getIfPresent(name);
        return told != null ? told : placed(name);
    }

    private synchronized String placed(String name) {
        places.cleanUp();
        if (name.length() > LONGEST || places.estimatedSize() >= PLACES) {
            return OTHER;
        }
        places.put(name, name);
        return name;
    }
}
