package org.dockgraph.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.DockingEventChange;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventMatcher;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/// The subscription to the changes of docking events. Its events share a request's context, and so each of them brings
/// a view of its own for what is below it.
final class DockingEventChanges implements RuntimeWiringConfigurer {

    private final Fetcher fetcher;
    private final RequestViews views;
    private final SubscriptionMeters meters;

    DockingEventChanges(Fetcher fetcher, RequestViews views, SubscriptionMeters meters) {
        this.fetcher = fetcher;
        this.views = views;
        this.meters = meters;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Subscription",
                type -> type.dataFetcher(
                        "dockingEventChanged",
                        Resolver.of(
                                ResolvableType.forClassWithGenerics(Publisher.class, DockingEventChange.class),
                                this::changes,
                                List.of("filter", "since"))));
        wiring.type(
                "DockingEventChange",
                type -> type.dataFetcher(
                                "event",
                                Resolver.reading(
                                        DockingEvent.class,
                                        field -> seenAt(
                                                change(field).at(),
                                                change(field).event(),
                                                field)))
                        .dataFetcher(
                                "previous",
                                Resolver.reading(
                                        DockingEvent.class,
                                        field -> seenAt(
                                                change(field).previouslyAt(),
                                                change(field).previous(),
                                                field))));
    }

    private Publisher<DockingEventChange> changes(DataFetchingEnvironment field) {
        Map<String, @Nullable Object> filter = field.getArgument("filter");
        EventFilter wanted = filter == null ? EventFilter.everything() : FilterArguments.filter(filter, "filter");
        return ChangeStream.of(fetcher, field.getArgument("since"), change -> concerns(change, wanted), meters);
    }

    /// An event that begins to match and one that ceases to are both told.
    private boolean concerns(DockingEventChange change, EventFilter filter) {
        return change.kind() == DockingEventChange.Kind.GAP
                || matches(change.event(), filter, change.at())
                || matches(change.previous(), filter, change.previouslyAt());
    }

    private boolean matches(@Nullable DockingEvent event, EventFilter filter, Instant now) {
        return event != null && new EventMatcher(fetcher.holdings(), now).matches(event, filter);
    }

    private @Nullable Object seenAt(Instant now, @Nullable DockingEvent event, DataFetchingEnvironment field) {
        return event == null
                ? null
                : DataFetcherResult.newResult()
                        .data(event)
                        .localContext(views.ofEvent(field, now))
                        .build();
    }

    private static DockingEventChange change(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.<DockingEventChange>getSource());
    }
}
