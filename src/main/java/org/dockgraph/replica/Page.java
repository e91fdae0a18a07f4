package org.dockgraph.replica;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a list that `limit` and `offset` ask for. Values that make no sense count as absent.
record Page(int limit, int offset) {

    private static final int DEFAULT_LIMIT = 10; // LL2 2.0.0, "next" of any list
    private static final int MAX_LIMIT = 100; // more is cut without a word

    static Page of(Query query) {
        return new Page(
                Math.min(MAX_LIMIT, Numbers.atLeast(1, query.last("limit"), DEFAULT_LIMIT)),
                Numbers.atLeast(0, query.last("offset"), 0));
    }

    <R> List<R> of(List<R> rows) {
        int from = Math.min(offset, rows.size());
        return rows.subList(from, Math.min(rows.size(), from + limit));
    }

    /// The query of the next page, or null on the last one.
    @Nullable
    Query next(Query query, int count) {
        return (long) offset + limit >= count ? null : at(query, offset + limit);
    }

    /// The query of the page before, or null on the first one. The first page is asked for without an offset.
    @Nullable
    Query previous(Query query) {
        if (offset == 0) {
            return null;
        }
        return offset > limit
                ? at(query, offset - limit)
                : query.with("limit", String.valueOf(limit)).without("offset");
    }

    private Query at(Query query, int start) {
        return query.with("limit", String.valueOf(limit)).with("offset", String.valueOf(start));
    }
}
