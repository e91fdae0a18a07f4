package org.dockgraph.fetch;

import org.dockgraph.upstream.Answer;

/// What became of a call that somebody wanted.
sealed interface Ended {

    /// The source was asked, or would have been if the budget or the breaker had let it.
    record Answered(Answer answer) implements Ended {}

    /// Whoever wanted it may cause no call now.
    record Refused(Problem.ShareSpent why) implements Ended {}

    /// Others had made it since it was planned.
    record Unneeded() implements Ended {}
}
