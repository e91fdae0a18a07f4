package org.dockgraph.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dockgraph.bench.Load.Exchange;
import org.dockgraph.bench.Load.Round;

/// Servers that take turns, so that what else goes on at the machine hits all of them.
record Comparison(Load load, Scale scale) {

    private static final double STEADY = 1.05; // the dearest of the last batches beside the cheapest

    private static final int STEADY_FOR = 5; // batches: compilers get better for a long time, by a few percent in each

    /// A server with what it is asked.
    record Contender(Server server, List<Exchange> exchanges) {}

    /// Warms each up, and gives the rounds of each, in the order of the contenders.
    List<List<Round>> run(Contender... contenders) throws IOException {
        List<List<Round>> rounds = new ArrayList<>();
        List<Integer> requests = new ArrayList<>();
        for (Contender contender : contenders) {
            requests.add(warmUp(contender));
            rounds.add(new ArrayList<>());
        }
        for (int round = 0; round < scale.rounds(); round++) {
            for (int i = 0; i < contenders.length; i++) {
                rounds.get(i).add(load.run(contenders[i].server(), contenders[i].exchanges(), requests.get(i)));
            }
        }
        return rounds;
    }

    /// Asks until it takes the same time again and again, and tells how many requests fill a round.
    int warmUp(Contender contender) throws IOException {
        List<Double> costs = new ArrayList<>();
        int batch = contender.exchanges().size();
        while (costs.size() < scale.warmUps() && !isSteady(costs)) {
            Round round = load.run(contender.server(), contender.exchanges(), batch);
            double millis = Math.max(round.cpuMillis(), 0.01);
            if (round.cpuSeconds() > scale.roundSeconds() / 3) {
                costs.add(millis); // others are too short to tell
            }
            batch = (int) Math.ceil(1_000 * scale.roundSeconds() / millis);
        }
        return batch;
    }

    private static boolean isSteady(List<Double> costs) {
        if (costs.size() < STEADY_FOR) {
            return false;
        }
        List<Double> last = costs.subList(costs.size() - STEADY_FOR, costs.size()).stream()
                .sorted()
                .toList();
        return last.getLast() < STEADY * last.getFirst();
    }
}
