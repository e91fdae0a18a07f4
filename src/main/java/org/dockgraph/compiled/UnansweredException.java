package org.dockgraph.compiled;

/// Ends a run that cannot answer without errors from what is held: the operation is executed then. It has no stack
/// trace, since it is no bug.
final class UnansweredException extends RuntimeException {

    UnansweredException() {
        super("to be executed", null, false, false);
    }
}
