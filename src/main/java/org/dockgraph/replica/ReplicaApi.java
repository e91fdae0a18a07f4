package org.dockgraph.replica;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What LL2 2.0.0 would answer: a pure function of request, data, time and what the caller has used of the limit.
final class ReplicaApi {

    private ReplicaApi() {}

    /// Whether LL2 would count a request against the caller's limit.
    static boolean counts(ReplicaRequest request) {
        return switch (Route.of(request.path())) {
            case Route.Root _, Route.ListOf _, Route.ItemOf _ -> true;
            case Route.ApiThrottle _, Route.MissingSlash _, Route.Unknown _ -> false;
        };
    }

    static ReplicaResponse answer(ReplicaRequest request, ReplicaDataset data, Instant now, Throttle.Use use) {
        Format format = Format.of(request.query(), request.accept());
        return switch (Route.of(request.path())) {
            case Route.MissingSlash(String path) -> redirect(request, path);
            case Route.Unknown _ -> rendered(request, Format.JSON, notFound());
            case Route.Root _, Route.ListOf _, Route.ItemOf _, Route.ApiThrottle _ ->
                switch (format) {
                    case UNKNOWN -> rendered(request, Format.JSON, notFound());
                    case NOT_ACCEPTABLE ->
                        rendered(
                                request,
                                Format.JSON,
                                new Content(406, Json.detail("Could not satisfy the request Accept header.")));
                    case JSON, HTML -> rendered(request, format, content(request, data, now, use));
                };
        };
    }

    private static Content content(ReplicaRequest request, ReplicaDataset data, Instant now, Throttle.Use use) {
        Route route = Route.of(request.path());
        if (use.exhausted() && !(route instanceof Route.ApiThrottle)) {
            return throttled(use);
        }
        if (!request.method().equals("GET")) {
            return new Content(405, Json.detail("Method \"%s\" not allowed.".formatted(request.method())));
        }
        Links links = Links.of(request);
        Bodies bodies = new Bodies(data, links, now);
        return switch (route) {
            case Route.Root _ -> new Content(200, contents(links));
            case Route.ApiThrottle _ -> new Content(200, limit(use));
            case Route.ListOf(Endpoint<?> endpoint) -> list(endpoint, request.query(), bodies);
            case Route.ItemOf(Endpoint<?> endpoint, String id) -> item(endpoint, id, bodies);
            case Route.MissingSlash _, Route.Unknown _ -> notFound();
        };
    }

    private static <R extends Row> Content list(Endpoint<R> endpoint, Query query, Bodies bodies) {
        return switch (Listing.of(endpoint, query, bodies.data())) {
            case Listing.Refused<R>(Map<String, String> messages) -> new Content(400, Json.refusals(messages));
            case Listing.Rows<R>(List<R> rows) -> new Content(200, envelope(endpoint, query, bodies, rows));
        };
    }

    private static <R extends Row> ObjectNode envelope(Endpoint<R> endpoint, Query query, Bodies bodies, List<R> rows) {
        Page page = Page.of(query);
        return Json.object()
                .put("count", rows.size())
                .put("next", link(endpoint, bodies, page.next(query, rows.size())))
                .put("previous", link(endpoint, bodies, page.previous(query)))
                .set(
                        "results",
                        Json.array(page.of(rows).stream()
                                .map(row -> endpoint.listed(query, bodies, row))
                                .toList()));
    }

    private static @Nullable String link(Endpoint<?> endpoint, Bodies bodies, @Nullable Query query) {
        return query == null ? null : bodies.links().to(endpoint, query);
    }

    private static <R extends Row> Content item(Endpoint<R> endpoint, String path, Bodies bodies) {
        Integer id = Numbers.integer(path);
        R row = id == null ? null : endpoint.table().apply(bodies.data()).find(id);
        return row == null
                ? notFound()
                : new Content(200, endpoint.detailedBody().apply(bodies, row));
    }

    private static ObjectNode contents(Links links) {
        ObjectNode body = Json.object();
        Endpoints.ALL.forEach(endpoint -> body.put(endpoint.path().replaceAll("/$", ""), links.to(endpoint)));
        return body;
    }

    private static ObjectNode limit(Throttle.Use use) {
        return Json.object()
                .put("your_request_limit", Throttle.CALLS)
                .put("limit_frequency_secs", Throttle.WINDOW.toSeconds())
                .put("current_use", use.used())
                .put("next_use_secs", use.waitSeconds())
                .put("ident", use.caller());
    }

    private static Content throttled(Throttle.Use use) {
        long wait = use.waitSeconds();
        String detail =
                "Request was throttled. Expected available in %d second%s.".formatted(wait, wait == 1 ? "" : "s");
        return new Content(429, Json.detail(detail), Map.of("Retry-After", String.valueOf(wait)));
    }

    private static Content notFound() {
        return new Content(404, Json.detail("Not found."));
    }

    private static ReplicaResponse redirect(ReplicaRequest request, String path) {
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        return new ReplicaResponse(
                301, Map.of("Content-Type", "text/html; charset=utf-8", "Location", path + query), "");
    }

    private static ReplicaResponse rendered(ReplicaRequest request, Format format, Content content) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Allow", "GET");
        headers.put("Content-Type", "application/json");
        headers.put("Vary", "Accept");
        headers.putAll(content.headers());
        ReplicaResponse json =
                new ReplicaResponse(content.status(), headers, Json.MAPPER.writeValueAsString(content.body()));
        return format == Format.HTML ? HtmlPage.of(request, json, content.body()) : json;
    }

    private record Content(int status, JsonNode body, Map<String, String> headers) {
        Content(int status, JsonNode body) {
            this(status, body, Map.of());
        }
    }
}
