package org.dockgraph.compiled;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// How an object is written: its members in their order, each with its name.
final class ObjectPlan<S> implements Writer<S> {

    private final List<Member<S>> members;

    /// A member of the object.
    ///
    /// @param opening what comes before the value: a brace or a comma, and the name
    @SuppressWarnings("ArrayRecordComponent") // nobody compares members, or writes to the array
    private record Member<S>(byte[] opening, Writer<? super S> value) {}

    private ObjectPlan(List<Member<S>> members) {
        this.members = List.copyOf(members);
    }

    @Override
    public void write(S source, Run run) {
        JsonBytes out = run.out();
        if (members.isEmpty()) {
            out.raw('{');
        }
        for (int i = 0; i < members.size(); i++) { // an iterator for each of a thousand objects would show
            Member<S> member = members.get(i);
            out.raw(member.opening);
            member.value.write(source, run);
        }
        out.raw('}');
    }

    /// Puts a plan together.
    static final class Builder<S> {

        private final List<Member<S>> members = new ArrayList<>();

        /// Adds a member.
        ///
        /// @param key a name of GraphQL, in which nothing needs escaping
        void add(String key, Writer<? super S> value) {
            String opening = (members.isEmpty() ? '{' : ',') + "\"" + key + "\":";
            members.add(new Member<>(opening.getBytes(StandardCharsets.US_ASCII), value));
        }

        ObjectPlan<S> build() {
            return new ObjectPlan<>(members);
        }
    }
}
