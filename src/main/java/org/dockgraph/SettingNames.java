package org.dockgraph;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// The names that the gateway's settings have, by which those are found that look like one and are none.
final class SettingNames {

    /// A name that looks like a setting's.
    ///
    /// @param nearest the setting's name that is most like it
    record Unknown(String name, String nearest) {}

    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("dockgraph");
    private static final String VARIABLE_PREFIX = "DOCKGRAPH_";

    /// The characters in which a variable may differ from a setting's to be taken for a misspelt one. Other programs
    /// have variables with our name in front too, such as Kubernetes where a service is called so.
    private static final int SLIP = 2;

    private final List<String> names;
    private final Set<ConfigurationPropertyName> properties;
    private final Set<String> variables;

    /// @param names such as `dockgraph.http.body-limit`
    SettingNames(Collection<String> names) {
        this.names = List.copyOf(names);
        this.properties = names.stream().map(ConfigurationPropertyName::of).collect(Collectors.toUnmodifiableSet());
        this.variables = names.stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replace('.', '_'))
                .flatMap(name -> Stream.of(name.replace('-', '_'), name.replace("-", "")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Those that the build has found in the code.
    static SettingNames declared() {
        try (InputStream metadata = Objects.requireNonNull(Dockgraph.class.getResourceAsStream(METADATA), METADATA)) {
            return new SettingNames(new JsonMapper()
                    .readTree(metadata)
                    .path("properties")
                    .valueStream()
                    .map(setting -> setting.path("name").asString())
                    .filter(name -> PREFIX.isAncestorOf(ConfigurationPropertyName.of(name)))
                    .toList());
        } catch (IOException failure) {
            throw new IllegalStateException(METADATA + " cannot be read.", failure);
        }
    }

    /// What a source of settings has beneath `dockgraph.` that is no setting.
    List<Unknown> unknownIn(EnumerablePropertySource<?> source) {
        if (source instanceof SystemEnvironmentPropertySource) {
            return unknownVariables(source.getPropertyNames());
        }
        return Stream.of(source.getPropertyNames())
                .filter(name -> {
                    ConfigurationPropertyName property = withoutIndex(ConfigurationPropertyName.adapt(name, '.'));
                    return PREFIX.isAncestorOf(property) && !properties.contains(property);
                })
                .map(name -> new Unknown(name, nearest(name, names)))
                .toList();
    }

    private List<Unknown> unknownVariables(String... present) {
        return Stream.of(present)
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(name -> name.startsWith(VARIABLE_PREFIX) && !variables.contains(withoutIndex(name)))
                .map(name -> new Unknown(name, nearest(name, variables)))
                .filter(unknown -> distance(withoutIndex(unknown.name()), unknown.nearest()) <= SLIP)
                .toList();
    }

    private static String withoutIndex(String variable) {
        return variable.replaceFirst("(_\\d+)+_?$", "");
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() ? withoutIndex(name.getParent()) : name;
    }

    private static String nearest(String name, Collection<String> among) {
        return among.stream()
                .min(Comparator.comparingInt(other -> distance(name, other)))
                .orElseThrow();
    }

    /// How many characters must be put in, left out or exchanged to make one of the other.
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
