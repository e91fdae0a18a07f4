package org.dockgraph.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The documents that the operator trusts, each known by its id and by the hash of its text.
final class TrustedDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedDocuments.class);

    private final Map<DocumentId, String> texts;

    private TrustedDocuments(Map<DocumentId, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /// Reads what the settings name.
    ///
    /// @param problems what keeps a document from being run
    /// @throws TrustedDocumentsException if it cannot be read, a document in it cannot be run, one id is
    ///     given to two, or none is there although nothing else is run
    static TrustedDocuments of(DocumentsProperties settings, Function<String, List<String>> problems) {
        Path source = settings.trusted();
        if (source == null) {
            return new TrustedDocuments(Map.of());
        }
        List<TrustedDocument> documents = TrustedDocument.read(source);
        if (documents.isEmpty() && settings.onlyTrusted()) {
            throw TrustedDocumentsException.of(source, "holds no document, but nothing else is run.");
        }
        requireRunnable(source, documents, problems);
        LOG.info(
                "Documents are trusted; count={} source={} onlyTrusted={}",
                documents.size(),
                source,
                settings.onlyTrusted());
        return new TrustedDocuments(byId(source, documents));
    }

    private static void requireRunnable(
            Path source, List<TrustedDocument> documents, Function<String, List<String>> problems) {
        List<String> faults = new ArrayList<>();
        for (TrustedDocument document : documents) {
            for (String problem : problems.apply(document.text())) {
                faults.add("\n  " + document.id() + ": " + problem);
            }
        }
        if (!faults.isEmpty()) {
            throw TrustedDocumentsException.of(
                    source,
                    "holds documents that cannot be run. Each must be whole, with its operation and the fragments that"
                            + " it uses, and must fit the schema:" + String.join("", faults));
        }
    }

    private static Map<DocumentId, String> byId(Path source, List<TrustedDocument> documents) {
        Map<DocumentId, String> texts = new HashMap<>();
        for (TrustedDocument document : documents) {
            String other = texts.put(DocumentId.of(document.id()), document.text());
            if (other != null && !other.equals(document.text())) {
                throw TrustedDocumentsException.of(
                        source, "gives two documents the id " + document.id() + ". Give each an id of its own.");
            }
        }
        for (TrustedDocument document : documents) {
            texts.putIfAbsent(DocumentId.ofText(document.text()), document.text());
            // A file ends with a line break, which clients' generators leave out of what they hash.
            texts.putIfAbsent(DocumentId.ofText(document.text().stripTrailing()), document.text());
        }
        return texts;
    }

    /// The document with this id or hash; null if none is trusted.
    @Nullable
    String find(DocumentId id) {
        return texts.get(id);
    }
}
