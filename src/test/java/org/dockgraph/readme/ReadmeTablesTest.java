package org.dockgraph.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dockgraph.Dockgraph;
import org.dockgraph.replica.ReplicaProperties;
import org.dockgraph.upstream.UpstreamProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the README's tables and links to what is there.
class ReadmeTablesTest {

    /// What the table gives as the default of a setting that has none.
    private static final String UNSET = "unset";

    /// Values for the settings that have no default.
    private static final Map<String, String> EXAMPLES = Map.of(
            "dockgraph.upstream.base-url", "https://ll.thespacedevs.com/2.0.0/",
            "dockgraph.upstream.api-key", "secret",
            "dockgraph.upstream.calls-per-hour", "15",
            "dockgraph.upstream.reserve", "4",
            "dockgraph.replica.dataset", "dataset.json");

    private final Readme readme = Readme.read();
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties({UpstreamProperties.class, ReplicaProperties.class})
    static class Settings {}

    @Test
    void settingsOfDockgraphAreAllThereWithTheirDefaults() throws IOException {
        Map<String, String> declared = declared();
        declared.keySet().removeIf(name -> !name.startsWith("dockgraph."));
        Map<String, String> told = settings();
        told.keySet().removeIf(name -> !name.startsWith("dockgraph."));
        assertThat(told).isEqualTo(declared).hasSizeGreaterThan(5);
    }

    @Test
    void settingsOfOthersExist() throws IOException {
        assertThat(declared().keySet()).containsAll(settings().keySet());
    }

    @Test
    void everySettingBinds() {
        settings().forEach((name, value) -> {
            String given = value.equals(UNSET) ? EXAMPLES.getOrDefault(name, "") : value;
            context.withPropertyValues(name + "=" + given)
                    .run(started -> assertThat(started).as(name).hasNotFailed());
        });
    }

    @Test
    void environmentVariablesBind() {
        Map<String, Object> variables = new LinkedHashMap<>();
        readme.all("\\b(DOCKGRAPH_[A-Z_]+)").forEach(variable -> variables.put(variable, "127.0.0.1"));
        assertThat(variables).containsKey("DOCKGRAPH_UPSTREAM_API_KEY");
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        context.withInitializer(starting -> starting.getEnvironment()
                        .getPropertySources()
                        .replace(name, new SystemEnvironmentPropertySource(name, variables)))
                .run(started -> {
                    assertThat(started).hasNotFailed();
                    assertThat(started.getBean(UpstreamProperties.class).apiKey())
                            .hasFieldOrPropertyWithValue("value", "127.0.0.1");
                    assertThat(started.getBean(ReplicaProperties.class)
                                    .address()
                                    .getHostAddress())
                            .isEqualTo("127.0.0.1");
                });
    }

    @Test
    void argumentsOfCommandsAreInTheTable() {
        assertThat(readme.all("--((?:dockgraph|server|spring)\\.[a-z.-]+)="))
                .hasSizeGreaterThan(4)
                .allSatisfy(name -> assertThat(settings()).containsKey(name));
    }

    @Test
    void errorCodesAreAllThere() throws ClassNotFoundException {
        Object[] codes = Class.forName("org.dockgraph.graphql.ErrorCode").getEnumConstants();
        assertThat(readme.table("`extensions.code`").stream().map(List::getFirst))
                .containsExactlyElementsOf(
                        Arrays.stream(codes).map(String::valueOf).toList());
    }

    @Test
    void packagesAreAllThere() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/dockgraph"))) {
            List<String> packages = files.filter(Files::isDirectory)
                    .map(directory -> "[`" + directory.getFileName() + "`]("
                            + directory.toString().replace('\\', '/') + ")")
                    .toList();
            assertThat(readme.table("package").stream().map(List::getFirst))
                    .containsExactlyInAnyOrderElementsOf(packages);
        }
    }

    @Test
    void linkedFilesExist() {
        assertThat(readme.all("\\]\\((?!https?:|#)([^)]+)\\)"))
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @Test
    void linkedHeadingsExist() {
        List<String> headings = readme.all("(?m)^#+ (.+)$").stream()
                .map(heading ->
                        heading.toLowerCase(Locale.ROOT).replace(",", "").replace(' ', '-'))
                .toList();
        assertThat(headings).containsAll(readme.all("\\]\\(#([^)]+)\\)"));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        readme.table("setting").forEach(row -> settings.put(row.get(0), row.get(1)));
        return settings;
    }

    /// Every setting that the gateway's parts declare, with its default.
    private static Map<String, String> declared() throws IOException {
        Map<String, String> declared = new LinkedHashMap<>();
        for (URL file : Collections.list(
                Dockgraph.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream content = file.openStream()) {
                for (JsonNode setting : new JsonMapper().readTree(content).path("properties")) {
                    declared.put(
                            setting.path("name").asString(),
                            setting.path("defaultValue").asString(UNSET));
                }
            }
        }
        return declared;
    }
}
