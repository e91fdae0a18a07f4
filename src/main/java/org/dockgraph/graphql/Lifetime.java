package org.dockgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;
import org.jspecify.annotations.Nullable;

/// How long an answer may be kept by whoever got it: as long as all that it was made of stays fresh.
public final class Lifetime implements Witness {

    private final Fetcher fetcher;
    private final List<Part> parts = new ArrayList<>();
    private boolean isOver;
    private @Nullable Instant until;

    private record Part(Need need, Holdings view, Tolerance tolerance) {}

    /// @param fetcher tells how long what it has loaded stays fresh
    public Lifetime(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public void note(Need need, Loaded<?> loaded, Tolerance tolerance, DataFetchingEnvironment field, Holdings view) {
        note(need, loaded, tolerance, view);
    }

    /// Notes how a need was met.
    ///
    /// @param tolerance how old it was allowed to be
    /// @param view what it was met from
    public synchronized void note(Need need, Loaded<?> loaded, Tolerance tolerance, Holdings view) {
        if (loaded instanceof Loaded.Fresh<?>) {
            parts.add(new Part(need, view, tolerance));
        } else {
            isOver = true;
        }
    }

    /// Whether nothing in the answer was old when it was made, nor true for a moment only.
    public synchronized boolean isFresh() {
        return !isOver;
    }

    /// Notes that the answer has something in it that is true for a moment only.
    synchronized void end() {
        isOver = true;
    }

    /// How long is left; zero for not at all, null for an answer that has nothing of the source in it.
    public synchronized @Nullable Duration left() {
        if (isOver) {
            return Duration.ZERO;
        }
        if (until == null) {
            until = parts.stream()
                    .map(part -> fetcher.freshUntil(part.need, part.view, part.tolerance))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
        if (until == null) {
            return null;
        }
        Duration left = Duration.between(fetcher.now(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
