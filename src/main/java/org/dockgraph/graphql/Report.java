package org.dockgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Problem;
import org.dockgraph.fetch.SourceStatus;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;
import org.jspecify.annotations.Nullable;

/// What an answer was made of: kept for the requests that ask for it, and given as `extensions.upstream`.
final class Report implements Witness {

    private final List<Map<String, @Nullable Object>> stale = new ArrayList<>();
    private @Nullable Instant oldest;

    @Override
    public synchronized void note(
            Need need, Loaded<?> loaded, Tolerance tolerance, DataFetchingEnvironment field, Holdings view) {
        switch (loaded) {
            case Loaded.Fresh<?>(Object value) -> noteAge(view.oldest(refs(value), need.fields()));
            case Loaded.Stale<?>(Object _, Instant asOf, Problem because) -> {
                noteAge(asOf);
                Map<String, @Nullable Object> mark = new LinkedHashMap<>();
                mark.put("path", field.getExecutionStepInfo().getPath().toList());
                mark.put("asOf", asOf.toString());
                mark.put(
                        "because",
                        because == null
                                ? "REFRESHING"
                                : RequestFailure.of(because).code().name());
                stale.add(mark);
            }
            case Loaded.Absent<?> _, Loaded.Failed<?> _ -> {}
        }
    }

    private void noteAge(Instant fetchedAt) {
        oldest = oldest == null || fetchedAt.isBefore(oldest) ? fetchedAt : oldest;
    }

    private static Collection<EntityRef> refs(Object value) {
        return switch (value) {
            case Entity entity -> List.of(entity.ref());
            case EventPage page ->
                page.entries().stream().map(entry -> entry.event().ref()).toList();
            case List<?> entities ->
                entities.stream().map(Entity.class::cast).map(Entity::ref).toList();
            default -> throw new IllegalArgumentException("No need is met by " + value);
        };
    }

    /// The report as it stands in the extensions.
    ///
    /// @param calls how many were made for the request
    /// @param cost of its operation; null where the document has none that can be run
    synchronized Map<String, @Nullable Object> toExtension(int calls, SourceStatus status, @Nullable Cost cost) {
        Map<String, @Nullable Object> extension = new LinkedHashMap<>();
        extension.put("calls", calls);
        extension.put("servedFromStore", calls == 0);
        extension.put("budget", budget(status));
        extension.put("oldestFetchedAt", oldest == null ? null : oldest.toString());
        extension.put("stale", List.copyOf(stale));
        extension.put("cost", cost == null ? null : cost.things());
        return extension;
    }

    /// What is left of the budget, as it stands in extensions.
    static Map<String, @Nullable Object> budget(SourceStatus status) {
        Map<String, @Nullable Object> budget = new LinkedHashMap<>();
        budget.put("limit", status.budget().limit());
        budget.put("remaining", status.budget().remaining());
        budget.put("resetAt", status.budget().resetAt() instanceof Instant resetAt ? resetAt.toString() : null);
        return budget;
    }
}
