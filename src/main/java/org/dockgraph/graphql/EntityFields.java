package org.dockgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/// The fields of the entity types. All are read the same way, whatever the type: a plain value off the entity, a
/// reference from what is held, and only what is not held through a DataLoader.
final class EntityFields implements RuntimeWiringConfigurer {

    private final RequestViews views;

    EntityFields(RequestViews views) {
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        for (Kind kind : Kind.values()) {
            wiring.type(kind.typeName(), type -> {
                type.dataFetcher(
                        "id",
                        Resolver.reading(
                                String.class, field -> GlobalId.of(source(field).ref())));
                type.dataFetcher(
                        "ll2Id",
                        Resolver.reading(int.class, field -> source(field).id()));
                for (Field field : Field.of(kind).toList()) {
                    if (field != Field.STATION_DOCKING_LOCATIONS) {
                        type.dataFetcher(
                                field.fieldName(),
                                Resolver.reading(typeOf(field), environment -> read(field, environment)));
                    }
                }
                return type;
            });
        }
        wiring.type(
                Kind.DOCKING_EVENT.typeName(),
                type -> type.dataFetcher("isDocked", Resolver.reading(boolean.class, this::isDocked))
                        .dataFetcher("stay", Resolver.reading(Duration.class, this::stay)));
    }

    /// The Java type of what the field gives: for a reference, the thing that it refers to.
    private static Class<?> typeOf(Field field) {
        return field.target() instanceof Kind target
                ? target.type()
                : Arrays.stream(field.kind().type().getRecordComponents())
                        .filter(component -> component.getName().equals(field.fieldName()))
                        .findFirst()
                        .orElseThrow()
                        .getType();
    }

    private @Nullable Object read(Field field, DataFetchingEnvironment environment) {
        Entity entity = source(environment);
        RequestView view = views.of(environment);
        if (!entity.covers().contains(field)) {
            throw view.whyMissing();
        }
        Object value = field.read(entity);
        return value instanceof EntityRef ref ? view.referred(ref, environment) : value;
    }

    private @Nullable Object isDocked(DataFetchingEnvironment environment) {
        return times(environment).isDocked(views.of(environment).now());
    }

    private @Nullable Object stay(DataFetchingEnvironment environment) {
        return times(environment).stay(views.of(environment).now());
    }

    private DockingEvent times(DataFetchingEnvironment environment) {
        DockingEvent event = (DockingEvent) source(environment);
        if (!event.covers().contains(Field.EVENT_DEPARTURE)) {
            throw views.of(environment).whyMissing();
        }
        return event;
    }

    private static Entity source(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.<Entity>getSource());
    }
}
