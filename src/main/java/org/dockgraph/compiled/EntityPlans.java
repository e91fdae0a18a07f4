package org.dockgraph.compiled;

import graphql.GraphQLContext;
import graphql.language.Field;
import graphql.schema.Coercing;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.docking.Term;
import org.dockgraph.graphql.GlobalId;
import org.dockgraph.plan.EventFilter;
import org.jspecify.annotations.Nullable;

/// Makes the plans of entities: a plain value is read off the entity, a reference is followed through what is held.
final class EntityPlans {

    private static final FieldSet TIMES =
            FieldSet.of(org.dockgraph.docking.Field.EVENT_DOCKING, org.dockgraph.docking.Field.EVENT_DEPARTURE);

    private final GraphQLSchema schema;
    private final Fields fields;
    private final Tally tally;
    private final ListPlans lists;

    EntityPlans(GraphQLSchema schema, Fields fields, Tally tally) {
        this.schema = schema;
        this.fields = fields;
        this.tally = tally;
        this.lists = new ListPlans(schema, fields, tally, this);
    }

    /// Makes plans of lists, of which entities are a part and which are a part of entities.
    ListPlans lists() {
        return lists;
    }

    /// The plan of an entity of this kind.
    ///
    /// @param asked the fields whose value it is
    /// @param times how many of them there can be
    EntityPlan of(Kind kind, List<Field> asked, long times) throws NotCompiledException {
        GraphQLObjectType type = Objects.requireNonNull(schema.getObjectType(kind.typeName()));
        int number = tally.nextPlan();
        tally.things(times);
        ObjectPlan.Builder<Entity> plan = new ObjectPlan.Builder<>();
        FieldSet wanted = FieldSet.NONE;
        boolean isSettled = true;
        for (Map.Entry<String, List<Field>> member : fields.of(type, asked).entrySet()) {
            List<Field> merged = member.getValue();
            tally.values(times * merged.size());
            Part part = part(kind, type, merged, times);
            wanted = wanted.plus(part.wanted);
            isSettled &= part.isSettled;
            plan.add(member.getKey(), part.writer);
        }
        return new EntityPlan(number, plan.build(), wanted, isSettled);
    }

    /// The plans of an entity that may be of any kind.
    Map<Kind, EntityPlan> ofAnyKind(List<Field> asked, long times) throws NotCompiledException {
        Map<Kind, EntityPlan> plans = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            plans.put(kind, of(kind, asked, times));
        }
        return plans;
    }

    /// A member of an entity.
    ///
    /// @param wanted the fields that must be held for it
    /// @param isSettled as [EntityPlan] has it
    private record Part(Writer<Entity> writer, FieldSet wanted, boolean isSettled) {
        Part(Writer<Entity> writer) {
            this(writer, FieldSet.NONE, true);
        }
    }

    private Part part(Kind kind, GraphQLObjectType type, List<Field> merged, long times) throws NotCompiledException {
        String name = merged.getFirst().getName();
        return switch (name) {
            case ListPlans.TYPENAME -> new Part(ListPlans.typename(type));
            case "id" -> new Part((entity, run) -> run.out().string(GlobalId.of(entity.ref())));
            case "ll2Id" -> new Part((entity, run) -> run.out().plain(String.valueOf(entity.id())));
            case "isDocked" -> ofTimes(type, name, (event, run) -> event.isDocked(run.now()));
            case "stay" -> ofTimes(type, name, (event, run) -> event.stay(run.now()));
            case "dockingEvents" -> {
                Writer<EventFilter> list = lists.events(ListPlans.definition(type, name), merged, times);
                yield new Part(
                        (entity, run) -> list.write(EventFilter.refersTo(kind, List.of(entity.id())), run),
                        FieldSet.NONE,
                        false);
            }
            default -> read(field(kind, name), type, merged, times);
        };
    }

    private static Part ofTimes(
            GraphQLObjectType type, String name, BiFunction<DockingEvent, Run, @Nullable Object> reader)
            throws NotCompiledException {
        Scalar scalar = Scalar.of(ListPlans.definition(type, name).getType());
        return new Part(
                (entity, run) -> {
                    requireHeld(entity, TIMES);
                    scalar.write(reader.apply((DockingEvent) entity, run), run);
                },
                TIMES,
                true);
    }

    private Part read(org.dockgraph.docking.Field field, GraphQLObjectType type, List<Field> merged, long times)
            throws NotCompiledException {
        FieldSet own = FieldSet.of(field);
        if (field.target() instanceof Kind target) {
            EntityPlan plan = of(target, merged, times);
            return new Part(
                    (entity, run) -> {
                        requireHeld(entity, own);
                        if (field.read(entity) instanceof EntityRef ref) {
                            plan.writeReferred(ref, run);
                        } else {
                            run.out().raw(Run.NULL);
                        }
                    },
                    own.plus(plan.fields()),
                    plan.isSettled());
        }
        Writer<@Nullable Object> value =
                ListPlans.definition(type, field.fieldName()).getType() instanceof GraphQLObjectType term
                        ? term(term, merged, times)
                        : Scalar.of(
                                ListPlans.definition(type, field.fieldName()).getType());
        return new Part(
                (entity, run) -> {
                    requireHeld(entity, own);
                    value.write(field.read(entity), run);
                },
                own,
                true);
    }

    /// What is not held is an error, for which there is no plan.
    private static void requireHeld(Entity entity, FieldSet fields) {
        if (!entity.covers().containsAll(fields)) {
            throw new UnansweredException();
        }
    }

    private Writer<@Nullable Object> term(GraphQLObjectType type, List<Field> merged, long times)
            throws NotCompiledException {
        ObjectPlan.Builder<Term> plan = new ObjectPlan.Builder<>();
        for (Map.Entry<String, List<Field>> member : fields.of(type, merged).entrySet()) {
            tally.values(times * member.getValue().size());
            plan.add(
                    member.getKey(),
                    switch (member.getValue().getFirst().getName()) {
                        case ListPlans.TYPENAME -> ListPlans.<Term>typename(type);
                        case "ll2Id" -> (term, run) -> run.out().plain(String.valueOf(term.ll2Id()));
                        case "name" -> (term, run) -> run.out().string(term.name());
                        case String other -> throw new NotCompiledException(other);
                    });
        }
        ObjectPlan<Term> object = plan.build();
        return (value, run) -> {
            if (value instanceof Term term) {
                object.write(term, run);
            } else {
                run.out().raw(Run.NULL);
            }
        };
    }

    private static org.dockgraph.docking.Field field(Kind kind, String name) throws NotCompiledException {
        for (org.dockgraph.docking.Field field :
                org.dockgraph.docking.Field.of(kind).toList()) {
            if (field.fieldName().equals(name) && field != org.dockgraph.docking.Field.STATION_DOCKING_LOCATIONS) {
                return field;
            }
        }
        throw new NotCompiledException(kind.typeName() + "." + name);
    }

    /// How a value of a scalar type is written: as the type's own code serializes it. Null stays null.
    private record Scalar(Coercing<?, ?> type) implements Writer<@Nullable Object> {

        static Scalar of(GraphQLOutputType type) throws NotCompiledException {
            if (type instanceof GraphQLScalarType scalar) {
                return new Scalar(scalar.getCoercing());
            }
            throw new NotCompiledException(type.toString());
        }

        @Override
        public void write(@Nullable Object value, Run run) {
            if (value == null) {
                run.out().raw(Run.NULL);
                return;
            }
            switch (type.serialize(value, GraphQLContext.getDefault(), Locale.ROOT)) {
                case String text -> run.out().string(text);
                case Number number -> run.out().plain(number.toString());
                case Boolean truth -> run.out().plain(truth.toString());
                case null, default -> throw new UnansweredException();
            }
        }
    }
}
