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

    private final Map<Long, Thing> kept = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    /// A thing that was read.
    ///
    /// @param entities itself and all that is within it
    @SuppressWarnings("ArrayRecordComponent") // nobody writes to it, or compares two
    record Thing(EntityRef ref, List<Entity> entities, byte[] bytes) {

        Thing {
            entities = List.copyOf(entities);
        }

        private boolean isAt(byte[] body, int from) {
            int to = from + bytes.length;
            return to <= body.length && Arrays.equals(bytes, 0, bytes.length, body, from, to);
        }
    }

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
        Thing before = kept.get(beginning(kind, body, from));
        return before != null && before.ref.kind() == kind && before.isAt(body, from) ? before : null;
    }

    /// Keeps a thing by its bytes. When there is no more room for one, all others are let go.
    void keep(Thing thing) {
        int length = thing.bytes.length;
        if (size.addAndGet(length) > CAPACITY) {
            kept.clear();
            size.set(length);
        }
        if (length <= CAPACITY) {
            kept.put(beginning(thing.ref.kind(), thing.bytes, 0), thing);
        }
    }

    /// Tells most things apart, since their ids are at their beginning; the rest is for [Thing#isAt] to tell.
    private static long beginning(Kind kind, byte[] body, int from) {
        if (body.length - from < 2 * Long.BYTES) {
            return kind.hashCode(); // only nonsense is so short
        }
        long first = (long) LONGS.get(body, from);
        long second = (long) LONGS.get(body, from + Long.BYTES);
        return 31 * (31 * first + second) + kind.hashCode();
    }
}
