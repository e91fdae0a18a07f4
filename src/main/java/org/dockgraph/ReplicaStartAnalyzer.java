package org.dockgraph;

import org.dockgraph.replica.ReplicaStartException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows why the replica could not start, and what to do, instead of a stack trace.
final class ReplicaStartAnalyzer extends AbstractFailureAnalyzer<ReplicaStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ReplicaStartException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
