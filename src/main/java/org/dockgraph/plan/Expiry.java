package org.dockgraph.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.jspecify.annotations.Nullable;

/// Tells how long an answer stays as it is, as far as can be known: until the first part of it is due to be fetched
/// anew, or an event begins or ends.
public final class Expiry {

    private final Holdings holdings;
    private final Freshness freshness;
    private final Instant now;

    private Expiry(Holdings holdings, Freshness freshness, Instant now) {
        this.holdings = holdings;
        this.freshness = freshness;
        this.now = now;
    }

    /// When the answer to a need should no longer be taken for fresh. In the past if it should not be even now.
    ///
    /// @param holdings from which it was answered
    public static Instant of(Need need, Holdings holdings, Freshness freshness, Instant now) {
        return new Expiry(holdings, freshness, now).of(need);
    }

    private Instant of(Need need) {
        return switch (need) {
            case EntityNeed(EntityRef ref, var _) -> ofAnswer(need, ref.kind(), List.of(ref), null);
            case TableNeed(Kind kind, var _) -> {
                HeldList table = Objects.requireNonNull(holdings.whole(ListKey.table(kind)));
                yield ofAnswer(need, kind, refs(kind, table.prefix()), table);
            }
            case PageNeed page ->
                PageReader.read(page, holdings) instanceof PageReader.Reading.Told(EventPage told, HeldList from)
                        ? ofAnswer(
                                page,
                                Kind.DOCKING_EVENT,
                                told.entries().stream()
                                        .map(entry -> entry.event().ref())
                                        .toList(),
                                from)
                        : now; // told without a list, for a filter that nothing can match
        };
    }

    /// @param from the list that tells which entities they are; null where the need names it
    private Instant ofAnswer(Need need, Kind kind, List<EntityRef> refs, @Nullable HeldList from) {
        Stream<Instant> ofEntities =
                holdings.used(refs, need.fields()).map(used -> used.fetchedAt().plus(freshness.of(used.entity(), now)));
        Stream<Instant> ofList = from == null ? Stream.empty() : Stream.of(holdings.end(from, freshness, now));
        Stream<Instant> ofTime = kind == Kind.DOCKING_EVENT ? Stream.of(holdings.nextTurn(now)) : Stream.empty();
        return Stream.of(ofEntities, ofList, ofTime)
                .flatMap(ends -> ends)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private static List<EntityRef> refs(Kind kind, List<Integer> ids) {
        return ids.stream().map(id -> new EntityRef(kind, id)).toList();
    }
}
