package org.dockgraph.graphql;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import reactor.core.publisher.Mono;

/// Reads the request headers that ask for more than an answer: `Dockgraph-Report: true` adds what it was made of,
/// `Dockgraph-Explain: true` gives what it would cost in its place. Such answers are for their reader alone, and
/// not to be cached.
final class RequestHeaders implements WebGraphQlInterceptor {

    static final String REPORT = "Dockgraph-Report";
    static final String EXPLAIN = "Dockgraph-Explain";

    private final Explain explain;

    RequestHeaders(Explain explain) {
        this.explain = explain;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (isTrue(request, EXPLAIN)) {
            return explain.answer(request, chain).doOnNext(RequestHeaders::forbidCaching);
        }
        if (isTrue(request, REPORT)) {
            request.configureExecutionInput(
                    (_, input) -> input.graphQLContext(context -> context.of(Report.class, new Report()))
                            .build());
            return chain.next(request).doOnNext(RequestHeaders::forbidCaching);
        }
        return chain.next(request);
    }

    private static boolean isTrue(WebGraphQlRequest request, String header) {
        return "true".equalsIgnoreCase(request.getHeaders().getFirst(header));
    }

    private static void forbidCaching(WebGraphQlResponse response) {
        response.getResponseHeaders().setCacheControl(CacheControl.noStore());
    }
}
