package org.dockgraph.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.jspecify.annotations.Nullable;

/// Documents that clients have sent with their hash, to send only the hash from then on. As many are kept as
/// fit; of more, those that are asked least give way, so that a flood of new ones does not wash out those in
/// use. A client whose document has gone is told so, and sends it again.
final class RegisteredDocuments {

    /// The longest document that is kept, in characters. Clients' own are a hundred times shorter.
    static final int LONGEST = 1 << 17;

    /// What the documents may take in all, in bytes.
    static final int CAPACITY = 16 << 20;

    /// What one takes beside its text, in bytes: with this, they are 32,768 at most.
    private static final int OVERHEAD = 512;

    private final Cache<DocumentId, String> texts = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .<DocumentId, String>weigher((_, text) -> OVERHEAD + Character.BYTES * text.length())
            .executor(Runnable::run) // what gives way goes at once
            .recordStats()
            .build();

    RegisteredDocuments(MeterRegistry registry) {
        CaffeineCacheMetrics.monitor(registry, texts, "registered-documents");
    }

    /// The document with this hash; null if none is kept.
    @Nullable
    String find(DocumentId hash) {
        return texts.getIfPresent(hash);
    }

    /// Keeps a document, unless it is too long.
    ///
    /// @param hash of its text
    void keep(DocumentId hash, String document) {
        if (document.length() <= LONGEST) {
            texts.put(hash, document);
        }
    }
}
