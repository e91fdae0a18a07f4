package org.dockgraph.docking;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// An immutable set of [Field]s, of one kind or of several.
///
/// @param bits one bit a field, by its ordinal
public record FieldSet(long bits) {

    /// No field.
    public static final FieldSet NONE = new FieldSet(0);

    /// Every field there is.
    public static final FieldSet EVERY = new FieldSet(-1);

    /// The set of just these fields.
    public static FieldSet of(Field... fields) {
        return of(List.of(fields));
    }

    /// The set of just these fields.
    public static FieldSet of(Collection<Field> fields) {
        return new FieldSet(fields.stream().mapToLong(FieldSet::bit).reduce(0, (all, bit) -> all | bit));
    }

    /// Whether the field is in the set.
    public boolean contains(Field field) {
        return (bits & bit(field)) != 0;
    }

    /// Whether all fields of the other set are in this one.
    public boolean containsAll(FieldSet other) {
        return (other.bits & ~bits) == 0;
    }

    /// The fields that are in this set, in the other or in both.
    public FieldSet plus(FieldSet other) {
        return new FieldSet(bits | other.bits);
    }

    /// The fields of this set that are not in the other.
    public FieldSet minus(FieldSet other) {
        return new FieldSet(bits & ~other.bits);
    }

    /// The fields that are in both sets.
    public FieldSet and(FieldSet other) {
        return new FieldSet(bits & other.bits);
    }

    /// The fields of this set that belong to the kind.
    public FieldSet of(Kind kind) {
        return and(Field.of(kind));
    }

    /// Whether no field is in the set.
    public boolean isEmpty() {
        return bits == 0;
    }

    /// The fields in the order of their declaration.
    public List<Field> toList() {
        return Arrays.stream(Field.values()).filter(this::contains).toList();
    }

    @SuppressWarnings("EnumOrdinal") // never stored: the bits live no longer than the process
    private static long bit(Field field) {
        return 1L << field.ordinal();
    }

    @Override
    public String toString() {
        return toList().stream().map(Field::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
