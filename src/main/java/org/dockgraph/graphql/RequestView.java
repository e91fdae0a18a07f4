package org.dockgraph.graphql;

import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Allowance;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Problem;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;
import org.dockgraph.plan.Need.EntityNeed;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Need.TableNeed;
import org.jspecify.annotations.Nullable;

/// What one request sees: one view of what is held, which moves on only when the request itself has loaded
/// something, and one moment that decides what is docked.
///
/// *Threads:* safe; fields of one request may be resolved by several.
@SuppressWarnings("FutureReturnValueIgnored") // graphql-java takes a value or a future, and awaits it
final class RequestView {

    private final Fetcher fetcher;
    private final Allowance allowance;
    private final Tolerances tolerances;
    private final List<Witness> witnesses;
    private final Instant now;
    private final @Nullable Attempt attempt;
    private final Map<Selection, FieldSet> selections = new ConcurrentHashMap<>();
    private volatile FieldSet filtered = FieldSet.NONE;
    private volatile Holdings holdings;
    private volatile @Nullable Usable usable;
    private volatile @Nullable Problem problem;

    /// The part of a view that a tolerance lets through.
    private record Usable(Tolerance tolerance, Holdings of, Holdings view) {
        @SuppressWarnings("ReferenceEquality") // views and tolerances are kept, not made anew
        boolean isFor(Tolerance asked, Holdings all) {
            return tolerance == asked && of == all;
        }
    }

    /// A field of an operation under a type: the same selection for every entry of a list. It is known by all
    /// places of the document that it was merged from, since a fragment may be spread at several places.
    ///
    /// @param kind what of it counts; null for all
    private record Selection(
            String type, List<IdentityKey> fields, @Nullable Kind kind) {
        static Selection of(DataFetchingEnvironment field, @Nullable Kind kind) {
            return new Selection(
                    Objects.requireNonNull(field.getExecutionStepInfo().getObjectType())
                            .getName(),
                    field.getMergedField().getFields().stream()
                            .map(IdentityKey::new)
                            .toList(),
                    kind);
        }
    }

    /// Nodes of a document are compared by identity, not by content.
    private record IdentityKey(Field field) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof IdentityKey(Field theirs) && theirs == field;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(field);
        }
    }

    /// @param witnesses who are told how each need was met
    RequestView(Fetcher fetcher, Allowance allowance, Tolerances tolerances, List<Witness> witnesses) {
        this(fetcher, allowance, tolerances, witnesses, fetcher.now(), null, null);
    }

    /// Goes on where an attempt has failed.
    RequestView(Fetcher fetcher, Attempt attempt, Tolerances tolerances, List<Witness> witnesses) {
        this(fetcher, attempt.allowance(), tolerances, witnesses, attempt.now(), null, attempt);
    }

    private RequestView(
            Fetcher fetcher,
            Allowance allowance,
            Tolerances tolerances,
            List<Witness> witnesses,
            Instant now,
            @Nullable Problem problem,
            @Nullable Attempt attempt) {
        this.fetcher = fetcher;
        this.allowance = allowance;
        this.tolerances = tolerances;
        this.witnesses = witnesses;
        this.now = now;
        this.problem = problem;
        this.attempt = attempt;
        this.holdings = fetcher.holdings();
    }

    /// What one event of a subscription sees: what is held, and nothing beside it.
    static RequestView ofEvent(Fetcher fetcher, Tolerances tolerances, Instant now) {
        return new RequestView(
                fetcher, new Allowance(Duration.ZERO, 0), tolerances, List.of(), now, new Problem.CallLimit(0), null);
    }

    /// What this request sees of what is held.
    Holdings holdings() {
        return holdings;
    }

    /// The moment of the request.
    Instant now() {
        return now;
    }

    /// The fields that are selected below the field.
    FieldSet selectedBelow(DataFetchingEnvironment field) {
        return selections.computeIfAbsent(Selection.of(field, null), _ -> SelectedFields.of(field.getSelectionSet()));
    }

    /// The fields that are selected below the field for a thing of this kind, where it may be of several: those of an
    /// agency are not wanted of a docking event.
    FieldSet selectedBelow(DataFetchingEnvironment field, Kind kind) {
        return selections.computeIfAbsent(
                Selection.of(field, kind), _ -> SelectedFields.of(field.getSelectionSet(), kind));
    }

    /// Who loads what is not held.
    Fetcher fetcher() {
        return fetcher;
    }

    /// What the request may take.
    Allowance allowance() {
        return allowance;
    }

    /// All fields that were selected so far, and those by which filters were told.
    FieldSet wanted() {
        return selections.values().stream().reduce(filtered, FieldSet::plus);
    }

    /// Gives a page: at once where it is held, else with the next batch.
    ///
    /// @param result makes the field's value of it
    Object page(PageNeed need, DataFetchingEnvironment field, Function<EventPage, Object> result) {
        Tolerance tolerance = tolerances.of(field);
        filtered = filtered.plus(need.filter().fields());
        Loaded<EventPage> held = loaded(need);
        if (held == null) {
            held = fetcher.held(need, holdings, tolerance, allowance);
        }
        return held != null
                ? result.apply(required(take(need, held, field)))
                : EntityLoaders.load(need, tolerance, field)
                        .thenApply(loaded -> result.apply(required(take(need, loaded, field))));
    }

    /// Gives all entities of a kind: at once where they are held, else with the next batch.
    ///
    /// @param result makes the field's value of them
    Object table(TableNeed need, DataFetchingEnvironment field, Function<List<Entity>, Object> result) {
        Tolerance tolerance = tolerances.of(field);
        Loaded<List<Entity>> held = loaded(need);
        if (held == null) {
            held = fetcher.held(need, holdings, tolerance, allowance);
        }
        return held != null
                ? result.apply(required(take(need, held, field)))
                : EntityLoaders.load(need, tolerance, field)
                        .thenApply(loaded -> result.apply(required(take(need, loaded, field))));
    }

    /// Gives an entity: at once where it is held, else with the next batch. Null if the source has no such thing.
    ///
    /// @param result makes the field's value of it
    @Nullable
    Object entity(EntityNeed need, DataFetchingEnvironment field, Function<@Nullable Entity, @Nullable Object> result) {
        Tolerance tolerance = tolerances.of(field);
        Loaded<Entity> held = loaded(need);
        if (held == null) {
            held = fetcher.held(need, holdings, tolerance, allowance);
        }
        return held != null
                ? result.apply(take(need, held, field))
                : EntityLoaders.load(need, tolerance, field)
                        .thenApply(loaded -> result.apply(take(need, loaded, field)));
    }

    /// Gives entities in the order of the needs: at once where all are held, else with the next batch.
    ///
    /// @param result makes the field's value of them
    Object entities(
            List<EntityNeed> needs, DataFetchingEnvironment field, Function<List<Loaded<Entity>>, Object> result) {
        Tolerance tolerance = tolerances.of(field);
        List<Loaded<Entity>> held = new ArrayList<>();
        for (EntityNeed need : needs) {
            if (fetcher.held(need, holdings, tolerance, allowance) instanceof Loaded<Entity> loaded) {
                held.add(loaded);
            }
        }
        return held.size() == needs.size()
                ? result.apply(held)
                : EntityLoaders.loadMany(needs, tolerance, field).thenApply(result);
    }

    /// Gives an entity that another one refers to. Its fields were wanted together with those of the other, so
    /// that they are refreshed and marked as old together; it is loaded by itself only if more is lacking.
    @Nullable
    Object referred(EntityRef ref, DataFetchingEnvironment field) {
        FieldSet wanted = selectedBelow(field);
        Tolerance tolerance = tolerances.of(field);
        if ((problem != null && holdings.held(ref) != null) || usable(tolerance).covers(ref, wanted)) {
            return holdings.get(ref);
        }
        return entity(new EntityNeed(ref, wanted), field, entity -> entity);
    }

    /// What may be given without asking: the same for most fields of a request.
    private Holdings usable(Tolerance tolerance) {
        Usable last = usable;
        if (last == null || !last.isFor(tolerance, holdings)) {
            Holdings all = holdings;
            last = new Usable(tolerance, all, fetcher.usable(all, tolerance));
            usable = last;
        }
        return last.view;
    }

    /// Takes a result of this request's own loading.
    ///
    /// @return what was loaded, as far as it was; null where the source has no such thing
    /// @throws RequestFailure if nothing of it could be loaded
    <T> @Nullable T take(Need need, Loaded<T> loaded, DataFetchingEnvironment field) {
        moveOn();
        for (Witness witness : witnesses) {
            witness.note(need, loaded, tolerances.of(field), field, holdings);
        }
        return switch (loaded) {
            case Loaded.Fresh<T>(T value) -> value;
            case Loaded.Stale<T>(T value, Instant _, Problem why) -> {
                problem = why == null ? problem : why;
                yield value;
            }
            case Loaded.Absent<T>() -> null;
            case Loaded.Failed<T>(T rest, Problem why) -> {
                problem = why;
                if (rest == null) {
                    throw RequestFailure.of(why);
                }
                yield rest;
            }
        };
    }

    private <T> @Nullable Loaded<T> loaded(Need need) {
        return attempt == null ? null : attempt.loaded(need);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value, "pages and kinds are always there");
    }

    private synchronized void moveOn() {
        holdings = fetcher.holdings();
    }

    /// Why a field that was wanted is not held.
    RequestFailure whyMissing() {
        Problem known = problem;
        return RequestFailure.of(known == null ? new Problem.BadResponse() : known);
    }
}
