package org.dockgraph.mirror;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.HeldList.HeldPage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// What is held, as JSON values one after the other: how many of each there are, every entity, every list.
/// Names and components are those of the records, so that a new component needs no code here. Absences and
/// the version of the view are left out.
final class HeldJson {

    /// The version of a view that was read: any but that of [Holdings#NONE], whose content it is not.
    private static final long RESTORED = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(FieldSet.class, new FieldNames())
                    .addDeserializer(FieldSet.class, new NamedFields()))
            .addMixIn(Entity.class, NamedByKind.class)
            .registerSubtypes(kinds())
            .annotationIntrospector(new OnlyNullableMayBeMissing())
            .changeDefaultVisibility(all -> all.withIsGetterVisibility(Visibility.NONE)) // Held.isInDetail
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_NULL))
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // a source may send half a surrogate pair, which UTF-8 cannot
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING) // that is for people, and may change
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final ObjectWriter WRITER = JSON.writer().withRootValueSeparator("\n");
    private static final ObjectReader COUNTS = JSON.readerFor(Counts.class);
    private static final ObjectReader ENTITIES = JSON.readerFor(Held.class);
    private static final ObjectReader LISTS = JSON.readerFor(WrittenList.class);

    /// What follows.
    private record Counts(int entities, int lists) {}

    /// A list by its components.
    record WrittenList(
            ListKey key,
            int count,
            NavigableMap<Integer, HeldPage> pages,
            boolean isReread,
            @Nullable WrittenList before) {

        static WrittenList of(HeldList list) {
            HeldList before = list.before();
            return new WrittenList(
                    list.key(), list.count(), list.pages(), list.isReread(), before == null ? null : of(before));
        }

        HeldList list() {
            return new HeldList(key, count, pages, isReread, before == null ? null : before.list());
        }
    }

    private HeldJson() {}

    static void write(Holdings holdings, OutputStream out) {
        int entities = 0;
        for (Kind kind : Kind.values()) {
            entities += holdings.all(kind).size();
        }
        try (JsonGenerator json = WRITER.createGenerator(out)) {
            WRITER.writeValue(json, new Counts(entities, holdings.listsByKey().size()));
            for (Kind kind : Kind.values()) {
                for (Held held : holdings.all(kind).values()) {
                    WRITER.writeValue(json, held);
                }
            }
            for (HeldList list : holdings.listsByKey().values()) {
                WRITER.writeValue(json, WrittenList.of(list));
            }
        }
    }

    static Holdings read(InputStream in) {
        Map<Kind, Map<Integer, Held>> entities = new EnumMap<>(Kind.class);
        Map<ListKey, HeldList> lists = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(in)) {
            Counts counts = COUNTS.readValue(json);
            for (int i = 0; i < counts.entities; i++) {
                Held held = ENTITIES.readValue(json);
                entities.computeIfAbsent(held.entity().kind(), _ -> new HashMap<>())
                        .put(held.entity().id(), held);
            }
            for (int i = 0; i < counts.lists; i++) {
                WrittenList written = LISTS.readValue(json);
                HeldList list = written.list();
                lists.put(list.key(), list);
            }
        }
        return new Holdings(RESTORED, entities, lists, Map.of());
    }

    private static NamedType[] kinds() {
        Kind[] kinds = Kind.values();
        NamedType[] types = new NamedType[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            types[i] = new NamedType(kinds[i].type(), kinds[i].name());
        }
        return types;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface NamedByKind {}

    /// A component may be missing where it is nullable; nowhere else is null let into a record.
    private static final class OnlyNullableMayBeMissing extends JacksonAnnotationIntrospector {
        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            if (member instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getMember() instanceof Constructor<?> constructor
                    && constructor.getDeclaringClass().isRecord()) {
                return !isNullable(constructor.getDeclaringClass(), parameter.getIndex());
            }
            return super.hasRequiredMarker(config, member);
        }

        private static boolean isNullable(Class<?> type, int component) {
            return type.getRecordComponents()[component].getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }

    /// Fields by name: their positions change with every new one.
    private static final class FieldNames extends StdSerializer<FieldSet> {
        FieldNames() {
            super(FieldSet.class);
        }

        @Override
        public void serialize(FieldSet fields, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            for (Field field : fields.toList()) {
                json.writeString(field.name());
            }
            json.writeEndArray();
        }
    }

    private static final class NamedFields extends StdDeserializer<FieldSet> {
        NamedFields() {
            super(FieldSet.class);
        }

        @Override
        public FieldSet deserialize(JsonParser json, DeserializationContext context) {
            return FieldSet.of(context.readValue(json, Field[].class));
        }
    }
}
