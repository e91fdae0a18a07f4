package org.dockgraph.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dockgraph.fetch.Allowance;
import org.dockgraph.fetch.Client;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Rehearsal;
import org.jspecify.annotations.Nullable;

/// Makes the view of a request when its first field is resolved, and finds it again for the others.
final class RequestViews {

    /// The most calls that one request may cause.
    private static final int MAX_CALLS = 8;

    private final Fetcher fetcher;
    private final Duration deadline;

    /// @param deadline how long a request waits for the source, in all
    RequestViews(Fetcher fetcher, Duration deadline) {
        this.fetcher = fetcher;
        this.deadline = deadline;
    }

    /// The view of the request that the field belongs to.
    ///
    /// @throws RequestFailure if a directive of the operation breaks a rule
    RequestView of(DataFetchingEnvironment field) {
        if (field.getLocalContext() instanceof RequestView ofEvent) {
            return ofEvent;
        }
        GraphQLContext context = field.getGraphQlContext();
        RequestView view = context.get(RequestView.class);
        return view != null
                ? view
                : Objects.requireNonNull(context.computeIfAbsent(RequestView.class, _ -> begin(field)));
    }

    private RequestView begin(DataFetchingEnvironment field) {
        Tolerances tolerances = new Tolerances(field);
        Rehearsal rehearsal = field.getGraphQlContext().get(Rehearsal.class);
        if (rehearsal != null) {
            return new RequestView(rehearsal.fetcher(), rehearsal.allowance(), tolerances, List.of());
        }
        GraphQLContext context = field.getGraphQlContext();
        List<Witness> witnesses = Stream.<@Nullable Witness>of(context.get(Report.class), context.get(Lifetime.class))
                .filter(Objects::nonNull)
                .toList();
        Attempt attempt = context.get(Attempt.class);
        return attempt == null
                ? new RequestView(
                        fetcher,
                        allowance(context.get(Client.class), tolerances.callLimit(MAX_CALLS)),
                        tolerances,
                        witnesses)
                : new RequestView(fetcher, attempt, tolerances, witnesses);
    }

    /// What an operation may take that says nothing of it.
    Allowance allowance(@Nullable Client client) {
        return allowance(client, MAX_CALLS);
    }

    private Allowance allowance(@Nullable Client client, int maxCalls) {
        return fetcher.allowance(client, deadline, maxCalls);
    }

    /// A view for what is below the field alone. The events of a subscription share all else with each other.
    ///
    /// @param now the moment that decides what is docked
    RequestView ofEvent(DataFetchingEnvironment field, Instant now) {
        return RequestView.ofEvent(fetcher, new Tolerances(field), now);
    }

    /// The view of a request of which a field was resolved.
    static RequestView known(@Nullable GraphQLContext context) {
        return Objects.requireNonNull(Objects.requireNonNull(context).get(RequestView.class));
    }
}
