package org.dockgraph.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dockgraph.docking.Entity;
import org.dockgraph.fetch.Allowance;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Rehearsal;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Need;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The DataLoaders: all needs of one level of a query reach the planner as one batch. Entities of all kinds share a
/// loader, since one call can bring several kinds and the planner must see them together.
final class EntityLoaders {

    private static final String ENTITIES = "entities";
    private static final String PAGES = "dockingEvents";
    private static final String TABLES = "tables";

    private final ContextSnapshotFactory contexts =
            ContextSnapshotFactory.builder().build(); // of traces: what a batch asks belongs to its operation's
    private final Scheduler threads = Schedulers.fromExecutor(Thread::startVirtualThread);

    EntityLoaders(BatchLoaderRegistry registry, MeterRegistry meters) {
        register(registry, meters, ENTITIES, Fetcher::entities);
        register(registry, meters, PAGES, Fetcher::pages);
        register(registry, meters, TABLES, Fetcher::tables);
    }

    /// A need with how old its answer may be.
    private record Wish<N extends Need>(N need, Tolerance tolerance) {}

    /// Loads many needs.
    private interface Load<N extends Need, V> {
        Map<N, V> apply(Fetcher fetcher, Collection<N> needs, Tolerance tolerance, Allowance allowance);
    }

    /// Loads an entity with the next batch.
    static CompletableFuture<Loaded<Entity>> load(EntityNeed need, Tolerance tolerance, DataFetchingEnvironment field) {
        return EntityLoaders.<EntityNeed, Loaded<Entity>>loader(ENTITIES, field).load(new Wish<>(need, tolerance));
    }

    /// Loads entities with the next batch: one result a need, in their order.
    static CompletableFuture<List<Loaded<Entity>>> loadMany(
            List<EntityNeed> needs, Tolerance tolerance, DataFetchingEnvironment field) {
        return EntityLoaders.<EntityNeed, Loaded<Entity>>loader(ENTITIES, field)
                .loadMany(
                        needs.stream().map(need -> new Wish<>(need, tolerance)).toList());
    }

    /// Loads a page of docking events with the next batch.
    static CompletableFuture<Loaded<EventPage>> load(
            PageNeed need, Tolerance tolerance, DataFetchingEnvironment field) {
        return EntityLoaders.<PageNeed, Loaded<EventPage>>loader(PAGES, field).load(new Wish<>(need, tolerance));
    }

    /// Loads all entities of a kind with the next batch.
    static CompletableFuture<Loaded<List<Entity>>> load(
            TableNeed need, Tolerance tolerance, DataFetchingEnvironment field) {
        return EntityLoaders.<TableNeed, Loaded<List<Entity>>>loader(TABLES, field)
                .load(new Wish<>(need, tolerance));
    }

    private <N extends Need, V> void register(
            BatchLoaderRegistry registry, MeterRegistry meters, String name, Load<N, V> load) {
        DistributionSummary sizes = DistributionSummary.builder("dockgraph.loader.batch")
                .description("Things that were loaded together")
                .tag("loader", name)
                .register(meters);
        registry.<Wish<N>, V>forName(name).registerMappedBatchLoader((wishes, batch) -> {
            GraphQLContext request = Objects.requireNonNull(batch.getContext());
            if (!request.hasKey(Rehearsal.class)) {
                sizes.record(wishes.size());
            }
            Callable<Map<Wish<N>, V>> loading = () -> loadAll(wishes, RequestViews.known(request), load);
            return Mono.fromCallable(contexts.captureAll().wrap(loading)).subscribeOn(threads);
        });
    }

    /// Loads all wishes: those that allow the same age together, so that the planner sees them as one.
    private static <N extends Need, V> Map<Wish<N>, V> loadAll(
            Collection<Wish<N>> wishes, RequestView view, Load<N, V> load) {
        Map<Tolerance, List<N>> byTolerance = new LinkedHashMap<>();
        wishes.forEach(wish -> byTolerance
                .computeIfAbsent(wish.tolerance, _ -> new ArrayList<>())
                .add(wish.need));
        Map<Wish<N>, V> results = new HashMap<>();
        byTolerance.forEach((tolerance, needs) -> load.apply(view.fetcher(), needs, tolerance, view.allowance())
                .forEach((need, result) -> results.put(new Wish<>(need, tolerance), result)));
        return results;
    }

    private static <N extends Need, V> DataLoader<Wish<N>, V> loader(String name, DataFetchingEnvironment field) {
        DataLoader<Wish<N>, V> loader = field.getDataLoader(name);
        if (loader == null) {
            throw new IllegalStateException("No DataLoader is registered as " + name);
        }
        return loader;
    }
}
