package org.dockgraph.replica;

import java.util.List;
import java.util.Map;

/// What can be done to a replica's script of faults over HTTP: GET shows what is left, PUT replaces it, POST adds to
/// it and shows what was added, DELETE clears it. Scripts are those of [FaultScript]. One that is wrong is a 400, and
/// changes nothing.
final class FaultControl {

    /// Outside the version's root, where LL2 has nothing.
    static final String PATH = "/faults";

    /// In bytes; longer scripts are cut, and the line that is cut is most likely wrong.
    static final int LONGEST = 100_000;

    private FaultControl() {}

    static ReplicaResponse answer(String method, String script, ReplicaFaults faults) {
        return switch (method) {
            case "GET", "HEAD" -> text(200, FaultScript.text(faults.left()));
            case "DELETE" -> {
                faults.clear();
                yield text(200, FaultScript.text(List.of()));
            }
            case "PUT", "POST" -> changed(method, script, faults);
            default ->
                text(
                        405,
                        "%s is not known here. GET shows the faults, PUT replaces, POST adds, DELETE clears.\n"
                                .formatted(method));
        };
    }

    private static ReplicaResponse changed(String method, String script, ReplicaFaults faults) {
        List<Fault> read;
        try {
            read = FaultScript.parse(script);
        } catch (IllegalArgumentException wrong) {
            return text(400, wrong.getMessage() + " Nothing was changed.\n");
        }
        if (method.equals("PUT")) {
            faults.replace(read);
        } else {
            read.forEach(faults::add);
        }
        return text(200, FaultScript.text(read));
    }

    private static ReplicaResponse text(int status, String text) {
        return new ReplicaResponse(status, Map.of("Content-Type", "text/plain; charset=utf-8"), text);
    }
}
