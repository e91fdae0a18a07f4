package org.dockgraph.upstream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.dockgraph.upstream.Errand.Purpose;
import org.jspecify.annotations.Nullable;

/// Whether a call is made once more. A second request costs a second call of the few that there are, so there is
/// one at most, for somebody who waits, and only where it may help.
final class RetryPolicy {

    private static final int MAX_TRIES = 2;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    private RetryPolicy() {}

    /// How long to wait before the next try, at random, so that many who failed together do not come together; null
    /// if there is to be none.
    ///
    /// @param tries how often it has been tried
    /// @param waited since the call began
    static @Nullable Duration pause(Errand errand, Ending ending, int tries, Duration waited) {
        if (ending != Ending.PASSING_FAILURE || errand.purpose() == Purpose.UPKEEP) {
            return null;
        }
        Duration pause = Duration.ofNanos(
                ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos()));
        boolean isInTime = waited.plus(pause).compareTo(errand.patience()) < 0;
        return isInTime && tries < MAX_TRIES ? pause : null;
    }
}
