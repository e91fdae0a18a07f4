package org.dockgraph.upstream;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.Term;
import org.dockgraph.upstream.Ll2Table.Column;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads entities out of one body of Launch Library 2, token by token. It keeps account of the fields that were
/// there: a missing key is a field that is not covered, an explicit null is a covered one that is empty. A value of
/// the wrong type is refused once its object has been read to the end, so that the next one can be read.
///
/// Members may come in any order: of several wrong values the one that its [Ll2Table] has first is told.
///
/// Every page has the same few agencies, configurations, stations and ports a hundred times. What has the very bytes
/// of something that was [read before][ReadBefore] is that thing: it is passed over and not taken apart again.
final class Ll2Reader implements AutoCloseable {

    private static final ObjectReader ANYTHING =
            JsonMapper.shared().readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// Longer texts are not worth looking for.
    private static final int LONGEST_SHARED = 64;

    private static final Object MISSING = new Object();

    private final byte[] body;
    private final String root;
    private final JsonParser parser;
    private final @Nullable JumpingParser jumping; // the same; null for a body in a rare encoding
    private final Map<Field, @Nullable Object> values = new EnumMap<>(Field.class);
    private final List<Entity> entities = new ArrayList<>();
    private final ReadBefore readBefore;
    private final Set<ReadBefore.Thing> here = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Object, Object> shared = new HashMap<>();
    private int underWay; // things that are to be known by their bytes, each within the one before

    /// @param root what to call the outermost value; empty: nothing
    /// @param readBefore knows what earlier bodies had
    Ll2Reader(byte[] body, String root, ReadBefore readBefore) {
        this.body = body;
        this.root = root;
        this.readBefore = readBefore;
        this.parser = JumpingParser.of(body);
        this.jumping = parser instanceof JumpingParser able ? able : null;
    }

    /// A value that the source never documented.
    static final class WrongValue extends Exception {

        private WrongValue(String path, String rule, String seen) {
            super(path + " must be " + rule + " but is " + (seen.length() <= 60 ? seen : seen.substring(0, 60) + "…"));
        }
    }

    /// The tokens, for what is around the entities.
    JsonParser parser() {
        return parser;
    }

    /// What was read, in entries that could be read.
    List<Entity> entities() {
        return entities;
    }

    /// Reads an entry of a list, or what is there alone, with everything in it.
    EntityRef entry(Kind kind) throws WrongValue {
        int before = entities.size();
        try {
            return entity(kind).ref();
        } catch (WrongValue wrong) {
            entities.subList(before, entities.size()).clear();
            here.clear(); // what is given up here counts where it comes again
            throw wrong;
        }
    }

    /// Reads an entity in another one.
    EntityRef nested(Kind kind) throws WrongValue {
        requireObject();
        if (jumping == null || !ReadBefore.isWorthwhile(kind)) {
            return entity(kind).ref();
        }
        long from = jumping.currentTokenLocation().getByteOffset();
        ReadBefore.Thing before = readBefore.find(kind, body, (int) from);
        if (before != null) {
            jumping.jumpTo((int) from + before.bytes().length);
            if (here.add(before) || underWay > 0) { // what it is a part of must have it when it comes again
                entities.addAll(before.entities());
            }
            return before.ref();
        }
        int begun = entities.size();
        underWay++;
        EntityRef ref;
        try {
            ref = entity(kind).ref();
        } finally {
            underWay--;
        }
        int to = (int) parser.currentLocation().getByteOffset();
        ReadBefore.Thing read = new ReadBefore.Thing(
                ref, entities.subList(begun, entities.size()), Arrays.copyOfRange(body, (int) from, to));
        readBefore.keep(read);
        here.add(read);
        return ref;
    }

    private Entity entity(Kind kind) throws WrongValue {
        Ll2Table table = Ll2Table.of(kind);
        @Nullable Object[] read = members(table);
        long covers = 0;
        int id = 0;
        for (int i = 0; i < read.length; i++) {
            Column column = table.columns().get(i);
            boolean isMissing = read[i] == MISSING;
            if (column.field() == null) {
                id = (Integer) Objects.requireNonNull(read[i]);
            } else {
                values.put(column.field(), isMissing ? null : read[i]);
                covers |= isMissing ? 0 : column.bits();
            }
        }
        Entity entity = new Ll2Row(id, shared(new FieldSet(covers)), values).entity(kind);
        entities.add(entity);
        return entity;
    }

    /// Reads the members of an object.
    ///
    /// @return values by column
    private @Nullable Object[] members(Ll2Table table) throws WrongValue {
        requireObject();
        List<Column> columns = table.columns();
        @Nullable Object[] read = new Object[columns.size()];
        Arrays.fill(read, MISSING);
        WrongValue wrong = null;
        int wrongAt = read.length;
        int at;
        while ((at = parser.nextNameMatch(table.names())) != PropertyNameMatcher.MATCH_END_OBJECT) {
            JsonToken token = parser.nextToken();
            if (at < 0) {
                parser.skipChildren();
                continue;
            }
            Column column = columns.get(at);
            try {
                boolean isNull = token == JsonToken.VALUE_NULL && column.required() == null;
                read[at] = isNull ? null : column.value().read(this);
            } catch (WrongValue here) {
                read[at] = null;
                wrong = at <= wrongAt ? here : wrong;
                wrongAt = Math.min(at, wrongAt);
            }
        }
        for (int i = 0; i < wrongAt; i++) {
            if (read[i] == MISSING && columns.get(i).required() instanceof String rule) {
                throw new WrongValue(path() + "." + columns.get(i).key(), rule, "");
            }
        }
        if (wrong != null) {
            throw wrong;
        }
        return read;
    }

    @Nullable
    String text() throws WrongValue {
        String text = anyText();
        return text.isBlank() ? null : text.length() <= LONGEST_SHARED ? shared(text) : text;
    }

    /// Text that may be blank.
    String anyText() throws WrongValue {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("text");
        }
        return parser.getString();
    }

    Boolean flag() throws WrongValue {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong("true or false");
        };
    }

    Double number() throws WrongValue {
        double number =
                parser.currentToken().isNumeric() ? parser.getNumberValue().doubleValue() : Double.NaN;
        if (!Double.isFinite(number)) { // also where it is beyond all doubles
            throw wrong("a number");
        }
        return number;
    }

    Integer integer() throws WrongValue {
        if (!isInteger()) {
            throw wrong("a whole number");
        }
        return parser.getIntValue();
    }

    /// Whether the value is a number that fits.
    boolean isInteger() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == NumberType.INT;
    }

    /// A year, which versions before 2.3.0 send as text; null for text that is none.
    @Nullable
    Integer year() throws WrongValue {
        return isInteger() ? integer() : parsed("a year", Ll2Text::year);
    }

    @Nullable
    Instant time() throws WrongValue {
        return parsed("a time", Ll2Text::time);
    }

    Instant requiredTime() throws WrongValue {
        Instant time = parser.currentToken() == JsonToken.VALUE_NULL ? null : time();
        if (time == null) {
            throw wrong("a time");
        }
        return time;
    }

    @Nullable
    LocalDate date() throws WrongValue {
        return parsed("a date", Ll2Text::date);
    }

    @Nullable
    String link() throws WrongValue {
        return parsed("a link", Ll2Text::link);
    }

    Term term() throws WrongValue {
        @Nullable Object[] read = members(Ll2Table.TERM);
        return shared(new Term((Integer) Objects.requireNonNull(read[1]), (String) Objects.requireNonNull(read[0])));
    }

    List<EntityRef> ports() throws WrongValue {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("a list");
        }
        List<EntityRef> ports = new ArrayList<>();
        WrongValue first = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            try {
                ports.add(nested(Kind.DOCKING_LOCATION));
            } catch (WrongValue wrong) {
                first = first == null ? wrong : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return ports;
    }

    private <T> @Nullable T parsed(String rule, Function<String, @Nullable T> reading) throws WrongValue {
        String text = anyText();
        try {
            return text.isBlank() ? null : reading.apply(text);
        } catch (DateTimeException | IllegalArgumentException _) {
            throw wrong(rule);
        }
    }

    /// The same value as before, where it was there before.
    @SuppressWarnings("unchecked") // equal values have the same type
    private <T> T shared(T value) {
        return (T) shared.computeIfAbsent(value, same -> same);
    }

    private void requireObject() throws WrongValue {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
    }

    /// Passes over the value and refuses it.
    private WrongValue wrong(String rule) {
        String seen =
                parser.currentToken() == null ? "" : ANYTHING.readTree(parser).toString();
        return new WrongValue(path(), rule, seen);
    }

    /// Where the parser is: at a value, or at the end of one.
    private String path() {
        StringBuilder path = new StringBuilder();
        TokenStreamContext place = parser.streamReadContext();
        for (; place != null; place = place.getParent()) {
            if (place.inArray()) {
                path.insert(0, "[" + place.getCurrentIndex() + "]");
            } else if (place.inObject()) {
                path.insert(0, "." + place.currentName());
            }
        }
        return root.isEmpty() ? path.substring(1) : root + path;
    }

    @Override
    public void close() {
        parser.close();
    }
}
