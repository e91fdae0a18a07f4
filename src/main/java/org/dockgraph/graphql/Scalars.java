package org.dockgraph.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The scalars of the schema. Written here rather than taken from a library, for the form of a moment: whole
/// seconds and UTC, as the source has it, where the library always writes milliseconds.
final class Scalars {

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Scalars() {}

    /// All of them.
    static List<GraphQLScalarType> all() {
        return List.of(
                scalar(
                        "DateTime",
                        "a moment as RFC 3339 has it, with its offset, such as \"2025-11-25T07:50:00Z\"",
                        Scalars::moment,
                        Instant::toString),
                scalar("Date", "a day, such as \"1999-11-19\"", LocalDate::parse, LocalDate::toString),
                scalar("Duration", "an ISO 8601 duration, such as \"P4DT6H\"", Duration::parse, Scalars::withDays),
                scalar(
                        "URL",
                        "an absolute address, such as \"https://example.org/picture.jpg\"",
                        Scalars::address,
                        Object::toString)); // links are text, the source's own address is a URI
    }

    private static Instant moment(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            throw new IllegalArgumentException("not RFC 3339");
        }
        Instant moment = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new IllegalArgumentException("not in the years 1 to 9999 of UTC");
        }
        return moment;
    }

    private static Object address(String text) {
        if (!URI.create(text).isAbsolute()) {
            throw new IllegalArgumentException("not absolute");
        }
        return text;
    }

    /// `PT150H` as `P6DT6H`.
    private static String withDays(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        if (days == 0) {
            return duration.toString();
        }
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }

    private static <T> GraphQLScalarType scalar(
            String name, String rule, Function<String, T> parser, Function<T, String> writer) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new Text<>(name, rule, parser, writer))
                .build();
    }

    /// A scalar that is a string on the wire.
    ///
    /// @param rule what a value must be, for messages
    private record Text<T>(String name, String rule, Function<String, T> parser, Function<T, String> writer)
            implements Coercing<T, String> {

        @Override
        @SuppressWarnings("unchecked") // the fields of this type hold nothing else
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return writer.apply((T) value);
        }

        @Override
        public T parseValue(Object input, GraphQLContext context, Locale locale) {
            T value = input instanceof String text ? parsed(text) : null;
            if (value == null) {
                throw new CoercingParseValueException(message(input));
            }
            return value;
        }

        @Override
        public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            String text = input instanceof StringValue literal ? literal.getValue() : null;
            T value = text == null ? null : parsed(text);
            if (value == null) {
                throw new CoercingParseLiteralException(message(text == null ? "no string" : text));
            }
            return value;
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(input instanceof String text ? text : serialize(input, context, locale));
        }

        private @Nullable T parsed(String text) {
            try {
                return parser.apply(text);
            } catch (DateTimeException | IllegalArgumentException _) {
                return null;
            }
        }

        private String message(Object seen) {
            return name + " must be " + rule + ", but is " + RequestFailure.shown(seen) + ".";
        }
    }
}
