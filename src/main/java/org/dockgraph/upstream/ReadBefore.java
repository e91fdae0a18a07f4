package org.dockgraph.upstream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.jspecify.annotations.Nullable;

/// Things that were read before, by the very bytes that they were read from. Of what an event is embedded in, four
/// fifths of a detailed page, the same comes again on every page.
///
/// *Threads:* safe; of two that are kept at once either may stay.
final class ReadBefore {

    /// Bytes that are kept. LL2 has some 50 configurations, each with its agency 3 kB, and fewer stations and ports.
    private static final int CAPACITY = 1 << 20;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    /// A thing that was read.
    ///
    /// @param entities itself and all that is within it
    record Thing(EntityRef ref, List<Entity> entities) {
        Thing {
            entities = List.copyOf(entities);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody writes to it, or compares two
    private record Kept(Thing thing, byte[] bytes) {}

    /// Whether there are so few of a kind that the same one comes again.
    static boolean isWorthwhile(Kind kind) {
        return switch (kind) {
            case SPACECRAFT_CONFIG, AGENCY, SPACE_STATION, DOCKING_LOCATION -> true;
            case DOCKING_EVENT, FLIGHT_VEHICLE, SPACECRAFT -> false;
        };
    }

    /// The thing whose object begins at this place of a body; null if it is not known.
    @Nullable
    Thing find(Kind kind, byte[] body, int from) {
        Kept before = kept.get(beginning(kind, body, from));
        return before != null && before.thing.ref.kind() == kind && isAt(before.bytes, body, from)
                ? before.thing
                : null;
    }

    private static boolean isAt(byte[] bytes, byte[] body, int from) {
        int to = from + bytes.length;
        return to <= body.length && Arrays.equals(bytes, 0, bytes.length, body, from, to);
    }

    /// Keeps a thing by its bytes. When there is no more room for one, all others are let go.
    ///
    /// @return the thing
    Thing keep(Thing thing, byte[] body, int from, int to) {
        byte[] bytes = Arrays.copyOfRange(body, from, to);
        if (size.addAndGet(bytes.length) > CAPACITY) {
            kept.clear();
            size.set(bytes.length);
        }
        if (bytes.length <= CAPACITY) {
            kept.put(beginning(thing.ref.kind(), body, from), new Kept(thing, bytes));
        }
        return thing;
    }

    /// Tells most things apart, since their ids are at their beginning; the rest is for [#isAt] to tell.
    private static long beginning(Kind kind, byte[] body, int from) {
        if (body.length - from < 2 * Long.BYTES) {
            return kind.hashCode();
        }
        long first = (long) LONGS.get(body, from);
        long second = (long) LONGS.get(body, from + Long.BYTES);
        return 31 * (31 * first + second) + kind.hashCode();
    }
}
