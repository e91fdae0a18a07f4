package org.dockgraph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The house keeps its rules, and each rule notices a house that does not: `twin` is a small one that breaks them
/// all.
class ArchitectureTest {

    private static final String ROOT = "org.dockgraph";
    private static final String TWIN = "org.dockgraph.architecture.twin";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages(TWIN);

    static Stream<String> rules() {
        return PackageRules.of(ROOT).keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseKeeps(String rule) {
        rule(ROOT, rule).check(HOUSE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aBrokenHouseIsNoticedBy(String rule) {
        assertThat(rule(TWIN, rule).evaluate(BROKEN_HOUSE).hasViolation()).isTrue();
    }

    @Test
    void everyPackageHasARule() throws Exception {
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/org/dockgraph"))) {
            assertThat(packages.filter(Files::isDirectory)
                            .map(directory -> directory.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PackageRules.MAY_IMPORT.keySet());
        }
    }

    @Test
    void everyPackageSaysWhatItIsForAndThatItIsNullMarked() throws Exception {
        try (Stream<Path> packages = Files.walk(Path.of("src/main/java/org/dockgraph"))) {
            for (Path directory : packages.filter(Files::isDirectory).toList()) {
                assertThat(Files.readString(directory.resolve("package-info.java")))
                        .startsWith("///")
                        .contains("@NullMarked");
            }
        }
    }

    private static ArchRule rule(String root, String name) {
        return Objects.requireNonNull(PackageRules.of(root).get(name));
    }
}
