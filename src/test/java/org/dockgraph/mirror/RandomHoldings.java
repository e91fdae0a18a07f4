package org.dockgraph.mirror;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Held;
import org.dockgraph.plan.HeldList;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.ListKey;
import org.jspecify.annotations.Nullable;

/// Holdings that no source would bring about: every record is filled by its components, whichever it has, so
/// that nothing depends on what goes together.
final class RandomHoldings {

    /// What a text may hold that a file might not: quotes, control characters, half a surrogate pair.
    private static final List<String> TEXTS =
            List.of("", "Shenzhou 22", "Союз МС-28", "天宫", "\"\\/\n\t\0\u2028", "🚀", "\ud83d", "\ude80 alone", "null");

    private static final int DEEPEST = 4;

    private final Random random;

    private RandomHoldings(long seed) {
        random = new Random(seed);
    }

    /// The same for the same seed: up to some entities of every kind and some lists.
    static Holdings of(long seed, int most) {
        return new RandomHoldings(seed).holdings(most);
    }

    private Holdings holdings(int most) {
        Map<Kind, Map<Integer, Held>> entities = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Map<Integer, Held> ofKind = new HashMap<>();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                Held held = held(kind);
                ofKind.put(held.entity().id(), held);
            }
            entities.put(kind, ofKind);
        }
        Map<ListKey, HeldList> lists = new LinkedHashMap<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            HeldList list = record(HeldJson.WrittenList.class, 0).list();
            lists.put(list.key(), list);
        }
        return new Holdings(random.nextLong(), entities, lists, Map.of());
    }

    private Held held(Kind kind) {
        Held held = record(Held.class, 0);
        return new Held((Entity) record(kind.type(), 0), held.layers(), held.withheld());
    }

    private <T> T record(Class<T> type, int depth) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] values = Stream.of(components)
                    .map(component -> value(component.getAnnotatedType(), depth + 1))
                    .toArray();
            Constructor<T> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError("Cannot fill " + type, failure);
        }
    }

    private @Nullable Object value(AnnotatedType type, int depth) {
        if (type.isAnnotationPresent(Nullable.class) && (depth > DEEPEST || random.nextInt(4) == 0)) {
            return null;
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            return collection(generic, depth);
        }
        return value((Class<?>) type.getType(), depth);
    }

    private Object value(Class<?> type, int depth) {
        if (type == FieldSet.class) {
            return new FieldSet(
                    random.nextLong() & FieldSet.of(List.of(Field.values())).bits());
        }
        if (type == Entity.class) {
            return record(any(Kind.values()).type(), depth);
        }
        if (type.isRecord()) {
            return record(type, depth);
        }
        if (type.isEnum()) {
            return any(type.getEnumConstants());
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> random.nextInt();
            case "boolean", "Boolean" -> random.nextBoolean();
            case "Double" -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62)); // neither infinite nor NaN
            case "String" -> any(TEXTS.toArray(String[]::new)) + (random.nextBoolean() ? random.nextInt() : "");
            case "Instant" -> Instant.ofEpochSecond(random.nextInt() * 4L, random.nextInt(1_000_000_000));
            case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(-40_000, 40_000));
            default -> throw new AssertionError("RandomHoldings must learn how to make a " + type);
        };
    }

    private Object collection(AnnotatedParameterizedType generic, int depth) {
        AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
        List<@Nullable Object> elements = new ArrayList<>();
        Map<@Nullable Object, @Nullable Object> entries = new TreeMap<>();
        boolean isMap = arguments.length == 2;
        for (int i = random.nextInt(4); i > 0; i--) {
            if (isMap) {
                entries.put(value(arguments[0], depth), value(arguments[1], depth));
            } else {
                elements.add(value(arguments[0], depth));
            }
        }
        return isMap ? entries : elements;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
