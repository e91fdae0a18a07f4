package org.dockgraph.graphql;

import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.plan.Need.EntityNeed;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.util.StringUtils;

/// Things by their ids.
@SuppressWarnings("FutureReturnValueIgnored") // graphql-java takes a value or a future, and awaits it
final class Lookups implements RuntimeWiringConfigurer {

    private static final int MAX_IDS = 100; // as many as a page has entries

    private final Fetcher fetcher;

    Lookups(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> {
            for (Kind kind : Kind.values()) {
                type.dataFetcher(
                        StringUtils.uncapitalize(kind.typeName()),
                        Resolver.of(
                                ResolvableType.forClass(kind.type()),
                                field -> lookup(GlobalId.parse("id", id(field), kind), field),
                                List.of("id")));
            }
            return type.dataFetcher(
                            "node",
                            Resolver.of(
                                    ResolvableType.forClass(Entity.class),
                                    field -> lookup(GlobalId.parse(id(field)), field),
                                    List.of("id")))
                    .dataFetcher(
                            "nodes",
                            Resolver.of(
                                    ResolvableType.forClassWithGenerics(List.class, Entity.class),
                                    this::nodes,
                                    List.of("ids")));
        });
    }

    private Object nodes(DataFetchingEnvironment field) {
        List<String> ids = Objects.requireNonNull(field.<List<String>>getArgument("ids"));
        if (ids.size() > MAX_IDS) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    "ids has " + ids.size() + " entries, but may have at most " + MAX_IDS
                            + ". Split them over several requests.");
        }
        RequestView view = RequestView.of(field, fetcher);
        FieldSet wanted = view.selectedBelow(field);
        List<Entry> entries = ids.stream().map(Entry::of).toList();
        List<EntityNeed> missing = entries.stream()
                .flatMap(entry -> entry.ref().stream())
                .distinct()
                .filter(ref -> !view.holdings().covers(ref, wanted))
                .map(ref -> new EntityNeed(ref, wanted))
                .toList();
        if (missing.isEmpty()) {
            return result(entries, view, Map.of(), field);
        }
        return EntityLoaders.loadMany(missing, field).thenApply(loaded -> {
            Map<EntityRef, Loaded<Entity>> results = new LinkedHashMap<>();
            for (int i = 0; i < missing.size(); i++) {
                results.put(missing.get(i).ref(), loaded.get(i));
            }
            return result(entries, view, results, field);
        });
    }

    /// One of the ids of `nodes`: what it names, or why it names nothing.
    private record Entry(List<EntityRef> ref, @Nullable RequestFailure failure) {
        static Entry of(String id) {
            try {
                return new Entry(List.of(GlobalId.parse(id)), null);
            } catch (RequestFailure failure) {
                return new Entry(List.of(), failure);
            }
        }
    }

    /// The nodes with an error for each that is null.
    private static DataFetcherResult<List<@Nullable Entity>> result(
            List<Entry> entries,
            RequestView view,
            Map<EntityRef, Loaded<Entity>> loaded,
            DataFetchingEnvironment field) {
        List<@Nullable Entity> nodes = new ArrayList<>();
        List<GraphQLError> errors = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                nodes.add(resolved(entry, view, loaded));
            } catch (RequestFailure failure) {
                errors.add(CodedError.at(field, nodes.size(), failure));
                nodes.add(null);
            }
        }
        return DataFetcherResult.<List<@Nullable Entity>>newResult()
                .data(nodes)
                .errors(errors)
                .build();
    }

    private static Entity resolved(Entry entry, RequestView view, Map<EntityRef, Loaded<Entity>> loaded) {
        if (entry.failure != null) {
            throw entry.failure;
        }
        EntityRef ref = entry.ref.getFirst();
        Loaded<Entity> result = loaded.get(ref);
        return found(ref, result == null ? view.get(ref) : view.take(result));
    }

    private Object lookup(EntityRef ref, DataFetchingEnvironment field) {
        RequestView view = RequestView.of(field, fetcher);
        FieldSet wanted = view.selectedBelow(field);
        if (view.holdings().covers(ref, wanted)) {
            return found(ref, view.get(ref));
        }
        CompletableFuture<Loaded<Entity>> loading = EntityLoaders.load(new EntityNeed(ref, wanted), field);
        return loading.thenApply(loaded -> found(ref, view.take(loaded)));
    }

    private static String id(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.<String>getArgument("id"));
    }

    private static Entity found(EntityRef ref, @Nullable Entity entity) {
        if (entity == null) {
            throw RequestFailure.notFound(ref);
        }
        return entity;
    }
}
