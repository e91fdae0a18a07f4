package org.dockgraph.bench;

import java.util.List;

/// How much is measured: the more, the less noise.
///
/// @param rounds in which those that are compared take turns
/// @param roundSeconds processor time of one server in a round, about
/// @param warmUps batches at most until a server is taken for steady
/// @param coldEvents of the data that is read cold
/// @param growth numbers of events that are held
/// @param starts of which the median is told
record Scale(int rounds, double roundSeconds, int warmUps, int coldEvents, List<Integer> growth, int starts) {

    static final Scale QUICK = new Scale(3, 1, 12, 40_000, List.of(1_000, 10_000), 1);
    static final Scale FULL = new Scale(5, 2, 30, 100_000, List.of(1_000, 10_000, 100_000), 3);
}
