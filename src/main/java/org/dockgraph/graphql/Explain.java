package org.dockgraph.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Rehearsal;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor.Chain;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Tells what a query would cost instead of running it: it is rehearsed on what is held now and on nothing, each
/// time with as little and with as much in the lists as there may be.
final class Explain {

    private final Fetcher fetcher;

    Explain(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /// A rehearsal and its response.
    private record Run(Rehearsal rehearsal, WebGraphQlResponse response) {

        FieldSet detailedBecause() {
            RequestView view = response.getExecutionInput().getGraphQLContext().get(RequestView.class);
            return view == null ? FieldSet.NONE : rehearsal.detailedBecause(view.wanted());
        }
    }

    /// Rehearses the request; a document that cannot be run gets its errors.
    Mono<WebGraphQlResponse> answer(WebGraphQlRequest request, Chain chain) {
        AtomicReference<Rehearsal> stage = new AtomicReference<>();
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(context -> context.of(Rehearsal.class, stage.get()))
                        .build());
        return Flux.just(
                        fetcher.rehearsal(false, false),
                        fetcher.rehearsal(false, true),
                        fetcher.rehearsal(true, false),
                        fetcher.rehearsal(true, true))
                .concatMap(rehearsal -> {
                    stage.set(rehearsal);
                    return chain.next(request).map(response -> new Run(rehearsal, response));
                })
                .collectList()
                .map(this::explained);
    }

    @SuppressWarnings("NullAway") // a response's data may be null, which its builder does not say
    private WebGraphQlResponse explained(List<Run> runs) {
        WebGraphQlResponse response = runs.getFirst().response;
        if (!response.isValid()) {
            return response;
        }
        Map<String, @Nullable Object> explanation = new LinkedHashMap<>();
        explanation.put("now", cost(runs.get(0).rehearsal, runs.get(1).rehearsal));
        explanation.put("cold", cost(runs.get(2).rehearsal, runs.get(3).rehearsal));
        explanation.put(
                "detailedBecause",
                runs.get(3).detailedBecause().toList().stream()
                        .map(Field::toString)
                        .toList());
        explanation.put("budget", Report.budget(fetcher.status()));
        return response.transform(
                builder -> builder.data(null).errors(List.of()).extensions(Map.of("explain", explanation)));
    }

    private static Map<String, Object> cost(Rehearsal fewest, Rehearsal most) {
        Map<String, Object> cost = new LinkedHashMap<>();
        Map<String, Object> calls = new LinkedHashMap<>();
        calls.put("min", fewest.calls());
        calls.put("max", Math.max(fewest.calls(), most.calls()));
        cost.put("calls", calls);
        cost.put("requests", fewest.requests());
        return cost;
    }
}
