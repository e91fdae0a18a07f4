package org.dockgraph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is no setting is refused, and said with what may have been meant.
class SettingsTest {

    private final SettingNames names = SettingNames.declared();

    private List<SettingNames.Unknown> unknown(String property) {
        return names.unknownIn(new MapPropertySource("some", Map.of(property, "x")));
    }

    private List<SettingNames.Unknown> unknownVariables(String... variables) {
        return names.unknownIn(new SystemEnvironmentPropertySource(
                "environment", Arrays.stream(variables).collect(Collectors.toMap(name -> name, _ -> "x"))));
    }

    @ParameterizedTest
    @CsvSource({
        "dockgraph.limit.depth, dockgraph.limits.depth",
        "dockgraph.limits.dept, dockgraph.limits.depth",
        "dockgraph.depth, dockgraph.limits.depth",
        "dockgraph.upstream.api-keys, dockgraph.upstream.api-key",
        "dockgraph.upstream.apikey.value, dockgraph.upstream.api-key",
        "dockgraph.upstream.callsPerHours, dockgraph.upstream.calls-per-hour",
        "dockgraph.cors.allowed-origin[0], dockgraph.cors.allowed-origins"
    })
    void aPropertyThatIsNoSettingIsFoundWithTheNearestThatIs(String name, String nearest) {
        assertThat(unknown(name)).containsExactly(new SettingNames.Unknown(name, nearest));
    }

    @ParameterizedTest
    @CsvSource({
        "DOCKGRAPH_LIMIT_DEPTH, DOCKGRAPH_LIMITS_DEPTH",
        "DOCKGRAPH_UPSTREAM_API_KEYS, DOCKGRAPH_UPSTREAM_API_KEY",
        "DOCKGRAPH_HTTP_BODYLIMITS, DOCKGRAPH_HTTP_BODYLIMIT",
        "DOCKGRAPH_REPLCIA_PORT, DOCKGRAPH_REPLICA_PORT",
        "DOCKGRAPH_LIMITS_DEPTHS_0, DOCKGRAPH_LIMITS_DEPTH"
    })
    void aVariableThatIsNoSettingIsFoundWithTheNearestThatIs(String name, String nearest) {
        assertThat(unknownVariables(name)).containsExactly(new SettingNames.Unknown(name, nearest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dockgraph.limits.depth",
                "dockgraph.http.bodyLimit",
                "dockgraph.http.body_limit",
                "dockgraph.cors.allowed-origins[1]",
                "dockgraph.replica.only",
                "dockgraphs.limit",
                "server.prot"
            })
    void everyFormThatSpringTakesIsASettingAndWhatIsNotOursIsNotLookedAt(String name) {
        assertThat(unknown(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOCKGRAPH_LIMITS_DEPTH",
                "dockgraph_limits_depth",
                "DOCKGRAPH_HTTP_BODYLIMIT",
                "DOCKGRAPH_HTTP_BODY_LIMIT",
                "DOCKGRAPH_CORS_ALLOWEDORIGINS_1",
                "DOCKGRAPH_CORS_ALLOWED_ORIGINS_1_",
                "DOCKGRAPHS_LIMIT",
                "SERVER_PROT"
            })
    void soIsEveryFormOfAVariable(String name) {
        assertThat(unknownVariables(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOCKGRAPH_SERVICE_HOST", // of Kubernetes, beside a service of that name
                "DOCKGRAPH_PORT_8080_TCP_ADDR",
                "DOCKGRAPH_URL" // of somebody who asks the gateway
            })
    void aVariableThatIsFarFromAllSettingsBelongsToAnotherProgram(String name) {
        assertThat(unknownVariables(name)).isEmpty();
    }

    @Test
    void everySettingIsDescribedToEditors() throws IOException {
        int described = 0;
        for (URL file : Collections.list(
                Dockgraph.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            for (JsonNode setting : new JsonMapper().readTree(file.openStream()).path("properties")) {
                String name = setting.path("name").asString();
                if (name.startsWith("dockgraph.")) {
                    assertThat(setting.path("description").asString(""))
                            .as(name)
                            .isNotBlank();
                    described++;
                }
            }
        }
        assertThat(described).isGreaterThan(40);
    }

    /// The start as from the command line.
    @ExtendWith(OutputCaptureExtension.class)
    static class AtStart {

        @Test
        void theGatewayDoesNotStartAndSaysWhyWithoutTheValue(CapturedOutput output) {
            assertThatThrownBy(() -> Dockgraph.application()
                            .run("--dockgraph.upstream.api-keys=secret", "--dockgraph.limit.depth=5"))
                    .isInstanceOf(UnknownSettingsException.class);

            assertThat(output)
                    .contains("There is no setting dockgraph.upstream.api-keys."
                            + " Did you mean dockgraph.upstream.api-key?")
                    .contains("There is no setting dockgraph.limit.depth. Did you mean dockgraph.limits.depth?")
                    .doesNotContain("secret", "\tat ");
        }

        @Test
        void aVariableOfTheProcessStopsItToo() throws Exception {
            ProcessBuilder builder = new ProcessBuilder(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Dockgraph.class.getName());
            builder.environment().put("DOCKGRAPH_LIMIT_DEPTH", "secret");
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(output)
                    .contains("There is no setting DOCKGRAPH_LIMIT_DEPTH. Did you mean DOCKGRAPH_LIMITS_DEPTH?")
                    .doesNotContain("secret", "\tat ");
        }

        @Test
        void theReplicaByItselfDoesNotEither(CapturedOutput output) {
            assertThatThrownBy(() ->
                            Dockgraph.application().run("--dockgraph.replica.only=true", "--dockgraph.replica.prot=0"))
                    .isInstanceOf(UnknownSettingsException.class);

            assertThat(output).contains("Did you mean dockgraph.replica.port?");
        }
    }
}
