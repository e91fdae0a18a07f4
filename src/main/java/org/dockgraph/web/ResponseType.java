package org.dockgraph.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// The media types of a GraphQL response.
enum ResponseType {
    /// For clients that know only JSON: a document that cannot be run is answered with status 200.
    JSON("application/json;charset=UTF-8"),
    /// GraphQL's own, in which the status tells whether the document could be run.
    GRAPHQL("application/graphql-response+json;charset=UTF-8"),
    /// A stream of responses, as a subscription has them.
    EVENTS("text/event-stream");

    private final String contentType;

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change a media type
    private final MediaType mediaType;

    ResponseType(String contentType) {
        this.contentType = contentType;
        this.mediaType = MediaType.parseMediaType(contentType);
    }

    /// As the header `Content-Type` tells it.
    String contentType() {
        return contentType;
    }

    /// The type that the client likes best: of equals GraphQL's own if it is named, else JSON; null if it takes none
    /// of them.
    ///
    /// @param accept the values of the header `Accept`
    static @Nullable ResponseType negotiated(List<String> accept) {
        List<MediaType> ranges = ranges(accept);
        double json = JSON.quality(ranges);
        double graphql = GRAPHQL.quality(ranges);
        double events = EVENTS.isNamedIn(ranges) ? EVENTS.quality(ranges) : 0;
        if (json == 0 && graphql == 0 && events == 0) {
            return null;
        }
        if (events > json && events > graphql) {
            return EVENTS;
        }
        return graphql > json || (graphql == json && GRAPHQL.isNamedIn(ranges)) ? GRAPHQL : JSON;
    }

    /// Whether the client names a stream of responses. Who takes just anything may not be ready for one.
    ///
    /// @param accept the values of the header `Accept`
    static boolean includesEvents(List<String> accept) {
        List<MediaType> ranges = ranges(accept);
        return EVENTS.isNamedIn(ranges) && EVENTS.quality(ranges) > 0;
    }

    private static List<MediaType> ranges(List<String> accept) {
        try {
            return accept.isEmpty() ? List.of(MediaType.ALL) : MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            return List.of();
        }
    }

    private boolean isNamedIn(List<MediaType> ranges) {
        return ranges.stream().anyMatch(range -> range.equalsTypeAndSubtype(mediaType));
    }

    /// How much the client likes this type: what the most specific of its ranges says, 0 for not at all.
    private double quality(List<MediaType> ranges) {
        MediaType closest = null;
        for (MediaType range : ranges) {
            boolean isTaken = range.includes(mediaType) && takesUtf8(range);
            if (isTaken && (closest == null || wildcards(range) < wildcards(closest))) {
                closest = range;
            }
        }
        return closest == null ? 0 : closest.getQualityValue();
    }

    private static int wildcards(MediaType range) {
        return range.isWildcardType() ? 2 : range.isWildcardSubtype() ? 1 : 0;
    }

    private static boolean takesUtf8(MediaType range) {
        return range.getCharset() == null || range.getCharset().equals(StandardCharsets.UTF_8);
    }
}
