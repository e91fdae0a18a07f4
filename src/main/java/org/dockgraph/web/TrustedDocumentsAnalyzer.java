package org.dockgraph.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows what is wrong with the trusted documents instead of a stack trace.
final class TrustedDocumentsAnalyzer extends AbstractFailureAnalyzer<TrustedDocumentsException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, TrustedDocumentsException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
