package org.dockgraph.replica;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// One filter parameter of a list: turns its value into a test of rows, or says why it cannot.
@FunctionalInterface
interface Filter<R extends Row> {

    Parsed<R> parse(String value, ReplicaDataset data);

    sealed interface Parsed<R> {

        record Keep<R>(Predicate<R> test) implements Parsed<R> {}

        /// A value that cannot be used.
        ///
        /// @param message what LL2 answers, under the parameter's name
        record Refused<R>(String message) implements Parsed<R> {}
    }

    /// A plain number: an unknown one is no error but finds nothing. LL2 takes `4.0` for 4.
    static <R extends Row> Filter<R> number(ToIntFunction<R> field) {
        return (value, _) -> {
            BigDecimal number = Numbers.decimal(value);
            return number == null
                    ? new Parsed.Refused<>("Enter a number.")
                    : new Parsed.Keep<>(
                            row -> BigDecimal.valueOf(field.applyAsInt(row)).compareTo(number) == 0);
        };
    }

    /// A time before or after the value.
    ///
    /// @param comparison which results of `field.compareTo(value)` to keep
    static <R extends Row> Filter<R> time(Function<R, Instant> field, IntPredicate comparison) {
        return (value, _) -> {
            Instant time = Times.parse(value);
            return time == null
                    ? new Parsed.Refused<>("Enter a valid date/time.")
                    : new Parsed.Keep<>(row -> comparison.test(field.apply(row).compareTo(time)));
        };
    }

    /// The whole text, case and all.
    static <R extends Row> Filter<R> text(Function<R, @Nullable String> field) {
        return (value, _) -> new Parsed.Keep<>(row -> value.equals(field.apply(row)));
    }

    /// `true`, `false`, `1` or `0`; anything else is ignored, as LL2 does.
    static <R extends Row> Filter<R> flag(Function<R, @Nullable Boolean> field) {
        return (value, _) -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> new Parsed.Keep<>(row -> Objects.equals(field.apply(row), true));
            case "false", "0" -> new Parsed.Keep<>(row -> Objects.equals(field.apply(row), false));
            default -> new Parsed.Keep<>(_ -> true);
        };
    }

    /// The id of another entity or of a vocabulary's value: an unknown one is an error.
    ///
    /// @param known whether there is such an id
    /// @param refers whether a row refers to it
    static <R extends Row> Filter<R> reference(
            BiPredicate<ReplicaDataset, Integer> known, BiPredicate<R, Integer> refers) {
        return (value, data) -> {
            Integer id = Numbers.integer(value);
            return id == null || !known.test(data, id)
                    ? new Parsed.Refused<>("Select a valid choice. That choice is not one of the available choices.")
                    : new Parsed.Keep<>(row -> refers.test(row, id));
        };
    }
}
