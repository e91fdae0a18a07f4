package org.dockgraph.replica;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The script by which a replica misbehaves. Of the faults that a request meets, the first in the script happens, and
/// is counted down; a request that meets none is answered honestly.
///
/// ```java
/// replica.faults().add(Fault.hang().on("docking_event/*"));
/// startThreeCalls();
/// replica.faults().awaitWaiting(3);
/// replica.faults().clear(); // their connections are closed
/// ```
///
/// *Threads:* safe; a fault for `k` requests happens to exactly `k`, however many come at once.
public final class ReplicaFaults {

    private final List<Fault> left = new ArrayList<>();
    private Hold untilCleared = new Hold();

    ReplicaFaults() {}

    /// Adds a fault behind those that are there.
    public synchronized void add(Fault fault) {
        left.add(fault);
    }

    /// Drops all faults and adds these. Requests that wait because of one that was dropped go on as by [#clear].
    public synchronized void replace(List<Fault> faults) {
        clear();
        left.addAll(faults);
    }

    /// Drops all faults: slow answers are sent, hanging connections are closed, and connections that were refused by
    /// a fault are soon accepted again.
    public synchronized void clear() {
        left.clear();
        untilCleared.release();
        untilCleared = new Hold();
    }

    /// The faults that can still happen, each with how many times it still will.
    public synchronized List<Fault> left() {
        return List.copyOf(left);
    }

    /// Waits until so many requests in all have been made to wait, by being slow or hanging, since the faults were
    /// last cleared; at most 10 seconds.
    ///
    /// @throws IllegalStateException if fewer came in that time
    public void awaitWaiting(int count) throws InterruptedException {
        generation().awaitRequests(count);
    }

    ScriptControl control() {
        return new ScriptControl(
                () -> FaultScript.text(left()),
                script -> {
                    List<Fault> read = FaultScript.parse(script);
                    replace(read);
                    return FaultScript.text(read);
                },
                script -> {
                    List<Fault> read = FaultScript.parse(script);
                    read.forEach(this::add);
                    return FaultScript.text(read);
                },
                this::clear);
    }

    private synchronized Hold generation() {
        return untilCleared;
    }

    /// A fault that happens to a request.
    ///
    /// @param untilCleared released when the faults are cleared
    record Met(Fault fault, Hold untilCleared) {}

    /// Null if the request is to be answered honestly.
    ///
    /// @param target relative to the version's root, with its query
    synchronized @Nullable Met meet(String target) {
        for (int i = 0; i < left.size(); i++) {
            Fault fault = left.get(i);
            if (fault.meets(target)) {
                countDown(i, fault);
                return new Met(fault, untilCleared);
            }
        }
        return null;
    }

    private void countDown(int index, Fault fault) {
        if (fault.times() == 1) {
            left.remove(index);
        } else if (fault.times() != Fault.UNTIL_CLEARED) {
            left.set(index, fault.times(fault.times() - 1));
        }
    }
}
