package org.dockgraph.month;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// What a month came to.
final class Figures {

    /// For whom a call was made.
    enum Purpose {
        /// The mirror's own.
        MIRROR,
        /// Somebody waits for it.
        USER,
        /// Somebody was given what is held, and it is refreshed for the next one.
        REFRESH
    }

    final Map<Purpose, Integer> calls = new EnumMap<>(Purpose.class);
    int queries;
    int fresh;
    int stale;
    int absent;
    int failed;
    int failedHolding;
    int throttled;
    int callsOfOthers;
    int restarts;
    int losses;
    int changes;
    int userCallsOnceComplete;
    int mostInAnHour;
    Duration longestUntilNews = Duration.ZERO;
    Duration longestUntilNewsInTrouble = Duration.ZERO;
    Duration longestUntilCorrection = Duration.ZERO;
    Duration completeAfter = Duration.ZERO;

    void count(Purpose purpose, int made) {
        calls.merge(purpose, made, Integer::sum);
    }

    int calls() {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public String toString() {
        return ("queries=%d fresh=%d stale=%d absent=%d failed=%d failedOnceComplete=%d calls=%d byPurpose=%s"
                        + " userCallsOnceComplete=%d mostInAnHour=%d throttled=%d callsOfOthers=%d restarts=%d"
                        + " snapshotsLost=%d changes=%d completeAfter=%s longestUntilNews=%s"
                        + " longestUntilNewsInTrouble=%s longestUntilCorrection=%s")
                .formatted(
                        queries,
                        fresh,
                        stale,
                        absent,
                        failed,
                        failedHolding,
                        calls(),
                        calls,
                        userCallsOnceComplete,
                        mostInAnHour,
                        throttled,
                        callsOfOthers,
                        restarts,
                        losses,
                        changes,
                        completeAfter,
                        longestUntilNews,
                        longestUntilNewsInTrouble,
                        longestUntilCorrection);
    }
}
