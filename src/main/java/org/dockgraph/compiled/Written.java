package org.dockgraph.compiled;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dockgraph.docking.Entity;
import org.dockgraph.plan.Holdings;
import org.jspecify.annotations.Nullable;

/// Entities as plans have written them, to be copied where the same plan writes the same entity again: pages overlap,
/// and filters find the same events.
///
/// What a plan writes of an entity is decided by what is held and, for who is docked, by the moment. So it is good for
/// one version of what is held, and until the next event begins or ends.
///
/// *Threads:* safe.
final class Written {

    /// For all plans. A hundred nested events take 60 kB, all of LL2's dockings 300 kB.
    private static final long CAPACITY = 8 << 20; // bytes

    private static final int OVERHEAD = 100; // bytes an entity takes beside its own, about

    private final Map<Object, Edition> editions =
            Caffeine.newBuilder().weakKeys().<Object, Edition>build().asMap(); // as long as there is the plan
    private final AtomicLong size = new AtomicLong();

    /// What a plan has written of a view; null if nothing of it may be copied or kept. It is null for the first run
    /// over
    /// each version: as long as every question brings something new, nothing is kept that nobody asks for again.
    ///
    /// @param plan that writes them, which is itself alone
    @Nullable
    Edition of(Object plan, Holdings view, Instant now) {
        Edition known = editions.get(plan);
        if (known != null && known.version == view.version() && now.isBefore(known.until)) {
            return now.isBefore(known.from) ? null : known; // clocks may be set back
        }
        if (known == null || known.version <= view.version()) {
            Edition replaced = editions.put(plan, new Edition(view.version(), now, view.nextTurn(now)));
            if (replaced != null) {
                size.addAndGet(-replaced.size.get());
            }
        }
        return null;
    }

    /// What one plan has written of one version.
    final class Edition {

        private final long version;
        private final Instant from;
        private final Instant until;
        private final Map<Key, byte[]> entities = new ConcurrentHashMap<>();
        private final AtomicLong size = new AtomicLong();

        /// @param plan of the entity, by its number
        private record Key(int plan, int id) {
            @Override
            public int hashCode() {
                return 31 * id + plan;
            }
        }

        private Edition(long version, Instant from, Instant until) {
            this.version = version;
            this.from = from;
            this.until = until;
        }

        /// The entity as it was written before; null if it was not. Nobody writes to it.
        byte @Nullable [] find(EntityPlan plan, Entity entity) {
            return entities.get(new Key(plan.number(), entity.id()));
        }

        /// Keeps an entity. When there is no more room for one, all that was kept is let go.
        void keep(EntityPlan plan, Entity entity, byte[] json) {
            if (entities.put(new Key(plan.number(), entity.id()), json) == null) {
                size.addAndGet(json.length + OVERHEAD);
                if (Written.this.size.addAndGet(json.length + OVERHEAD) > CAPACITY) {
                    editions.clear();
                    Written.this.size.set(0);
                }
            }
        }
    }
}
