package org.dockgraph.compiled;

/// Tells that an operation has something for which there is no plan.
final class NotCompiledException extends Exception {

    /// @param what it has
    NotCompiledException(String what) {
        super(what, null, false, false);
    }
}
