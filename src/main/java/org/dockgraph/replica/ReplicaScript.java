package org.dockgraph.replica;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a replica's data is, and what is still to happen in it: vehicles that dock and leave, as [Happening] says it,
/// one a line or between `;`. Times count from when the script is given, by the replica's clock.
///
/// ```java
/// replica.script().add("in 1m dock 415 at 19; in 2m undock 900");
/// ```
///
/// *Threads:* safe.
public final class ReplicaScript {

    private final Clock clock;
    private final List<Happening> left = new ArrayList<>();
    private ReplicaDataset data;

    ReplicaScript(ReplicaDataset data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /// Adds to what is to happen.
    ///
    /// @return what was added, as text
    /// @throws IllegalArgumentException if a line is wrong or cannot happen; then nothing is added
    public synchronized String add(String script) {
        Instant now = clock.instant();
        data(now);
        return extended(left, script, now);
    }

    /// Drops what is to happen, and adds this.
    ///
    /// @return what was added, as text
    /// @throws IllegalArgumentException if a line is wrong or cannot happen; then nothing is changed
    public synchronized String replace(String script) {
        Instant now = clock.instant();
        data(now);
        return extended(List.of(), script, now);
    }

    /// Drops what is to happen. What has happened stays.
    public synchronized void clear() {
        data(clock.instant());
        left.clear();
    }

    /// What is still to happen, as text, with the time left.
    public synchronized String left() {
        Instant now = clock.instant();
        data(now);
        return text(left, now);
    }

    /// The data at a moment: what is due has happened in it.
    synchronized ReplicaDataset data(Instant now) {
        while (!left.isEmpty() && !left.getFirst().due().isAfter(now)) {
            data = left.removeFirst().appliedTo(data);
        }
        return data;
    }

    /// Goes on with other data. What was to happen is dropped: it was tried out on the data of before.
    synchronized void serve(ReplicaDataset changed) {
        left.clear();
        data = changed;
    }

    ScriptControl control() {
        return new ScriptControl(this::left, this::replace, this::add, this::clear);
    }

    private String extended(List<Happening> before, String script, Instant now) {
        List<Happening> read = FaultScript.lines(script).stream()
                .map(line -> Happening.read(line, now))
                .toList();
        List<Happening> all = new ArrayList<>(before);
        all.addAll(read);
        all.sort(Comparator.comparing(Happening::due));
        ReplicaDataset tried = data;
        for (Happening happening : all) {
            tried = happening.appliedTo(tried);
        }
        left.clear();
        left.addAll(all);
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
