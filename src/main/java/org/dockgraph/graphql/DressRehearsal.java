package org.dockgraph.graphql;

import java.util.function.Supplier;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Rehearsal;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import reactor.core.publisher.Mono;

/// While the gateway is still closed, has every request answered from made-up data: the whole way that requests take,
/// without a call, and with nothing kept or counted.
///
/// *Threads:* safe. There is one such time, before anybody is let in.
public final class DressRehearsal implements WebGraphQlInterceptor {

    private final Supplier<Fetcher> fetcher;
    private volatile boolean isOn;

    /// @param fetcher is there by the time that it is on
    DressRehearsal(Supplier<Fetcher> fetcher) {
        this.fetcher = fetcher;
    }

    /// Whether requests are only rehearsed now.
    public boolean isOn() {
        return isOn;
    }

    /// Has all requests only rehearsed that come until this has run.
    public void during(Runnable requests) {
        isOn = true;
        try {
            requests.run();
        } finally {
            isOn = false;
        }
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (!isOn) {
            return chain.next(request);
        }
        Rehearsal rehearsal = fetcher.get().rehearsal(true, true);
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(context -> context.of(Rehearsal.class, rehearsal))
                        .build());
        return chain.next(request)
                .doOnNext(response -> response.getResponseHeaders().setCacheControl(CacheControl.noStore()));
    }
}
