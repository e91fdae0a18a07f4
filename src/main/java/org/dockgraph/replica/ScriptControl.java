package org.dockgraph.replica;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What can be done to a replica's script over HTTP: GET shows what is left, PUT replaces it, POST adds to it and
/// shows what was added, DELETE clears it. A script that is wrong is a 400, and changes nothing.
///
/// @param left the script that says what is left
/// @param replace puts another script in its place, and gives what was read of that
/// @param add adds a script, and gives what was read of that
record ScriptControl(Supplier<String> left, UnaryOperator<String> replace, UnaryOperator<String> add, Runnable clear) {

    /// In bytes; longer scripts are cut, and the line that is cut is most likely wrong.
    static final int LONGEST = 100_000;

    ReplicaResponse answer(String method, String script) {
        return switch (method) {
            case "GET", "HEAD" -> text(200, left.get());
            case "DELETE" -> {
                clear.run();
                yield text(200, left.get());
            }
            case "PUT" -> changed(script, replace);
            case "POST" -> changed(script, add);
            default ->
                text(
                        405,
                        "%s is not known here. GET shows the script, PUT replaces, POST adds, DELETE clears.\n"
                                .formatted(method));
        };
    }

    private static ReplicaResponse changed(String script, UnaryOperator<String> change) {
        try {
            return text(200, change.apply(script));
        } catch (IllegalArgumentException wrong) {
            return text(400, wrong.getMessage() + " Nothing was changed.\n");
        }
    }

    private static ReplicaResponse text(int status, String text) {
        return new ReplicaResponse(status, Map.of("Content-Type", "text/plain; charset=utf-8"), text);
    }
}
