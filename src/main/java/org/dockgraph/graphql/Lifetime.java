package org.dockgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;
import org.jspecify.annotations.Nullable;

/// How long an answer may be kept by whoever got it: as long as all that it was made of stays fresh.
final class Lifetime implements Witness {

    private final Fetcher fetcher;
    private final List<Part> parts = new ArrayList<>();
    private boolean isOver;

    private record Part(Need need, Holdings view, Tolerance tolerance) {}

    Lifetime(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public synchronized void note(
            Need need, Loaded<?> loaded, Tolerance tolerance, DataFetchingEnvironment field, Holdings view) {
        if (loaded instanceof Loaded.Fresh<?>) {
            parts.add(new Part(need, view, tolerance));
        } else {
            isOver = true;
        }
    }

    /// Notes that the answer has something in it that is true for a moment only.
    synchronized void end() {
        isOver = true;
    }

    /// How long is left; zero for not at all, null for an answer that has nothing of the source in it.
    synchronized @Nullable Duration left() {
        if (isOver) {
            return Duration.ZERO;
        }
        Instant now = fetcher.now();
        return parts.stream()
                .map(part -> Duration.between(now, fetcher.freshUntil(part.need, part.view, part.tolerance)))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .min(Duration::compareTo)
                .orElse(null);
    }
}
