package org.dockgraph.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The parameters of a GraphQL request, as the GraphQL over HTTP specification names them.
///
/// @param query the document's text; null where the request names a document that is known
/// @param documentId the id of a known document; null for none
record GraphqlBody(
        @Nullable String query,
        @Nullable String documentId,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, @Nullable Object> extensions) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    /// Reads the parameters from the body of a POST or QUERY.
    static GraphqlBody ofJson(String json) throws Refusal {
        return of(parsed("The body", json));
    }

    /// Reads the parameters from those of an address.
    ///
    /// @param variables and
    /// @param extensions are JSON texts
    static GraphqlBody ofParameters(
            @Nullable String query,
            @Nullable String documentId,
            @Nullable String operationName,
            @Nullable String variables,
            @Nullable String extensions)
            throws Refusal {
        var body = JSON.createObjectNode();
        body.put("query", query);
        body.put("documentId", documentId);
        body.put("operationName", operationName == null || operationName.isEmpty() ? null : operationName);
        if (variables != null && !variables.isEmpty()) {
            body.set("variables", parsed("The parameter variables", variables));
        }
        if (extensions != null && !extensions.isEmpty()) {
            body.set("extensions", parsed("The parameter extensions", extensions));
        }
        return of(body);
    }

    private static JsonNode parsed(String what, String json) throws Refusal {
        try {
            return JSON.readTree(json);
        } catch (JacksonException failure) {
            throw Refusal.malformed(what + " is no JSON. Send an object such as {\"query\": \"{ __typename }\"}.");
        }
    }

    /// Reads the parameters from a JSON value.
    static GraphqlBody of(JsonNode body) throws Refusal {
        if (!body.isObject()) {
            throw Refusal.ofParameters("The body is " + kind(body) + ", but must be a JSON object with a query."
                    + " Send one operation a request.");
        }
        return new GraphqlBody(
                text(body, "query"),
                text(body, "documentId"),
                text(body, "operationName"),
                map(body, "variables"),
                map(body, "extensions"));
    }

    private static @Nullable String text(JsonNode body, String name) throws Refusal {
        JsonNode value = optional(body, name);
        if (!value.isMissingNode() && !value.isString()) {
            throw Refusal.ofParameters(name + " is " + kind(value) + ", but must be text, null or left out.");
        }
        return value.isString() ? value.stringValue() : null;
    }

    private static Map<String, @Nullable Object> map(JsonNode body, String name) throws Refusal {
        JsonNode value = optional(body, name);
        if (!value.isMissingNode() && !value.isObject()) {
            throw Refusal.ofParameters(name + " is " + kind(value) + ", but must be an object, null or left out.");
        }
        return value.isMissingNode() ? Map.of() : JSON.convertValue(value, MAP);
    }

    private static JsonNode optional(JsonNode body, String name) {
        return body.path(name).isNull() ? body.path("") : body.path(name);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> "missing";
        };
    }
}
