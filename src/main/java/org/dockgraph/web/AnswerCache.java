package org.dockgraph.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.ValidOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// Whole answers, kept as bytes for as long as the same question has the same answer: until what is held says
/// something else, something of the answer is to be fetched anew, or an event begins or ends. Only answers that were
/// fresh are kept, so that one that is given again has nothing in it that is due.
///
/// *Threads:* safe.
final class AnswerCache {

    /// What an answer takes beside its bytes, about, and its packed bytes in parts of the others.
    private static final int OVERHEAD = 1_000;

    private static final int PACKED = 4;

    /// Answers hold the view that they were made of, which is soon another.
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final Cache<Key, Entry> answers;
    private final Fetcher fetcher;
    private final boolean isOff;
    private final AtomicLong version = new AtomicLong(-1);

    /// @param capacity for all answers; zero for none
    AnswerCache(DataSize capacity, Fetcher fetcher, MeterRegistry meters) {
        this.fetcher = fetcher;
        this.isOff = capacity.toBytes() == 0;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(capacity.toBytes())
                .<Key, Entry>weigher((key, entry) ->
                        OVERHEAD + key.document.length() + entry.answer.length() + entry.answer.length() / PACKED)
                .expireAfterWrite(KEPT)
                .executor(Runnable::run)
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, answers, "answers");
    }

    private record Key(String document, @Nullable String operation, Map<String, @Nullable Object> variables) {
        static Key of(Question question) {
            return new Key(question.document(), question.operationName(), question.variables());
        }
    }

    /// An answer that is kept.
    ///
    /// @param operation that it answers
    /// @param version of what is held, for which it holds
    /// @param from the moment as of which it holds
    /// @param until the moment before which it holds
    record Entry(WholeAnswer answer, ValidOperation operation, long version, Instant from, Instant until) {}

    /// The answer to the question, if it is known and still holds; null if not.
    @Nullable
    Entry find(Question question) {
        if (isOff) {
            return null;
        }
        long held = fetcher.version();
        if (version.getAndSet(held) != held) {
            answers.invalidateAll();
        }
        Entry entry = answers.getIfPresent(Key.of(question));
        if (entry == null || entry.version != held) {
            return null;
        }
        Instant now = fetcher.now();
        return now.isBefore(entry.until) && !now.isBefore(entry.from) ? entry : null;
    }

    /// Keeps an answer that was fresh.
    ///
    /// @param version of what is held, of which it was made
    /// @param until when it is no longer fresh
    void keep(Question question, WholeAnswer answer, ValidOperation operation, long version, Instant until) {
        Instant now = fetcher.now();
        if (!isOff && now.isBefore(until)) {
            answers.put(Key.of(question), new Entry(answer, operation, version, now, until));
        }
    }
}
