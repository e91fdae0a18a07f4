package org.dockgraph.operate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Problem;
import org.dockgraph.fetch.SourceStatus;
import org.dockgraph.mirror.MirrorRefresh;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// The mirror for operators: GET tells how much is held, POST refreshes it now, within the budget, and answers when
/// that is done with what came of it.
@Endpoint(id = "mirror")
public final class MirrorEndpoint {

    private final Fetcher fetcher;
    private final MirrorRefresh refresh;

    MirrorEndpoint(Fetcher fetcher, MirrorRefresh refresh) {
        this.fetcher = fetcher;
        this.refresh = refresh;
    }

    /// How much is held.
    @ReadOperation
    public SourceStatus.Mirror status() {
        return fetcher.status().mirror();
    }

    /// Reads everything anew, as far as calls are spare.
    @WriteOperation
    public Map<String, @Nullable Object> refreshNow() {
        MirrorRefresh.Outcome outcome = refresh.refreshAll();
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("calls", outcome.calls());
        report.put("callsLeftToMake", outcome.left());
        report.put("because", outcome.because() == null ? null : inWords(outcome.because()));
        report.put("complete", outcome.complete());
        report.put("events", outcome.events());
        report.put("added", outcome.added());
        report.put("changed", outcome.changed());
        report.put("removed", outcome.removed());
        return report;
    }

    private static String inWords(Problem problem) {
        return switch (problem) {
            case Problem.RateLimited(Duration retryAfter) ->
                "No call is spare." + (retryAfter == null ? "" : tryAgainIn(retryAfter));
            case Problem.TimedOut(Duration waited) -> "The source did not answer within " + waited.toSeconds() + " s.";
            case Problem.Unavailable() -> "The source cannot be reached, or fails.";
            case Problem.Suspended(Duration retryAfter) ->
                "The source has failed several times." + tryAgainIn(retryAfter);
            case Problem.BadResponse() -> "The source answered with something else than it should.";
            case Problem.DeadlineExceeded _, Problem.CallLimit _, Problem.ShareSpent _ ->
                throw new IllegalStateException("Only queries have deadlines, limits and shares: " + problem);
        };
    }

    private static String tryAgainIn(Duration wait) {
        return " Try again in " + wait.plusSeconds(1).minusNanos(1).toSeconds() + " s.";
    }
}
