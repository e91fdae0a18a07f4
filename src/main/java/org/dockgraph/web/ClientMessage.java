package org.dockgraph.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a client may say over a WebSocket of the protocol `graphql-transport-ws`.
///
/// @see "PROTOCOL.md of graphql-ws"
sealed interface ClientMessage {

    /// As strict as with a request's body.
    JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Opens the connection, once a socket. Its payload is for credentials, which nobody needs here.
    record ConnectionInit() implements ClientMessage {}

    /// Asks for a `pong`.
    ///
    /// @param payload to be sent back; null for none
    record Ping(@Nullable JsonNode payload) implements ClientMessage {}

    /// Answers a ping, or is just a sign of life.
    record Pong() implements ClientMessage {}

    /// Runs an operation.
    ///
    /// @param id by which the client knows its responses
    record Subscribe(String id, GraphqlBody request) implements ClientMessage {}

    /// Ends the operation.
    record Complete(String id) implements ClientMessage {}

    /// Something that the protocol does not know.
    final class Invalid extends Exception {
        Invalid(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// Reads a message.
    static ClientMessage of(String text) throws Invalid {
        JsonNode message = parsed(text);
        String type = message.path("type").asString("");
        return switch (type) {
            case "connection_init" -> {
                payload(type, message);
                yield new ConnectionInit();
            }
            case "ping" -> new Ping(payload(type, message));
            case "pong" -> {
                payload(type, message);
                yield new Pong();
            }
            case "subscribe" -> new Subscribe(id(type, message), request(message));
            case "complete" -> new Complete(id(type, message));
            default -> throw new Invalid("type must be one that clients send, such as \"subscribe\"");
        };
    }

    private static JsonNode parsed(String text) throws Invalid {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            throw new Invalid("a message must be a JSON object");
        }
    }

    private static @Nullable JsonNode payload(String type, JsonNode message) throws Invalid {
        JsonNode payload = message.path("payload");
        if (payload.isMissingNode() || payload.isNull()) {
            return null;
        }
        if (!payload.isObject()) {
            throw new Invalid("the payload of " + type + " must be an object, null or left out");
        }
        return payload;
    }

    private static String id(String type, JsonNode message) throws Invalid {
        JsonNode id = message.path("id");
        if (!id.isString() || id.stringValue().isEmpty()) {
            throw new Invalid("the id of " + type + " must be a text that is not empty");
        }
        return id.stringValue();
    }

    private static GraphqlBody request(JsonNode message) throws Invalid {
        try {
            return GraphqlBody.of(message.path("payload"));
        } catch (Refusal refusal) {
            throw new Invalid("in the payload of subscribe: " + refusal.getMessage());
        }
    }
}
