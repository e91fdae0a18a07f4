package org.dockgraph.web;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// The media types of a GraphQL response.
enum ResponseType {
    /// For clients that know only JSON: a document that cannot be run is answered with status 200.
    JSON("json"),
    /// GraphQL's own, in which the status tells whether the document could be run.
    GRAPHQL("graphql-response+json");

    private final String subtype;

    ResponseType(String subtype) {
        this.subtype = subtype;
    }

    MediaType mediaType() {
        return new MediaType("application", subtype, StandardCharsets.UTF_8);
    }

    /// The type that the client likes best: of equals GraphQL's own if it is named, else JSON; null if it takes none of
    /// them.
    ///
    /// @param accept the values of the header `Accept`
    static @Nullable ResponseType negotiated(List<String> accept) {
        List<MediaType> ranges;
        try {
            ranges = accept.isEmpty() ? List.of(MediaType.ALL) : MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            return null;
        }
        double json = JSON.quality(ranges);
        double graphql = GRAPHQL.quality(ranges);
        boolean isNamed = ranges.stream().anyMatch(range -> range.equalsTypeAndSubtype(GRAPHQL.mediaType()));
        if (json == 0 && graphql == 0) {
            return null;
        }
        return graphql > json || (graphql == json && isNamed) ? GRAPHQL : JSON;
    }

    /// How much the client likes this type: what the most specific of its ranges says, 0 for not at all.
    private double quality(List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(mediaType()) && takesUtf8(range))
                .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static boolean takesUtf8(MediaType range) {
        return range.getCharset() == null || range.getCharset().equals(StandardCharsets.UTF_8);
    }
}
