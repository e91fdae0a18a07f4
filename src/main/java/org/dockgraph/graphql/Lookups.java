package org.dockgraph.graphql;

import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
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

    private final RequestViews views;

    Lookups(RequestViews views) {
        this.views = views;
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
        RequestView view = views.of(field);
        FieldSet wanted = view.selectedBelow(field);
        List<Entry> entries = ids.stream().map(Entry::of).toList();
        List<EntityNeed> needs = entries.stream()
                .flatMap(entry -> entry.ref().stream())
                .distinct()
                .map(ref -> new EntityNeed(ref, wanted))
                .toList();
        return view.entities(needs, field, loaded -> {
            Map<EntityRef, Supplier<@Nullable Entity>> results = new HashMap<>();
            for (int i = 0; i < needs.size(); i++) {
                EntityNeed need = needs.get(i);
                Loaded<Entity> result = loaded.get(i);
                results.put(need.ref(), () -> view.take(need, result, field));
            }
            return result(entries, results, field);
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
            List<Entry> entries, Map<EntityRef, Supplier<@Nullable Entity>> loaded, DataFetchingEnvironment field) {
        List<@Nullable Entity> nodes = new ArrayList<>();
        List<GraphQLError> errors = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                nodes.add(resolved(entry, loaded));
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

    private static Entity resolved(Entry entry, Map<EntityRef, Supplier<@Nullable Entity>> loaded) {
        if (entry.failure != null) {
            throw entry.failure;
        }
        EntityRef ref = entry.ref.getFirst();
        return found(ref, Objects.requireNonNull(loaded.get(ref)).get());
    }

    private @Nullable Object lookup(EntityRef ref, DataFetchingEnvironment field) {
        RequestView view = views.of(field);
        EntityNeed need = new EntityNeed(ref, view.selectedBelow(field));
        return view.entity(need, field, entity -> found(ref, entity));
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
