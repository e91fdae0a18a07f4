package org.dockgraph.graphql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Window;
import org.jspecify.annotations.Nullable;

/// What the arguments of a list of docking events ask for.
///
/// @param filter of the events, those of the list's owner if it has one
/// @param window which of them, in their order
/// @param cursors of the list
public record EventsQuestion(EventFilter filter, EventOrder order, Window window, Cursors cursors) {

    /// Reads the arguments.
    ///
    /// @param arguments coerced, by name
    /// @param scope which events the list has by itself
    /// @throws RequestFailure if one breaks a rule
    public static EventsQuestion of(Map<String, ? extends @Nullable Object> arguments, EventFilter scope) {
        EventFilter filter = arguments.get("filter") instanceof Map<?, ?> said
                ? EventFilter.all(List.of(scope, FilterArguments.filter(FilterArguments.map(said), "filter")))
                : scope;
        EventOrder order = FilterArguments.order(
                arguments.get("orderBy") instanceof Map<?, ?> said ? FilterArguments.map(said) : null);
        Cursors cursors = Cursors.of(order, filter.conjuncts());
        return new EventsQuestion(filter, order, PageArguments.of(arguments, cursors), cursors);
    }

    /// The page that is wanted.
    ///
    /// @param fields of its events, and of what they refer to
    /// @param withTotal whether the number of all matching events is wanted too
    /// @param now the moment that decides what is docked
    public PageNeed need(FieldSet fields, boolean withTotal, Instant now) {
        return new PageNeed(filter, order, window, fields, withTotal, now);
    }
}
