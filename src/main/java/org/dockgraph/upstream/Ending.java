package org.dockgraph.upstream;

/// What the end of a request says of the source.
enum Ending {
    /// It is well: it answered, if only that there is no such thing.
    ANSWERED,
    /// It failed, and a moment later may not.
    PASSING_FAILURE,
    /// It failed, and will again.
    LASTING_FAILURE,
    /// Nothing: the gateway did not wait for the answer, or did not ask.
    GIVEN_UP;

    boolean isFailure() {
        return this == PASSING_FAILURE || this == LASTING_FAILURE;
    }
}
