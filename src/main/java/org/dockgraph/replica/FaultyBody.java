package org.dockgraph.replica;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes to the JSON of an answer that make it one that LL2 never documented.
final class FaultyBody {

    private FaultyBody() {}

    /// @param body is changed; what it lacks is not added, so that an answer without it stays as it is
    static void edit(Trouble.Edit edit, ObjectNode body) {
        switch (edit) {
            case Trouble.Field(Trouble.Put put, String name) ->
                body.findParents(name).forEach(parent -> put(put, name, (ObjectNode) parent));
            case Trouble.Count(int by) -> {
                if (body.has("count")) {
                    body.put("count", body.get("count").asInt() + by);
                }
            }
            case Trouble.Unknown _ -> addUnknown(body);
            case Trouble.Twice _ -> {
                if (body.get("results") instanceof ArrayNode results && !results.isEmpty()) {
                    results.add(results.get(0).deepCopy());
                }
            }
        }
    }

    private static void put(Trouble.Put put, String name, ObjectNode parent) {
        switch (put) {
            case NULL -> parent.putNull(name);
            case MISSING -> parent.remove(name);
            case NUMBER -> parent.put(name, 42);
            case TEXT -> parent.put(name, "no such thing");
        }
    }

    private static void addUnknown(JsonNode node) {
        List.copyOf(node.values()).forEach(FaultyBody::addUnknown);
        if (node instanceof ObjectNode object) {
            object.putObject("heard_of_by_nobody")
                    .putArray("deep")
                    .add(1)
                    .add("two")
                    .addNull();
        }
    }
}
