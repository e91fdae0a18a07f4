package org.dockgraph.compiled;

import graphql.language.Field;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.graphql.GlobalId;
import org.dockgraph.graphql.PageArguments;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.Need.EntityNeed;

/// Makes the plan of a query: for each of its fields, how the value is found and written.
///
/// What a field means is said here once more, beside the resolvers of generic execution. What its arguments mean, and
/// what is planned and loaded for it, is not: both have the same code for it.
final class PlanCompiler {

    /// The lists of the small kinds.
    private static final Map<String, Kind> TABLES = Map.of(
            "spaceStations", Kind.SPACE_STATION,
            "dockingLocations", Kind.DOCKING_LOCATION,
            "spacecraftConfigs", Kind.SPACECRAFT_CONFIG,
            "agencies", Kind.AGENCY);

    private final GraphQLSchema schema;
    private final Tally tally;
    private final EntityPlans entities;

    PlanCompiler(GraphQLSchema schema, Fields fields, Tally tally) {
        this.schema = schema;
        this.tally = tally;
        this.entities = new EntityPlans(schema, fields, tally);
    }

    /// The plan of a query's fields.
    ///
    /// @param selected by response key
    ObjectPlan<Object> query(Map<String, List<Field>> selected) throws NotCompiledException {
        ObjectPlan.Builder<Object> plan = new ObjectPlan.Builder<>();
        for (Map.Entry<String, List<Field>> member : selected.entrySet()) {
            tally.values(member.getValue().size());
            plan.add(member.getKey(), root(member.getValue()));
        }
        return plan.build();
    }

    private Writer<Object> root(List<Field> asked) throws NotCompiledException {
        GraphQLObjectType query = Objects.requireNonNull(schema.getQueryType());
        String name = asked.getFirst().getName();
        if (name.equals(ListPlans.TYPENAME)) {
            return ListPlans.typename(query);
        }
        GraphQLFieldDefinition definition = query.getFieldDefinition(name);
        if (definition == null) {
            throw new NotCompiledException(name);
        }
        if (TABLES.get(name) instanceof Kind kind) {
            return entities.lists().table(kind, definition, asked);
        }
        Arguments arguments = new Arguments(schema, definition, asked.getFirst());
        return switch (name) {
            case "dockingEvents" -> {
                Writer<EventFilter> list = entities.lists().events(definition, asked, 1);
                yield (_, run) -> list.write(EventFilter.everything(), run);
            }
            case "node" -> {
                Map<Kind, EntityPlan> plans = entities.ofAnyKind(asked, 1);
                yield (_, run) -> writeFound(GlobalId.parse(id(arguments, run)), plans, run);
            }
            case "nodes" -> many(asked, arguments);
            default -> {
                Kind kind = kind(definition);
                Map<Kind, EntityPlan> plan = Map.of(kind, entities.of(kind, asked, 1));
                yield (_, run) -> writeFound(GlobalId.parse("id", id(arguments, run), kind), plan, run);
            }
        };
    }

    private Writer<Object> many(List<Field> asked, Arguments arguments) throws NotCompiledException {
        Map<Kind, EntityPlan> plans = entities.ofAnyKind(asked, PageArguments.MAX_SIZE);
        return (_, run) -> {
            List<?> ids = (List<?>) Objects.requireNonNull(arguments.in(run).get("ids"));
            if (ids.size() > PageArguments.MAX_SIZE) {
                throw new UnansweredException();
            }
            run.loadNothing(); // several things are planned together
            ListPlans.writeAll(ids, (id, _) -> writeFound(GlobalId.parse(String.valueOf(id)), plans, run), run);
        };
    }

    private static String id(Arguments arguments, Run run) {
        return String.valueOf(arguments.in(run).get("id"));
    }

    private static void writeFound(EntityRef ref, Map<Kind, EntityPlan> plans, Run run) {
        EntityPlan plan = Objects.requireNonNull(plans.get(ref.kind()));
        plan.write(run.entity(new EntityNeed(ref, plan.fields())), run);
    }

    /// The kind of the one thing that the field gives.
    private static Kind kind(GraphQLFieldDefinition definition) throws NotCompiledException {
        for (Kind kind : Kind.values()) {
            if (definition.getType() instanceof GraphQLObjectType type
                    && type.getName().equals(kind.typeName())) {
                return kind;
            }
        }
        throw new NotCompiledException(definition.getName());
    }
}
