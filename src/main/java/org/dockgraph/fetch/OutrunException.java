package org.dockgraph.fetch;

/// Changes came faster than a reader took them, until the one that it wanted next was forgotten. It has no stack trace,
/// since it is no bug.
public final class OutrunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutrunException() {
        super("changes came faster than they were taken", null, false, false);
    }
}
