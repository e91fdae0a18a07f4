package org.dockgraph.replica;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The data of a replica, and what is to happen in it: vehicles that dock and leave, as [Happening] says it, one a line
/// or between `;`. Times count from when the script is given, by the replica's clock. What is to happen is in the
/// data at once, as LL2 tells of dockings and departures that are planned.
///
/// ```java
/// replica.script().add("in 1m dock 415 at 19; in 2m undock 900");
/// ```
///
/// *Threads:* safe.
public final class ReplicaScript {

    private final Clock clock;
    private List<Happening> happenings = List.of();
    private ReplicaDataset before;
    private volatile ReplicaDataset data;

    ReplicaScript(ReplicaDataset data, Clock clock) {
        this.before = data;
        this.data = data;
        this.clock = clock;
    }

    /// Adds to what is to happen.
    ///
    /// @return what was added, as text
    /// @throws IllegalArgumentException if a line is wrong or cannot happen; then nothing is added
    public synchronized String add(String script) {
        return extended(happenings, script, clock.instant());
    }

    /// Drops what is still to happen, and adds this.
    ///
    /// @return what was added, as text
    /// @throws IllegalArgumentException if a line is wrong or cannot happen; then nothing is changed
    public synchronized String replace(String script) {
        Instant now = clock.instant();
        return extended(
                happenings.stream()
                        .filter(happening -> !happening.due().isAfter(now))
                        .toList(),
                script,
                now);
    }

    /// Drops what is still to happen. What has happened stays.
    public void clear() {
        replace("");
    }

    /// What is still to happen, as text, with the time left.
    public synchronized String left() {
        Instant now = clock.instant();
        return text(
                happenings.stream()
                        .filter(happening -> happening.due().isAfter(now))
                        .toList(),
                now);
    }

    /// The data, with all that has happened or is to happen.
    ReplicaDataset data() {
        return data;
    }

    /// Goes on with other data, in which nothing is to happen.
    synchronized void serve(ReplicaDataset changed) {
        happenings = List.of();
        before = changed;
        data = changed;
    }

    ScriptControl control() {
        return new ScriptControl(this::left, this::replace, this::add, this::clear);
    }

    private String extended(List<Happening> earlier, String script, Instant now) {
        List<Happening> read = FaultScript.lines(script).stream()
                .map(line -> Happening.read(line, now))
                .toList();
        List<Happening> all = Stream.concat(earlier.stream(), read.stream())
                .sorted(Comparator.comparing(Happening::due))
                .toList();
        ReplicaDataset changed = before;
        for (Happening happening : all) {
            changed = happening.appliedTo(changed);
        }
        happenings = all;
        data = changed;
        return text(read, now);
    }

    private static String text(List<Happening> happenings, Instant now) {
        return happenings.isEmpty()
                ? "# nothing is to happen\n"
                : happenings.stream()
                        .map(happening -> happening.text(now) + "\n")
                        .collect(joining());
    }
}
