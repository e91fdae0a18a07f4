package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests that nobody in good faith would send, over HTTP.
class HostileRequestsIT {

    private static final Gateway GATEWAY = Gateway.serving("--dockgraph.limits.tokens=200000");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @AfterAll
    static void stop() {
        HTTP.close();
        GATEWAY.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ dockingEvents(filter: <{not:>{}<}>) { totalCount } }",
                "{ nodes(ids: <[><]>) { id } }",
                "{ nodes(ids: <[>",
                "{ _entities(representations: [<{a:>1<}>]) { __typename } }",
                "query ($a: <[>Int<]>) { __typename }",
                "query ($a: Int = <[><]>) { __typename }",
                "<{a>",
                "<{...>",
                "{ <...{>a<}> }",
                "{ __typename @skip(if: <[><]>) }"
            })
    void nestingTenThousandDeepIsToldAndNothingElse(String pattern) throws Exception {
        String deep = Pattern.compile("<(.*?)>")
                .matcher(pattern)
                .replaceAll(part -> part.group(1).repeat(10_000));

        HttpResponse<String> answer = post(JSON.writeValueAsString(Map.of("query", deep)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/errors/0/extensions/code").asString())
                .isEqualTo("QUERY_TOO_DEEP");
    }

    @Test
    void aThousandRandomRequestsAreAnsweredAndNoneBringsItDown() throws Exception {
        RandomRequests random = new RandomRequests(new Random(1));
        for (int i = 0; i < 1000; i++) {
            String body = random.next();

            HttpResponse<String> answer = post(body);

            assertThat(answer.statusCode()).as(body).isIn(200, 400);
            JsonNode response = JSON.readTree(answer.body());
            assertThat(response.has("errors") || response.has("data")).as(body).isTrue();
            assertThat(answer.body()).as(body).doesNotContain("INTERNAL", "Exception", "org.dockgraph", "java.");
        }
        assertThat(post("{\"query\": \"{ __typename }\"}").body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @Test
    void theStandardIntrospectionQueryPasses() throws Exception {
        HttpResponse<String> answer =
                post(JSON.writeValueAsString(Map.of("query", IntrospectionQuery.INTROSPECTION_QUERY)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"data\":{\"__schema\"").doesNotContain("\"errors\"");
    }

    @Test
    void refusalsAreCounted() throws Exception {
        double before = refusals();

        post("{\"query\": \"{ " + "__typename ".repeat(21) + "}\"}");

        assertThat(refusals()).isEqualTo(before + 1);
    }

    private static double refusals() {
        return GATEWAY.bean(MeterRegistry.class)
                .get("dockgraph.limits")
                .tag("limit", "root-fields")
                .counter()
                .count();
    }

    private static HttpResponse<String> post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(GATEWAY.endpoint())
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
