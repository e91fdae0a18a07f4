package org.dockgraph.upstream;

import java.nio.ByteBuffer;
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

    /// Enough to tell one thing from another, since its id is there.
    private static final int TELLING_BYTES = 48;

    private final Map<ByteBuffer, Kept> kept = new ConcurrentHashMap<>();
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
        Kept before = kept.get(beginning(body, from));
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
            kept.put(beginning(bytes, 0), new Kept(thing, bytes));
        }
        return thing;
    }

    private static ByteBuffer beginning(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes, from, Math.min(TELLING_BYTES, bytes.length - from));
    }
}
