package org.dockgraph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The file that is handed out.
class PackagedIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String BILL_OF_MATERIALS = "META-INF/sbom/application.cdx.json";

    @Test
    void itsBillOfMaterialsListsEveryLibraryInItWithItsVersion() throws IOException {
        try (JarFile packaged = new JarFile("target/dockgraph.jar")) {
            List<String> listed = listed(packaged);

            assertThat(listed).anyMatch(name -> name.startsWith("graphql-java-26."));
            assertThat(listed).anyMatch(name -> name.startsWith("spring-graphql-2."));
            assertThat(packaged.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                            .map(name -> name.substring(LIBRARIES.length()))
                            .filter(name -> !name.startsWith("spring-boot-jarmode-"))) // part of the packaging itself
                    .hasSizeGreaterThan(50)
                    .isSubsetOf(listed);
        }
    }

    /// As the names of their files.
    private static List<String> listed(JarFile packaged) throws IOException {
        ZipEntry entry = packaged.stream()
                .filter(file -> file.getName().endsWith(BILL_OF_MATERIALS))
                .findFirst()
                .orElseThrow();
        try (InputStream content = packaged.getInputStream(entry)) {
            return new JsonMapper()
                    .readTree(content)
                    .path("components")
                    .valueStream()
                    .map(PackagedIT::fileName)
                    .toList();
        }
    }

    private static String fileName(JsonNode component) {
        return component.path("name").asString() + "-"
                + component.path("version").asString() + ".jar";
    }
}
