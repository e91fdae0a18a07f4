package org.dockgraph.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A document as a file of the operator gives it.
///
/// @param id by which clients ask for it
record TrustedDocument(String id, String text) {

    private static final Pattern GRAPHQL_FILE = Pattern.compile("(.+)\\.(?:graphql|gql)");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// Reads the GraphQL files of a folder and of those in it, each known by its name without its ending, or
    /// a manifest: Apollo's, or an object of texts by id, as Relay's compiler and GraphQL Code Generator
    /// write it.
    ///
    /// @throws TrustedDocumentsException if that cannot be done
    static List<TrustedDocument> read(Path source) {
        if (!Files.exists(source)) {
            throw TrustedDocumentsException.of(
                    source, "does not exist. Name a folder of GraphQL files, or a manifest in JSON.");
        }
        try {
            return Files.isDirectory(source) ? ofFolder(source) : ofManifest(source);
        } catch (IOException | UncheckedIOException failure) {
            throw TrustedDocumentsException.of(
                    source, "cannot be read: " + failure + ". It must be readable, and in UTF-8.");
        }
    }

    private static List<TrustedDocument> ofFolder(Path folder) throws IOException {
        List<TrustedDocument> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = GRAPHQL_FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    documents.add(new TrustedDocument(name.group(1), Files.readString(file)));
                }
            }
        }
        return documents;
    }

    private static List<TrustedDocument> ofManifest(Path file) throws IOException {
        try {
            JsonNode manifest = JSON.readTree(Files.readString(file));
            return manifest.path("operations").isArray() ? ofApollo(file, manifest) : ofTexts(file, manifest);
        } catch (JacksonException failure) {
            throw TrustedDocumentsException.of(file, "is no JSON: " + failure.getOriginalMessage() + ".");
        }
    }

    private static List<TrustedDocument> ofApollo(Path file, JsonNode manifest) {
        if (manifest.path("version").asInt(0) != 1) {
            throw TrustedDocumentsException.of(file, "is a manifest of another version than 1, which is not known.");
        }
        List<TrustedDocument> documents = new ArrayList<>();
        for (JsonNode operation : manifest.path("operations")) {
            documents.add(of(file, operation.path("id"), operation.path("body")));
        }
        return documents;
    }

    private static List<TrustedDocument> ofTexts(Path file, JsonNode manifest) {
        if (!manifest.isObject()) {
            throw TrustedDocumentsException.of(
                    file, "is no manifest: it must be Apollo's, or an object of documents by their id.");
        }
        return manifest.properties().stream()
                .map(entry -> of(file, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static TrustedDocument of(Path file, JsonNode id, JsonNode text) {
        if (!id.isString()) {
            throw TrustedDocumentsException.of(
                    file, "has an operation without an id. Each must have a text as its id.");
        }
        return of(file, id.stringValue(), text);
    }

    private static TrustedDocument of(Path file, String id, JsonNode text) {
        if (!text.isString()) {
            throw TrustedDocumentsException.of(
                    file, "has something else than a text as the document " + id + ". Each must be a text.");
        }
        return new TrustedDocument(id, text.stringValue());
    }
}
