package org.dockgraph.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.dockgraph.plan.Plan.Outcome;
import org.jspecify.annotations.Nullable;

/// Turns what is needed and what is held into the fewest calls: usually none.
///
/// A plan reaches as far as can be known. Where a call's answer decides what else is needed, the same needs are
/// planned on over what is held then, until a plan has no calls.
public final class Planner {

    private final Holdings holdings;
    private final Instant now;
    private final ListRoutes routes;
    private final Map<Need, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<Need, Gaps> gaps = new LinkedHashMap<>();
    private final Map<Need, List<Call>> calls = new LinkedHashMap<>();
    private final List<PageNeed> untold = new ArrayList<>();

    private Planner(Holdings holdings, Instant now) {
        this.holdings = holdings;
        this.now = now;
        this.routes = new ListRoutes(holdings);
    }

    /// Plans for all the needs together.
    ///
    /// @param now the moment, which decides whether an absence is still believed
    public static Plan plan(Collection<? extends Need> needs, Holdings holdings, Instant now) {
        return new Planner(holdings, now).plan(new LinkedHashSet<>(needs), null);
    }

    /// Plans on for the needs of an earlier plan, after answers to its calls. A collection that has been begun is
    /// read to its end, even if the needs are met before: it answers whatever comes next.
    public static Plan planOn(Plan earlier, Holdings holdings, Instant now) {
        return new Planner(holdings, now).plan(earlier.outcomes().keySet(), earlier.collecting());
    }

    private Plan plan(Set<Need> needs, @Nullable Mode begun) {
        for (Need need : needs) {
            switch (need) {
                case EntityNeed entity -> look(entity);
                case PageNeed page -> look(page);
                case TableNeed table -> look(table);
            }
        }
        Mode collecting = begun;
        if (!untold.isEmpty()) {
            ListRoutes.Calls pages = routes.callsFor(untold);
            calls.putAll(pages.byNeed());
            collecting = pages.collecting() == null ? begun : pages.collecting();
        }
        fillGaps();
        calls.forEach((need, waiting) -> outcomes.put(need, new Outcome.Lacking(outcomes.get(need), waiting)));
        return new Plan(outcomes, distinctCalls(collecting), collecting);
    }

    private void look(EntityNeed need) {
        Entity entity = holdings.get(need.ref());
        if (entity != null) {
            outcomes.put(need, new Outcome.EntityHeld(entity));
        } else if (holdings.isAbsent(need.ref(), now)) {
            outcomes.put(need, new Outcome.EntityAbsent());
            return;
        }
        want(need, List.of(need.ref()), need.fields());
    }

    private void look(PageNeed need) {
        if (need.filter().equals(EventFilter.nothing())) {
            outcomes.put(need, new Outcome.PageHeld(EventPage.empty()));
            return;
        }
        switch (PageReader.read(need, holdings)) {
            case PageReader.Reading.Told(EventPage page, HeldList _) -> {
                outcomes.put(need, new Outcome.PageHeld(page));
                want(
                        need,
                        page.entries().stream()
                                .map(entry -> entry.event().ref())
                                .toList(),
                        need.fields());
            }
            case PageReader.Reading.Lacks(Gaps lacks) -> gaps.put(need, lacks);
            case PageReader.Reading.Untold() -> {
                untold.add(need);
                if (need.withTotal()
                        && PageReader.read(need.withoutTotal(), holdings)
                                instanceof PageReader.Reading.Told(EventPage page, HeldList _)) {
                    outcomes.put(need, new Outcome.PageHeld(page));
                }
            }
        }
    }

    private void look(TableNeed need) {
        HeldList table = holdings.whole(ListKey.table(need.kind()));
        if (table == null) {
            Mode mode = Coverage.modeFor(need.kind(), need.fields());
            HeldList begun = holdings.list(ListKey.table(need.kind()));
            List<Integer> offsets = begun == null ? List.of(0) : begun.missingOffsets();
            calls.put(
                    need,
                    offsets.stream()
                            .map(offset -> (Call) new Call.Page(ListKey.table(need.kind()), offset, mode))
                            .toList());
            return;
        }
        List<EntityRef> refs = table.prefix().stream()
                .map(id -> new EntityRef(need.kind(), id))
                .toList();
        outcomes.put(
                need,
                new Outcome.TableHeld(refs.stream()
                        .map(holdings::get)
                        .map(Entity.class::cast)
                        .sorted(Comparator.comparingInt(Entity::id))
                        .toList()));
        want(need, refs, need.fields());
    }

    private void want(Need need, List<EntityRef> refs, FieldSet fields) {
        boolean allHeld =
                holdings.everyEntityCovers(fields) && refs.stream().allMatch(ref -> holdings.held(ref) != null);
        if (allHeld) {
            return;
        }
        Gaps found = new Gaps(holdings);
        refs.forEach(ref -> found.add(ref, fields));
        if (!found.isEmpty()) {
            gaps.put(need, found);
        }
    }

    private void fillGaps() {
        if (gaps.isEmpty()) {
            return;
        }
        Map<EntityRef, FieldSet> missing = new LinkedHashMap<>();
        gaps.values()
                .forEach(found -> found.missing().forEach((ref, fields) -> missing.merge(ref, fields, FieldSet::plus)));
        missing.replaceAll((ref, fields) -> fields.minus(holdings.withheld(ref, now)));
        missing.entrySet()
                .removeIf(gap -> holdings.isAbsent(gap.getKey(), now)
                        || (gap.getValue().isEmpty() && holdings.held(gap.getKey()) != null));
        Map<EntityRef, List<Call>> filling = GapFiller.fill(missing, holdings);
        gaps.forEach((need, found) -> calls.put(
                need,
                found.missing().keySet().stream()
                        .flatMap(ref -> filling.getOrDefault(ref, List.of()).stream())
                        .distinct()
                        .toList()));
    }

    /// All calls, each once; a page that one need wants normal and another detailed is asked for detailed.
    private List<Call> distinctCalls(@Nullable Mode collecting) {
        Set<Call> all = new LinkedHashSet<>();
        if (collecting != null) {
            all.addAll(routes.collectionCalls(collecting));
        }
        calls.values().forEach(all::addAll);
        return all.stream()
                .filter(call -> !(call instanceof Call.Page(ListKey list, int offset, Mode mode)
                        && mode == Mode.NORMAL
                        && all.contains(new Call.Page(list, offset, Mode.DETAILED))))
                .toList();
    }
}
