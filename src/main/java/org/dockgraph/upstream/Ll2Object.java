package org.dockgraph.upstream;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Term;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One JSON object of Launch Library 2 while it is read. It keeps account of the fields that were there: a missing
/// key is a field that is not covered, an explicit null is a covered one that is empty. A value of the wrong type
/// is refused.
final class Ll2Object {

    private static final Pattern ILLEGAL_IN_LINK =
            Pattern.compile("[\\x00-\\x20\"<>\\\\^`{|}\\x7f]|%(?![0-9A-Fa-f]{2})");

    private final String path;
    private final JsonNode node;
    private FieldSet covers = FieldSet.NONE;

    private Ll2Object(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /// A value that the source never documented.
    static final class WrongValue extends Exception {
        private WrongValue(String path, String rule, JsonNode seen) {
            super(path + " must be " + rule + " but is " + shortened(seen));
        }

        private static String shortened(JsonNode seen) {
            String text = seen.toString();
            return text.length() <= 60 ? text : text.substring(0, 60) + "…";
        }
    }

    static Ll2Object of(String path, JsonNode node) throws WrongValue {
        if (!node.isObject()) {
            throw new WrongValue(path, "an object", node);
        }
        return new Ll2Object(path, node);
    }

    /// The fields that were there, of those that were asked for.
    FieldSet covers() {
        return covers;
    }

    int id() throws WrongValue {
        return requiredInt("id");
    }

    @Nullable
    String text(Field field, String key) throws WrongValue {
        return covered(field, key) instanceof JsonNode value ? textOf(key, value) : null;
    }

    @Nullable
    Boolean flag(Field field, String key) throws WrongValue {
        if (!(covered(field, key) instanceof JsonNode value)) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return value.booleanValue();
    }

    @Nullable
    Double number(Field field, String key) throws WrongValue {
        if (!(covered(field, key) instanceof JsonNode value)) {
            return null;
        }
        double number = value.doubleValue(Double.NaN); // the default also where a number is beyond all doubles
        if (!Double.isFinite(number)) {
            throw wrong(key, "a number", value);
        }
        return number;
    }

    @Nullable
    Integer integer(Field field, String key) throws WrongValue {
        return covered(field, key) instanceof JsonNode value ? (Integer) intOf(key, value) : null;
    }

    /// A year, which versions before 2.3.0 send as text; null for text that is none.
    @Nullable
    Integer year(Field field, String key) throws WrongValue {
        if (!(covered(field, key) instanceof JsonNode value)) {
            return null;
        }
        if (value.isInt()) {
            return value.intValue();
        }
        String text = textOf(key, value);
        return text != null && text.matches("\\d{1,4}") ? (Integer) Integer.parseInt(text) : null;
    }

    @Nullable
    Instant time(Field field, String key) throws WrongValue {
        return parsed(field, key, "a time", text -> OffsetDateTime.parse(text).toInstant());
    }

    @Nullable
    LocalDate date(Field field, String key) throws WrongValue {
        return parsed(field, key, "a date", LocalDate::parse);
    }

    /// A link; `format`, which the source copies from the request into its own links, is taken out, and what must
    /// not stand in a link but was typed into it all the same is escaped.
    @Nullable
    URI link(Field field, String key) throws WrongValue {
        return parsed(field, key, "a link", text -> URI.create(escaped(withoutFormat(text.strip()))));
    }

    @Nullable
    Term term(Field field, String key) throws WrongValue {
        Ll2Object object = object(field, key);
        if (object == null) {
            return null;
        }
        JsonNode name = object.node.path("name");
        if (!name.isString()) {
            throw object.wrong("name", "text", name);
        }
        return new Term(object.id(), name.stringValue());
    }

    /// A nested object; null where it is missing or null.
    @Nullable
    Ll2Object object(Field field, String key) throws WrongValue {
        return covered(field, key) instanceof JsonNode value ? of(path + "." + key, value) : null;
    }

    /// The objects of a nested list; null where it is missing or null.
    @Nullable
    List<Ll2Object> objects(Field field, String key) throws WrongValue {
        if (!(covered(field, key) instanceof JsonNode value)) {
            return null;
        }
        if (!value.isArray()) {
            throw wrong(key, "a list", value);
        }
        List<Ll2Object> objects = new ArrayList<>();
        for (JsonNode entry : value) {
            objects.add(of(path + "." + key + "[" + objects.size() + "]", entry));
        }
        return objects;
    }

    Instant requiredTime(Field field, String key) throws WrongValue {
        Instant time = time(field, key);
        if (time == null) {
            throw wrong(key, "a time", node.path(key));
        }
        return time;
    }

    private <T> @Nullable T parsed(Field field, String key, String rule, Function<String, T> parser) throws WrongValue {
        JsonNode value = covered(field, key);
        String text = value == null ? null : textOf(key, value);
        if (value == null || text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException _) {
            throw wrong(key, rule, value);
        }
    }

    /// The value of a key; null where it is missing, which is noted, or null.
    private @Nullable JsonNode covered(Field field, String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return null;
        }
        covers = covers.plus(FieldSet.of(field));
        return value.isNull() ? null : value;
    }

    private @Nullable String textOf(String key, JsonNode value) throws WrongValue {
        if (!value.isString()) {
            throw wrong(key, "text", value);
        }
        return value.stringValue().isBlank() ? null : value.stringValue();
    }

    private int requiredInt(String key) throws WrongValue {
        return intOf(key, node.path(key));
    }

    private int intOf(String key, JsonNode value) throws WrongValue {
        if (!value.isInt()) {
            throw wrong(key, "a whole number", value);
        }
        return value.intValue();
    }

    private WrongValue wrong(String key, String rule, JsonNode seen) {
        return new WrongValue(path + "." + key, rule, seen);
    }

    private static String withoutFormat(String link) {
        if (!link.contains("format=")) {
            return link;
        }
        String without = link.replaceAll("(?<=[?&])format=(api|json)(&|(?=#|$))", "");
        return without.equals(link) ? link : without.replaceAll("[?&](?=#|$)", "");
    }

    private static String escaped(String link) {
        Matcher illegal = ILLEGAL_IN_LINK.matcher(link);
        return illegal.find()
                ? illegal.replaceAll(
                        found -> "%%%02X".formatted((int) found.group().charAt(0)))
                : link;
    }
}
