package org.dockgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dockgraph.docking.Entity;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
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

    private final Scheduler threads = Schedulers.fromExecutor(Thread::startVirtualThread);

    EntityLoaders(BatchLoaderRegistry registry, Fetcher fetcher) {
        register(registry, ENTITIES, fetcher::entities);
        register(registry, PAGES, fetcher::pages);
        register(registry, TABLES, fetcher::tables);
    }

    /// Loads an entity with the next batch.
    static CompletableFuture<Loaded<Entity>> load(EntityNeed need, DataFetchingEnvironment field) {
        return EntityLoaders.<EntityNeed, Loaded<Entity>>loader(ENTITIES, field).load(need);
    }

    /// Loads entities with the next batch: one result a need, in their order.
    static CompletableFuture<List<Loaded<Entity>>> loadMany(List<EntityNeed> needs, DataFetchingEnvironment field) {
        return EntityLoaders.<EntityNeed, Loaded<Entity>>loader(ENTITIES, field).loadMany(needs);
    }

    /// Loads a page of docking events with the next batch.
    static CompletableFuture<Loaded<EventPage>> load(PageNeed need, DataFetchingEnvironment field) {
        return EntityLoaders.<PageNeed, Loaded<EventPage>>loader(PAGES, field).load(need);
    }

    /// Loads all entities of a kind with the next batch.
    static CompletableFuture<Loaded<List<Entity>>> load(TableNeed need, DataFetchingEnvironment field) {
        return EntityLoaders.<TableNeed, Loaded<List<Entity>>>loader(TABLES, field)
                .load(need);
    }

    private <N extends Need, V> void register(
            BatchLoaderRegistry registry, String name, Function<Collection<N>, Map<N, V>> load) {
        registry.<N, V>forName(name)
                .registerMappedBatchLoader(
                        (needs, _) -> Mono.fromCallable(() -> load.apply(needs)).subscribeOn(threads));
    }

    private static <K, V> DataLoader<K, V> loader(String name, DataFetchingEnvironment field) {
        DataLoader<K, V> loader = field.getDataLoader(name);
        if (loader == null) {
            throw new IllegalStateException("No DataLoader is registered as " + name);
        }
        return loader;
    }
}
