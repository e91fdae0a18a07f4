package org.dockgraph.replica;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON objects whose keys stay in the order in which they are written.
final class Json {

    static final JsonMapper MAPPER = JsonMapper.shared();

    private static final ObjectWriter PRETTY = MAPPER.writer()
            .with(new DefaultPrettyPrinter()
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE)
                    .withSeparators(
                            PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(Separators.Spacing.AFTER)));

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(Iterable<? extends JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return array;
    }

    static ArrayNode none() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// The object that is the whole of a body.
    static ObjectNode read(String body) {
        return (ObjectNode) MAPPER.readTree(body);
    }

    /// For people: one value a line.
    static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(node);
    }

    static ObjectNode detail(String text) {
        return object().put("detail", text);
    }

    /// The body of a 400: each parameter with a list of what is wrong.
    static ObjectNode refusals(Map<String, String> messages) {
        ObjectNode body = object();
        messages.forEach((parameter, message) -> body.putArray(parameter).add(message));
        return body;
    }

    /// A time or date as text, null as null.
    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static @Nullable ObjectNode choice(Row.@Nullable Choice choice) {
        return choice == null ? null : object().put("id", choice.id()).put("name", choice.name());
    }
}
