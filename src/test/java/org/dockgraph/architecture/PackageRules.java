package org.dockgraph.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What each package may import of ours, and what none may do. The rules are made for a root package, so that they
/// can be tried on a house that breaks every one of them.
final class PackageRules {

    /// For each package, the packages of ours that it may import.
    static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("docking", List.of()),
            Map.entry("plan", List.of("docking")),
            Map.entry("store", List.of("docking", "plan")),
            Map.entry("upstream", List.of("docking", "plan")),
            Map.entry("fetch", List.of("docking", "plan", "store", "upstream")),
            Map.entry("graphql", List.of("docking", "plan", "fetch")),
            Map.entry("mirror", List.of("docking", "plan", "store", "fetch")),
            Map.entry("operate", List.of("fetch", "mirror")),
            Map.entry("compiled", List.of("docking", "plan", "fetch", "graphql")),
            Map.entry("web", List.of("graphql", "fetch", "compiled")),
            Map.entry("replica", List.of()));

    private PackageRules() {}

    /// All rules by name.
    static Map<String, ArchRule> of(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        MAY_IMPORT.forEach((name, others) -> rules.put(name + " imports only " + others, imports(root, name, others)));
        rules.put("plan is pure", planIsPure(root));
        rules.put("only graphql and compiled know GraphQL", onlyTwoKnowGraphql(root));
        rules.put("no cycles", slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put("no field injection", noFieldInjection());
        rules.put("no names that say nothing", noEmptyNames(root));
        return rules;
    }

    private static ArchRule imports(String root, String name, List<String> others) {
        String[] allowed = Stream.concat(Stream.of(name), others.stream())
                .map(other -> root + "." + other + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(root + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(root + "..").or(resideInAnyPackage(allowed)));
    }

    /// No clock, no I/O, no framework: a plan follows from what it is given.
    private static ArchRule planIsPure(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net.http..", "java.nio..", "org.springframework..", "graphql..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime");
    }

    private static ArchRule onlyTwoKnowGraphql(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".graphql..", root + ".compiled..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("graphql..", "org.dataloader..", "org.springframework.graphql..");
    }

    private static ArchRule noFieldInjection() {
        return fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .andShould()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value");
    }

    private static ArchRule noEmptyNames(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(".*\\.(Abstract|Default)[A-Z]\\w*|.*(Util|Utils|Impl|Manager|Helper|Common)$");
    }
}
