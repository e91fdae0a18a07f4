package org.dockgraph.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.Need.PageNeed;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/// The lists of docking events: of all, and of one vehicle, station or docking location.
final class DockingEventConnections implements RuntimeWiringConfigurer {

    private static final List<Kind> WITH_EVENTS =
            List.of(Kind.FLIGHT_VEHICLE, Kind.SPACE_STATION, Kind.DOCKING_LOCATION);

    private final RequestViews views;

    DockingEventConnections(RequestViews views) {
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Query",
                type -> type.dataFetcher(
                        "dockingEvents", resolver(field -> connection(field, EventFilter.everything()))));
        wiring.type(
                "DockingEventConnection",
                type -> type.dataFetcher("totalCount", Resolver.reading(Integer.class, this::totalCount)));
        for (Kind kind : WITH_EVENTS) {
            wiring.type(
                    kind.typeName(),
                    type -> type.dataFetcher("dockingEvents", resolver(field -> connection(field, ofSource(field)))));
        }
    }

    private static Resolver resolver(DataFetcher<@Nullable Object> fetcher) {
        return Resolver.of(
                ResolvableType.forClassWithGenerics(Connection.class, DockingEvent.class),
                fetcher,
                Stream.concat(PageArguments.NAMES.stream(), Stream.of("filter", "orderBy"))
                        .toList());
    }

    private Object totalCount(DataFetchingEnvironment field) {
        Connection<?> connection = Objects.requireNonNull(field.<Connection<?>>getSource());
        if (connection.totalCount() == null) {
            throw views.of(field).whyMissing();
        }
        return connection.totalCount();
    }

    private static EventFilter ofSource(DataFetchingEnvironment field) {
        Entity source = Objects.requireNonNull(field.<Entity>getSource());
        return EventFilter.refersTo(source.kind(), List.of(source.id()));
    }

    private Object connection(DataFetchingEnvironment field, EventFilter scope) {
        RequestView view = views.of(field);
        EventsQuestion question = EventsQuestion.of(field.getArguments(), scope);
        PageNeed need =
                question.need(view.selectedBelow(field), field.getSelectionSet().contains("totalCount"), view.now());
        return view.page(need, field, page -> Connection.of(page, question.cursors()));
    }
}
