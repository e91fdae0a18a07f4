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
    static final Map<String, List<String>> MAY_IMPORT = Map.of(
            "docking", List.of(),
            "plan", List.of("docking"),
            "store", List.of("docking", "plan"),
            "upstream", List.of("docking", "plan"),
            "fetch", List.of("docking", "plan", "store", "upstream"),
            "graphql", List.of("docking", "plan", "fetch"),
            "mirror", List.of("docking", "plan", "store", "fetch"),
            "operate", List.of("fetch", "mirror"),
            "web", List.of("graphql", "fetch"),
            "replica", List.of());

    private PackageRules() {}

    /// All rules by name.
    static Map<String, ArchRule> of(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        MAY_IMPORT.forEach((name, others) -> rules.put(name + " imports only " + others, imports(root, name, others)));
        rules.put("plan is pure", planIsPure(root));
        rules.put("only graphql knows GraphQL", onlyGraphqlKnowsGraphql(root));
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

    private static ArchRule onlyGraphqlKnowsGraphql(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".graphql..")
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
