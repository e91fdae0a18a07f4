package org.dockgraph.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;

/// Tells which fields of which kinds a selection wants: what lies below the field, down to nested connections,
/// which ask for themselves.
final class SelectedFields {

    private static final Map<String, FieldSet> BY_COORDINATE = byCoordinate();

    private SelectedFields() {}

    /// The fields that the selection wants, of all kinds.
    static FieldSet of(DataFetchingFieldSelectionSet selection) {
        return of(selection.getImmediateFields().stream());
    }

    /// The fields that the selection on an interface or a union wants of a thing of this kind, of all kinds below it.
    static FieldSet of(DataFetchingFieldSelectionSet selection, Kind kind) {
        return of(selection.getImmediateFields().stream()
                .filter(selected -> selected.getObjectTypeNames().contains(kind.typeName())));
    }

    private static FieldSet of(Stream<SelectedField> selected) {
        return selected.map(SelectedFields::of).reduce(FieldSet.NONE, FieldSet::plus);
    }

    private static FieldSet of(SelectedField selected) {
        FieldSet own = FieldSet.NONE;
        boolean isConnection = false;
        for (String type : selected.getObjectTypeNames()) {
            own = own.plus(BY_COORDINATE.getOrDefault(type + "." + selected.getName(), FieldSet.NONE));
            isConnection |= isEntity(type) && selected.getName().equals("dockingEvents");
        }
        return isConnection || selected.getSelectionSet() == null ? own : own.plus(of(selected.getSelectionSet()));
    }

    private static boolean isEntity(String type) {
        return Arrays.stream(Kind.values()).anyMatch(kind -> kind.typeName().equals(type));
    }

    private static Map<String, FieldSet> byCoordinate() {
        Map<String, FieldSet> fields = new HashMap<>();
        for (Field field : Field.values()) {
            fields.put(field.toString(), FieldSet.of(field));
        }
        FieldSet times = FieldSet.of(Field.EVENT_DOCKING, Field.EVENT_DEPARTURE);
        for (String derived : List.of("DockingEvent.isDocked", "DockingEvent.stay")) {
            fields.put(derived, times);
        }
        return fields;
    }
}
