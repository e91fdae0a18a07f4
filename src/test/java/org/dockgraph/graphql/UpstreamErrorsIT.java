package org.dockgraph.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.dockgraph.Gateway;
import org.dockgraph.upstream.ScriptedSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What a client gets when the source fails: null and a coded error there, and everything else.
class UpstreamErrorsIT {

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile @Nullable Failure failure;
    private @Nullable ScriptedSource source;
    private final Gateway gateway = Gateway.startBehind(this::meddler, "--dockgraph.upstream.timeout=2s");

    /// What is done to requests whose target has this text.
    private record Failure(String target, ScriptedSource.Script script) {}

    @AfterEach
    void stop() {
        gateway.close();
        if (source != null) {
            source.close();
        }
        http.close();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("UPSTREAM_RATE_LIMITED", answer("429 Too Many Requests", "Retry-After: 40")),
                Arguments.of("UPSTREAM_UNAVAILABLE", answer("502 Bad Gateway")),
                Arguments.of("UPSTREAM_BAD_RESPONSE", answer("200 OK")),
                Arguments.of("UPSTREAM_UNAVAILABLE", (ScriptedSource.Script) (_, connection) -> connection.close()),
                Arguments.of("UPSTREAM_TIMEOUT", (ScriptedSource.Script)
                        (_, connection) -> connection.getInputStream().read()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsNullWithACodeAndTheRestIsDelivered(String code, ScriptedSource.Script script) {
        gateway.ask("{ dockingEvents(first: 3) { nodes { docking } } }")
                .errors()
                .verify();
        failure = new Failure("spacestation", script);

        JsonNode response = gateway.response(
                "{ dockingEvents(first: 1) { nodes { ll2Id } } station: spaceStation(id: 4) { name } }", Map.of());

        assertThat(response.at("/data/dockingEvents/nodes/0/ll2Id").asInt()).isEqualTo(633);
        assertThat(response.at("/data/station").isNull()).isTrue();
        assertThat(response.at("/errors").size()).isEqualTo(1);
        assertThat(response.at("/errors/0/path/0").asString()).isEqualTo("station");
        assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo(code);
        assertThat(response.at("/errors/0/extensions/retryAfter").asInt(0))
                .isEqualTo(code.equals("UPSTREAM_RATE_LIMITED") ? 40 : 0);
        assertThat(response.toString()).doesNotContain("localhost", "127.0.0.1", "<html>", "Exception");
    }

    @Test
    void ofAHeldEntityOnlyTheFieldsThatAreNotHeldAreNull() {
        gateway.ask("{ dockingEvents(first: 100) { nodes { docking } } }")
                .errors()
                .verify();
        failure = new Failure("", answer("503 Service Unavailable"));

        JsonNode response = gateway.response(
                "{ dockingEvents(first: 2) { nodes { ll2Id spaceStation { name } flightVehicle { spacecraft { name } } } } }",
                Map.of());

        JsonNode first = response.at("/data/dockingEvents/nodes/0");
        assertThat(first.path("ll2Id").asInt()).isEqualTo(633);
        assertThat(first.path("spaceStation").isNull()).isTrue();
        assertThat(first.at("/flightVehicle/spacecraft/name").asString()).isEqualTo("Shenzhou 22");
        assertThat(response.at("/errors").size()).isEqualTo(2);
        assertThat(response.at("/errors/1/path").toString()).contains("dockingEvents", "nodes", "spaceStation");
        assertThat(response.at("/errors/1/extensions/code").asString()).isEqualTo("UPSTREAM_UNAVAILABLE");
    }

    @Test
    void aPageIsGivenWithoutItsTotalWhenOnlyThatIsMissing() {
        gateway.ask("{ dockingEvents(first: 100) { nodes { docking } } }")
                .errors()
                .verify();
        failure = new Failure("", answer("503 Service Unavailable"));

        JsonNode response = gateway.response(
                "{ dockingEvents(first: 1, filter: { spacecraftConfig: { eq: 1 } }) { totalCount nodes { ll2Id } } }",
                Map.of());

        assertThat(response.at("/data/dockingEvents/totalCount").isNull()).isTrue();
        assertThat(response.at("/data/dockingEvents/nodes").size()).isEqualTo(1);
        assertThat(response.at("/errors/0/path/1").asString()).isEqualTo("totalCount");
    }

    private static ScriptedSource.Script answer(String status, String... headers) {
        byte[] answer = ScriptedSource.answer(status, "<html>secret</html>".getBytes(UTF_8), headers);
        return (_, connection) -> connection.getOutputStream().write(answer);
    }

    /// Stands between the gateway and the replica.
    private URI meddler(URI replica) {
        source = ScriptedSource.that((target, connection) -> {
            Failure planned = failure;
            if (planned != null && target.contains(planned.target)) {
                planned.script.answer(target, connection);
            } else {
                relay(replica.resolve(target), connection);
            }
        });
        return source.baseAddress();
    }

    private void relay(URI target, Socket connection) throws IOException {
        try {
            byte[] body = http.send(
                            HttpRequest.newBuilder(target)
                                    .header("Accept", "application/json")
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
            connection.getOutputStream().write(ScriptedSource.answer("200 OK", body));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
