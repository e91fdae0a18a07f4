package org.dockgraph.graphql;

import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Problem;
import org.dockgraph.plan.Holdings;
import org.jspecify.annotations.Nullable;

/// What one request sees: one view of what is held, which moves on only when the request itself has loaded
/// something, and one moment that decides what is docked.
///
/// *Threads:* safe; fields of one request may be resolved by several.
final class RequestView {

    private final Fetcher fetcher;
    private final Instant now;
    private final Map<Selection, FieldSet> selections = new ConcurrentHashMap<>();
    private volatile Holdings holdings;
    private volatile @Nullable Problem problem;

    /// A field of an operation under a type: the same selection for every entry of a list. It is known by all
    /// places of the document that it was merged from, since a fragment may be spread at several places.
    private record Selection(String type, List<IdentityKey> fields) {}

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

    private RequestView(Fetcher fetcher) {
        this.fetcher = fetcher;
        this.now = fetcher.now();
        this.holdings = fetcher.holdings();
    }

    /// The view of the request that the field belongs to.
    static RequestView of(DataFetchingEnvironment field, Fetcher fetcher) {
        return Objects.requireNonNull(
                field.getGraphQlContext().computeIfAbsent(RequestView.class, _ -> new RequestView(fetcher)));
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
        Selection selection = new Selection(
                Objects.requireNonNull(field.getExecutionStepInfo().getObjectType())
                        .getName(),
                field.getMergedField().getFields().stream()
                        .map(IdentityKey::new)
                        .toList());
        return selections.computeIfAbsent(selection, _ -> SelectedFields.of(field.getSelectionSet()));
    }

    /// Whether the entity can be given as it is: everything wanted is held, or what is missing was tried for before
    /// in this request, so that trying again would only spend calls.
    boolean canGive(EntityRef ref, FieldSet wanted) {
        return holdings.covers(ref, wanted) || (problem != null && holdings.held(ref) != null);
    }

    /// The entity as it is held; null if it is not.
    @Nullable
    Entity get(EntityRef ref) {
        return holdings.get(ref);
    }

    /// Takes a result of this request's own loading.
    ///
    /// @return what was loaded, as far as it was; null where the source has no such thing
    /// @throws RequestFailure if nothing of it could be loaded
    <T> @Nullable T take(Loaded<T> loaded) {
        moveOn();
        return switch (loaded) {
            case Loaded.Fresh<T>(T value) -> value;
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

    private synchronized void moveOn() {
        holdings = fetcher.holdings();
    }

    /// Why a field that was wanted is not held.
    RequestFailure whyMissing() {
        Problem known = problem;
        return RequestFailure.of(known == null ? new Problem.BadResponse() : known);
    }
}
