package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pages, programs and caches that ask what they should, and need no call to the source for it.
final class GoodTraffic implements Traffic {

    private static final int CLIENTS = 8;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String QUERY = "query="
            + encoded(
                    "{ dockingEvents(first: 100, filter: { docking: { lt: \"2020-01-01T00:00:00Z\" } }) { nodes { id } } }");
    /// Of `{__typename}`.
    private static final String HASH = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";

    private static final List<String> QUESTIONS = List.of(
            "{ dockingEvents(filter: { docked: true }) { nodes { docking flightVehicle { spacecraft { name } } } } }",
            "{ dockingEvents(filter: { agency: { eq: \"121\" } }, orderBy: { field: DOCKING, direction: ASC }) {"
                    + " totalCount nodes { docking stay flightVehicle { spacecraft { name } } } } }",
            "{ spaceStation(id: \"4\") { name dockingEvents(last: 20) { nodes { docking dockingLocation { name } } } } }",
            "{ nodes(ids: [\"RG9ja2luZ0V2ZW50OjYzMw\"]) { id ... on DockingEvent { docking } } }",
            "{ agencies(first: 5) { edges { cursor node { name countryCode } } } dockingLocations { totalCount } }",
            "{ upstream { source stale breaker budget { remaining } mirror { complete events } } }",
            "{ __schema { types { name fields { name } } } }");

    private final Duration time;

    GoodTraffic(Duration time) {
        this.time = time;
    }

    @Override
    public Outcome at(URI endpoint) throws Exception {
        try (Client client = new Client(endpoint)) {
            int visits = Crowd.during(time, CLIENTS, () -> {
                switch (ThreadLocalRandom.current().nextInt(4)) {
                    case 0 -> pageThroughHistory(client);
                    case 1 -> askAgainWithTag(client);
                    case 2 -> sendHash(client);
                    default -> {
                        for (String question : QUESTIONS) {
                            data(client.ask(question));
                        }
                    }
                }
                return null;
            });
            return Outcome.of(visits + " visits");
        }
    }

    private static JsonNode data(Client.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        JsonNode response = JSON.readTree(answer.bytes());
        assertThat(response.has("errors")).as("%s", answer).isFalse();
        return response.path("data");
    }

    private static void pageThroughHistory(Client client) throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "null";
        JsonNode page;
        do {
            page = data(client.ask("{ dockingEvents(first: 40, after: " + after
                            + ", filter: { docking: { lt: \"2026-01-01T00:00:00Z\" } }) {"
                            + " totalCount nodes { id docking departure } pageInfo { hasNextPage endCursor } } }"))
                    .path("dockingEvents");
            page.path("nodes").forEach(event -> ids.add(event.path("id").asString()));
            after = page.at("/pageInfo/endCursor").toString();
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        assertThat(ids).hasSize(page.path("totalCount").asInt()).hasSizeGreaterThan(200);
    }

    private static void askAgainWithTag(Client client) throws Exception {
        Client.Answer plain = client.get(QUERY);
        data(plain);
        String tag = plain.header("ETag");
        assertThat(client.get(QUERY, "If-None-Match", tag).status()).isEqualTo(304);
        Client.Answer packed = client.get(QUERY, "Accept-Encoding", "gzip");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(unpacked(packed)).isEqualTo(plain.bytes());
    }

    private static byte[] unpacked(Client.Answer answer) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
            return in.readAllBytes();
        }
    }

    private static void sendHash(Client client) throws Exception {
        data(client.post("{\"query\": \"{__typename}\", \"extensions\": {\"persistedQuery\":"
                + " {\"version\": 1, \"sha256Hash\": \"" + HASH + "\"}}}"));
        data(client.get("documentId=sha256:" + HASH));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
