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
import java.util.function.Function;
import java.util.function.Supplier;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.plan.Need.EntityNeed;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.util.StringUtils;

/// Things by their ids, and by their keys for the routers of larger graphs.
@SuppressWarnings("FutureReturnValueIgnored") // graphql-java takes a value or a future, and awaits it
final class Lookups implements RuntimeWiringConfigurer {

    private static final int MAX_IDS = 100; // as many as a page has entries
    private static final int MAX_REPRESENTATIONS = 1000; // a router asks for a whole level, and cannot split it

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
                    .dataFetcher("nodes", this.<String>many("ids", MAX_IDS, GlobalId::parse))
                    .dataFetcher("_entities", many("representations", MAX_REPRESENTATIONS, Representation::parse));
        });
    }

    /// A resolver of a field that gives one thing a key.
    ///
    /// @param argument the keys' name
    /// @param most how many keys it may have
    private <K> Resolver many(String argument, int most, Function<K, EntityRef> parser) {
        return Resolver.of(
                ResolvableType.forClassWithGenerics(List.class, Entity.class),
                field -> {
                    List<K> keys = Objects.requireNonNull(field.getArgument(argument));
                    if (keys.size() > most) {
                        throw RequestFailure.of(
                                ErrorCode.BAD_USER_INPUT,
                                argument + " has " + keys.size() + " entries, but may have at most " + most
                                        + ". Split them over several requests.");
                    }
                    return entities(
                            keys.stream().map(key -> Entry.of(key, parser)).toList(), field);
                },
                List.of(argument));
    }

    private Object entities(List<Entry> entries, DataFetchingEnvironment field) {
        RequestView view = views.of(field);
        List<EntityNeed> needs = entries.stream()
                .flatMap(entry -> entry.ref().stream())
                .distinct()
                .map(ref -> new EntityNeed(ref, view.selectedBelow(field, ref.kind())))
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

    /// One of several keys: what it names, or why it names nothing.
    private record Entry(List<EntityRef> ref, @Nullable RequestFailure failure) {
        static <K> Entry of(K key, Function<K, EntityRef> parser) {
            try {
                return new Entry(List.of(parser.apply(key)), null);
            } catch (RequestFailure failure) {
                return new Entry(List.of(), failure);
            }
        }
    }

    /// The things with an error for each that is null.
    private static DataFetcherResult<List<@Nullable Entity>> result(
            List<Entry> entries, Map<EntityRef, Supplier<@Nullable Entity>> loaded, DataFetchingEnvironment field) {
        List<@Nullable Entity> entities = new ArrayList<>();
        List<GraphQLError> errors = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                entities.add(resolved(entry, loaded));
            } catch (RequestFailure failure) {
                errors.add(CodedError.at(field, entities.size(), failure));
                entities.add(null);
            }
        }
        return DataFetcherResult.<List<@Nullable Entity>>newResult()
                .data(entities)
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
        EntityNeed need = new EntityNeed(ref, view.selectedBelow(field, ref.kind()));
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
