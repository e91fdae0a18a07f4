package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                                                     | JSON
            application/graphql-response+json                                    | GRAPHQL
            application/graphql-response+json; charset=utf-8                     | GRAPHQL
            application/graphql-response+json; charset=latin1                    |
            application/graphql-response+json, application/json;q=0.9            | GRAPHQL
            application/graphql-response+json;q=0.8, application/json            | JSON
            application/json, application/graphql-response+json                  | GRAPHQL
            application/graphql-response+json;q=0, */*                           | JSON
            application/json;q=0, */*                                            | GRAPHQL
            text/html, application/xhtml+xml, */*;q=0.8                          | JSON
            application/*                                                        | JSON
            */*                                                                  | JSON
            text/html                                                            |
            application/xml, image/*                                             |
            nonsense                                                             |
            text/event-stream                                                    | EVENTS
            text/event-stream, application/json;q=0.5                            | EVENTS
            application/graphql-response+json, application/json, text/event-stream | GRAPHQL
            application/json, text/event-stream;q=0.5                            | JSON
            text/event-stream;q=0                                                |
            text/*                                                               |
            """)
    void whatTheClientLikesBest(String accept, @Nullable ResponseType expected) {
        assertThat(ResponseType.negotiated(List.of(accept))).isEqualTo(expected);
    }

    @Test
    void withoutAcceptItIsJson() {
        assertThat(ResponseType.negotiated(List.of())).isEqualTo(ResponseType.JSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json, text/event-stream;q=0.1 | true
            text/event-stream                         | true
            text/event-stream;q=0                     | false
            */*                                       | false
            nonsense                                  | false
            """)
    void onlyWhoNamesAStreamOfEventsIsReadyForIt(String accept, boolean isReady) {
        assertThat(ResponseType.includesEvents(List.of(accept))).isEqualTo(isReady);
    }
}
