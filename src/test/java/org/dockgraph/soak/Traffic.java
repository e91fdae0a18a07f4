package org.dockgraph.soak;

import java.net.URI;
import java.time.Duration;

/// What clients do for a while, and what they may expect of it.
interface Traffic {

    /// Does it.
    ///
    /// @throws AssertionError if the gateway breaks a promise
    Outcome at(URI endpoint) throws Exception;

    /// What came of it.
    ///
    /// @param longest that an answer took which should have come soon; zero if none of them should
    record Outcome(String inWords, Duration longest) {

        static Outcome of(String inWords) {
            return new Outcome(inWords, Duration.ZERO);
        }
    }
}
