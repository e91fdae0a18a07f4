package org.dockgraph.bench;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dockgraph.bench.Load.Round;

/// How many requests a server answers in a second of its processor time, beside another: round by round.
///
/// @param what is compared, in which case
/// @param beside what the gateway is compared with
/// @param goal the least that the median of the ratios should be
record Ratio(
        String what, Workload workload, String beside, int bytes, List<Round> ours, List<Round> theirs, double goal) {

    /// The gateway's rate over the other's, in the rounds from the lowest.
    private double[] sorted() {
        return IntStream.range(0, ours.size())
                .mapToDouble(i -> theirs.get(i).cpuMillis() / ours.get(i).cpuMillis())
                .sorted()
                .toArray();
    }

    double median() {
        return median(DoubleStream.of(sorted()));
    }

    double lowest() {
        return sorted()[0];
    }

    double highest() {
        return sorted()[ours.size() - 1];
    }

    boolean isMet() {
        return median() >= goal;
    }

    static double cpuMillis(List<Round> rounds) {
        return median(rounds.stream().mapToDouble(Round::cpuMillis));
    }

    static double millisAt(double part, List<Round> rounds) {
        return median(rounds.stream().mapToDouble(round -> round.millisAt(part)));
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
