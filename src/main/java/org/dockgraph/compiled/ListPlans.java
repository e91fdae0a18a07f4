package org.dockgraph.compiled;

import graphql.language.Field;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.graphql.Connection;
import org.dockgraph.graphql.Connection.Edge;
import org.dockgraph.graphql.Connection.PageInfo;
import org.dockgraph.graphql.Cursors;
import org.dockgraph.graphql.EventsQuestion;
import org.dockgraph.graphql.PageArguments;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.Need.TableNeed;
import org.jspecify.annotations.Nullable;

/// Makes the plans of lists, which are connections as Relay has them.
final class ListPlans {

    static final String TYPENAME = "__typename";

    private final GraphQLSchema schema;
    private final Fields fields;
    private final Tally tally;
    private final EntityPlans entities;

    ListPlans(GraphQLSchema schema, Fields fields, Tally tally, EntityPlans entities) {
        this.schema = schema;
        this.fields = fields;
        this.tally = tally;
        this.entities = entities;
    }

    /// The plan of a list of docking events: of those that it has by itself, as the filter says.
    ///
    /// @param asked the fields whose value it is
    /// @param times how many of them there can be
    Writer<EventFilter> events(GraphQLFieldDefinition definition, List<Field> asked, long times)
            throws NotCompiledException {
        Arguments arguments = new Arguments(schema, definition, asked.getFirst());
        Listed listed = listed(Kind.DOCKING_EVENT, definition, asked, arguments, times);
        return (scope, run) -> {
            EventsQuestion question = EventsQuestion.of(arguments.in(run), scope);
            listed.plan.write(
                    Connection.of(
                            run.page(question.need(listed.wanted, listed.withTotal, run.now())), question.cursors()),
                    run);
        };
    }

    /// The plan of the list of all entities of a small kind.
    Writer<Object> table(Kind kind, GraphQLFieldDefinition definition, List<Field> asked) throws NotCompiledException {
        Arguments arguments = new Arguments(schema, definition, asked.getFirst());
        Listed listed = listed(kind, definition, asked, arguments, 1);
        Cursors cursors = Cursors.of(kind);
        return (_, run) -> listed.plan.write(
                Connection.of(
                        run.table(new TableNeed(kind, listed.wanted)),
                        PageArguments.of(arguments.in(run), cursors),
                        cursors),
                run);
    }

    /// How a list is written.
    ///
    /// @param wanted the fields of its entities, and of what they refer to
    /// @param withTotal whether it says how many there are in all
    private record Listed(ObjectPlan<Connection<? extends Entity>> plan, FieldSet wanted, boolean withTotal) {}

    private Listed listed(
            Kind kind, GraphQLFieldDefinition definition, List<Field> asked, Arguments arguments, long times)
            throws NotCompiledException {
        GraphQLObjectType type = (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(definition.getType());
        long entries = Tally.capped(times * arguments.pageSize(PageArguments.DEFAULT_SIZE, PageArguments.MAX_SIZE));
        tally.lists(times);
        ObjectPlan.Builder<Connection<? extends Entity>> plan = new ObjectPlan.Builder<>();
        FieldSet wanted = FieldSet.NONE;
        boolean withTotal = false;
        for (Map.Entry<String, List<Field>> member : fields.of(type, asked).entrySet()) {
            List<Field> merged = member.getValue();
            tally.values(times * merged.size());
            switch (merged.getFirst().getName()) {
                case TYPENAME -> plan.add(member.getKey(), typename(type));
                case "totalCount" -> {
                    withTotal = true;
                    plan.add(member.getKey(), (list, run) -> run.out().plain(String.valueOf(known(list.totalCount()))));
                }
                case "pageInfo" -> {
                    ObjectPlan<PageInfo> info = pageInfo(type, merged, times);
                    plan.add(member.getKey(), (list, run) -> info.write(list.pageInfo(), run));
                }
                case "nodes" -> {
                    EntityPlan node = entities.of(kind, merged, entries);
                    wanted = wanted.plus(node.fields());
                    plan.add(member.getKey(), edges((edge, run) -> node.write(edge.node(), run)));
                }
                case "edges" -> {
                    Edges edges = edges(kind, type, merged, entries);
                    wanted = wanted.plus(edges.wanted);
                    plan.add(member.getKey(), edges(edges.plan));
                }
                case String other -> throw new NotCompiledException(other);
            }
        }
        return new Listed(plan.build(), wanted, withTotal);
    }

    /// A number that could not be told is an error, for which there is no plan.
    private static int known(@Nullable Integer total) {
        if (total == null) {
            throw new UnansweredException();
        }
        return total;
    }

    private static Writer<Connection<? extends Entity>> edges(Writer<? super Edge<? extends Entity>> entry) {
        return (list, run) -> writeAll(list.edges(), entry, run);
    }

    /// Writes a list.
    static <T> void writeAll(List<? extends T> all, Writer<? super T> entry, Run run) {
        JsonBytes out = run.out();
        out.raw('[');
        for (int i = 0; i < all.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            entry.write(all.get(i), run);
        }
        out.raw(']');
    }

    private record Edges(ObjectPlan<Edge<? extends Entity>> plan, FieldSet wanted) {}

    private Edges edges(Kind kind, GraphQLObjectType list, List<Field> asked, long times) throws NotCompiledException {
        GraphQLObjectType type = (GraphQLObjectType)
                GraphQLTypeUtil.unwrapAll(definition(list, "edges").getType());
        ObjectPlan.Builder<Edge<? extends Entity>> plan = new ObjectPlan.Builder<>();
        FieldSet wanted = FieldSet.NONE;
        for (Map.Entry<String, List<Field>> member : fields.of(type, asked).entrySet()) {
            List<Field> merged = member.getValue();
            tally.values(times * merged.size());
            switch (merged.getFirst().getName()) {
                case TYPENAME -> plan.add(member.getKey(), typename(type));
                case "cursor" ->
                    plan.add(member.getKey(), (edge, run) -> run.out().string(edge.cursor()));
                case "node" -> {
                    EntityPlan node = entities.of(kind, merged, times);
                    wanted = wanted.plus(node.fields());
                    plan.add(member.getKey(), (edge, run) -> node.write(edge.node(), run));
                }
                case String other -> throw new NotCompiledException(other);
            }
        }
        return new Edges(plan.build(), wanted);
    }

    private ObjectPlan<PageInfo> pageInfo(GraphQLObjectType list, List<Field> asked, long times)
            throws NotCompiledException {
        GraphQLObjectType type = (GraphQLObjectType)
                GraphQLTypeUtil.unwrapAll(definition(list, "pageInfo").getType());
        ObjectPlan.Builder<PageInfo> plan = new ObjectPlan.Builder<>();
        for (Map.Entry<String, List<Field>> member : fields.of(type, asked).entrySet()) {
            tally.values(times * member.getValue().size());
            plan.add(
                    member.getKey(),
                    switch (member.getValue().getFirst().getName()) {
                        case TYPENAME -> typename(type);
                        case "hasNextPage" -> (info, run) -> run.out().plain(String.valueOf(info.hasNextPage()));
                        case "hasPreviousPage" ->
                            (info, run) -> run.out().plain(String.valueOf(info.hasPreviousPage()));
                        case "startCursor" -> cursor(PageInfo::startCursor);
                        case "endCursor" -> cursor(PageInfo::endCursor);
                        case String other -> throw new NotCompiledException(other);
                    });
        }
        return plan.build();
    }

    private static Writer<PageInfo> cursor(Function<PageInfo, @Nullable String> reader) {
        return (info, run) -> {
            if (reader.apply(info) instanceof String cursor) {
                run.out().string(cursor);
            } else {
                run.out().raw(Run.NULL);
            }
        };
    }

    /// A type's own name.
    static <S> Writer<S> typename(GraphQLObjectType type) {
        return Writer.constant('"' + type.getName() + '"');
    }

    /// The definition of a field that is known to be there.
    static GraphQLFieldDefinition definition(GraphQLObjectType type, String field) {
        return Objects.requireNonNull(type.getFieldDefinition(field));
    }
}
