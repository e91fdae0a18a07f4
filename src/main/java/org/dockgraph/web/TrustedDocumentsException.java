package org.dockgraph.web;

import java.nio.file.Path;

/// The trusted documents cannot be taken, so that the gateway does not start. The message says what was seen
/// and what to do.
final class TrustedDocumentsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TrustedDocumentsException(String message) {
        super(message);
    }

    /// @param fault what is wrong with the source, as the end of a sentence
    static TrustedDocumentsException of(Path source, String fault) {
        return new TrustedDocumentsException("dockgraph.documents.trusted is " + source + ", which " + fault);
    }
}
