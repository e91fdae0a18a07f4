package org.dockgraph.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.AssertException;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dockgraph.fetch.Rehearsal;
import org.jspecify.annotations.Nullable;

/// Keeps documents that were parsed, checked and validated, by their text. One that cannot be run is not kept: nobody
/// asks it often. Nor is one that is only rehearsed, so that it is not counted.
final class ParsedDocuments implements PreparsedDocumentProvider {

    /// What the documents may take in all, in bytes.
    private static final int CAPACITY = 32 << 20;

    /// What a character of a document comes to when it is parsed, in bytes, about: a field of one letter is some 200.
    private static final int BYTES_A_CHARACTER = 100;

    private final Cache<String, PreparsedDocumentEntry> documents = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .<String, PreparsedDocumentEntry>weigher((text, _) -> BYTES_A_CHARACTER * (text.length() + 10))
            .executor(Runnable::run) // what gives way goes at once
            .recordStats()
            .build();

    ParsedDocuments(MeterRegistry registry) {
        CaffeineCacheMetrics.monitor(registry, documents, "parsed-documents");
    }

    /// The document of a text, if it was parsed before and can be run; null if not.
    @Nullable
    Document find(String text) {
        PreparsedDocumentEntry entry = documents.getIfPresent(text);
        return entry == null ? null : entry.getDocument();
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        if (input.getGraphQLContext().hasKey(Rehearsal.class)) {
            return CompletableFuture.completedFuture(parsed(input, parseAndValidate));
        }
        String text = input.getQuery();
        PreparsedDocumentEntry entry = documents.getIfPresent(text);
        if (entry == null) {
            entry = parsed(input, parseAndValidate);
            if (!entry.hasErrors()) {
                documents.put(text, entry);
            }
        }
        return CompletableFuture.completedFuture(entry);
    }

    private static PreparsedDocumentEntry parsed(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            return parseAndValidate.apply(input);
        } catch (AssertException _) { // a bug of its parser, which lacks the words for "\\u{FFFFFFFFF}"
            throw Limits.refusal(
                    ErrorCode.GRAPHQL_PARSE_FAILED,
                    "The document has an escaped character that there is not. The last one is \\u{10FFFF}.",
                    null,
                    Map.of());
        }
    }
}
