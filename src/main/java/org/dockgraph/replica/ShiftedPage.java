package org.dockgraph.replica;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A page of a list that has changed at its front since its first page was read. The first page is as it was.
final class ShiftedPage {

    private ShiftedPage() {}

    /// @param by entries that have come, whose number the page repeats; negative for entries that have gone, whose
    ///     number it skips
    static ReplicaResponse of(int by, ReplicaRequest request, Function<ReplicaRequest, ReplicaResponse> honest) {
        ReplicaResponse asked = honest.apply(request);
        Page page = Page.of(request.query());
        boolean isJson = "application/json".equals(asked.headers().get("Content-Type"));
        if (!(Route.of(request.path()) instanceof Route.ListOf(Endpoint<?> endpoint))
                || page.offset() == 0
                || asked.status() != 200
                || !isJson) {
            return asked;
        }
        Query moved = request.query().with("offset", String.valueOf(Math.max(0, page.offset() - by)));
        ObjectNode body = Json.read(asked.body());
        int count = Math.max(0, body.get("count").asInt() + by);
        body.put("count", count);
        body.put("next", next(request, page, count, endpoint));
        body.set("results", Json.read(honest.apply(request.with(moved)).body()).get("results"));
        return new ReplicaResponse(asked.status(), asked.headers(), Json.MAPPER.writeValueAsString(body));
    }

    private static @Nullable String next(ReplicaRequest request, Page page, int count, Endpoint<?> endpoint) {
        Query next = page.next(request.query(), count);
        return next == null ? null : Links.of(request).to(endpoint, next);
    }
}
