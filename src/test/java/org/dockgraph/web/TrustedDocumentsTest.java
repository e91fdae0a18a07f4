package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedDocumentsTest {

    private static final String TEXT = "query Q { a }";
    private static final String MD5 = "4bb9e6fb6a7a4bd7a1c1c2b4f7a9d9f0";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Apollo's            | {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "ID", "body": "TEXT", "name": "Q", "type": "query"}]}
            Relay's and Codegen's | {"ID": "TEXT"}
            """)
    void aManifestGivesItsDocumentsByTheirIdsAndHashes(String whose, String manifest) throws IOException {
        String sha256 = DocumentId.ofText(TEXT).value();
        for (String id : List.of(MD5, sha256, "sha256:" + sha256, "app/1.0/Q")) {
            TrustedDocuments documents =
                    read(file("manifest.json", manifest.replace("ID", id).replace("TEXT", TEXT)));

            assertThat(documents.find(DocumentId.of(id))).as(whose).isEqualTo(TEXT);
            assertThat(documents.find(DocumentId.of("sha256:" + sha256))).isEqualTo(TEXT);
            assertThat(documents.find(DocumentId.of("another"))).isNull();
        }
    }

    /// The file is as `@apollo/generate-persisted-query-manifest` 1.4.0 has written it.
    @Test
    void theManifestOfApollosGeneratorGivesItsDocuments() {
        TrustedDocuments documents = read(Path.of("src/test/resources/documents/apollo-manifest.json"));

        DocumentId docked = DocumentId.of("ef8b075510a72ca6557f1439f73ec7cc62df9ef22f3888920de67e75f52353fe");
        assertThat(documents.find(docked)).contains("query Docked {", "fragment Vehicle on DockingEvent {");
        assertThat(DocumentId.ofText(Objects.requireNonNull(documents.find(docked))))
                .isEqualTo(docked);
    }

    @Test
    void aFolderGivesItsFilesByNameAndByHashWithAndWithoutTheLineBreakAtTheirEnd() throws IOException {
        file("docked.graphql", TEXT + "\n");
        Files.createDirectory(folder.resolve("more"));
        file("more/Station.gql", "{ b }");
        file("README.md", "not a document");
        file(".graphql", "no name");

        TrustedDocuments documents = read(folder);

        assertThat(documents.find(DocumentId.of("docked"))).isEqualTo(TEXT + "\n");
        assertThat(documents.find(DocumentId.ofText(TEXT + "\n"))).isEqualTo(TEXT + "\n");
        assertThat(documents.find(DocumentId.ofText(TEXT))).isEqualTo(TEXT + "\n");
        assertThat(documents.find(DocumentId.of("Station"))).isEqualTo("{ b }");
        assertThat(documents.find(DocumentId.of("README"))).isNull();
    }

    @Test
    void nothingIsTrustedUnlessItIsSet() {
        TrustedDocuments documents = TrustedDocuments.of(new DocumentsProperties(null, false), _ -> List.of());

        assertThat(documents.find(DocumentId.ofText(TEXT))).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"a":                                          | is no JSON: Unexpected end-of-input
            {"a": "{ a }", "a": "{ b }"}                   | is no JSON: Duplicate Object property "a"
            ["{ a }"]                                      | is no manifest: it must be Apollo's, or an object of documents by their id.
            {"a": {"body": "{ a }"}}                       | has something else than a text as the document a. Each must be a text.
            {"version": 2, "operations": []}               | is a manifest of another version than 1, which is not known.
            {"version": 1, "operations": [{"body": "x"}]}  | has an operation without an id. Each must have a text as its id.
            {"version": 1, "operations": [{"id": "x"}]}    | has something else than a text as the document x. Each must be a text.
            {"version": 1, "operations": [{"id": "x", "body": "{ a }"}, {"id": "x", "body": "{ b }"}]} | gives two documents the id x. Give each an id of its own.
            """)
    void aManifestThatIsWrongStopsTheStart(String manifest, String fault) throws IOException {
        Path file = file("manifest.json", manifest);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(TrustedDocumentsException.class)
                .hasMessageStartingWith("dockgraph.documents.trusted is " + file + ", which " + fault);
    }

    @Test
    void filesOfOneNameStopTheStartUnlessTheyAreTheSame() throws IOException {
        Files.createDirectory(folder.resolve("more"));
        file("Q.graphql", "{ a }");
        file("more/Q.graphql", "{ a }");
        assertThat(read(folder).find(DocumentId.of("Q"))).isEqualTo("{ a }");

        file("more/Q.graphql", "{ b }");
        assertThatThrownBy(() -> read(folder)).hasMessageContaining("gives two documents the id Q");
    }

    @Test
    void aSourceThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> read(folder.resolve("nowhere")))
                .hasMessageEndingWith(
                        "nowhere, which does not exist. Name a folder of GraphQL files, or a manifest in JSON.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "Q.graphql"})
    void aFileThatIsNotUtf8StopsTheStart(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), "{\"a\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(name.endsWith("json") ? file : folder))
                .hasMessageContaining("which cannot be read: ")
                .hasMessageEndingWith("It must be readable, and in UTF-8.");
    }

    @Test
    void everyDocumentThatCannotBeRunIsNamedWithItsProblems() throws IOException {
        file("good.graphql", "{ a }");
        file("bad.graphql", "{ b }");
        file("worse.graphql", "{");

        assertThatThrownBy(() -> TrustedDocuments.of(
                        new DocumentsProperties(folder, false),
                        document -> document.equals("{ a }") ? List.of() : List.of("one", "two")))
                .hasMessageEndingWith("must fit the schema:\n  bad: one\n  bad: two\n  worse: one\n  worse: two");
    }

    @Test
    void nothingToRunStopsTheStart() {
        assertThat(read(folder).find(DocumentId.of("Q"))).isNull();
        assertThatThrownBy(() -> TrustedDocuments.of(new DocumentsProperties(folder, true), _ -> List.of()))
                .hasMessageEndingWith("which holds no document, but nothing else is run.");
        assertThatThrownBy(() -> new DocumentsProperties(null, true))
                .hasMessageStartingWith("dockgraph.documents.only-trusted is true, but no document is trusted.");
    }

    private static TrustedDocuments read(Path source) {
        return TrustedDocuments.of(new DocumentsProperties(source, false), _ -> List.of());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
