package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.execution.AbortExecutionException;
import graphql.introspection.IntrospectionQuery;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockgraph.graphql.DocumentShape.Shape;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentShapeTest {

    private static final LimitProperties LIMITS = TestLimits.with(Map.of());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # document                                          | root | fields | aliases | directives | depth | chain | introspects
            { a b }                                             | 2    | 2      | 0       | 0          | 1     | 0     | false
            { a { b { c } } d }                                 | 2    | 4      | 0       | 0          | 3     | 0     | false
            { x: a { y: b } a }                                 | 2    | 3      | 2       | 0          | 2     | 0     | false
            query @x($v: Int @x) { a @x { ... @x { b @x } } }   | 1    | 2      | 0       | 5          | 2     | 0     | false
            { ... { ... { a } } }                               | 1    | 1      | 0       | 0          | 1     | 0     | false
            { a { ...F } ...F } fragment F on A { x: b { c } }  | 2    | 5      | 2       | 0          | 3     | 1     | false
            { ...F @x ...F } fragment F on A @x { a @x }        | 2    | 2      | 0       | 5          | 1     | 1     | false
            { ...F } fragment F on A { a }  fragment F on A { b } | 2  | 2      | 0       | 0          | 1     | 1     | false
            { ...F } fragment F on A { b ...G } fragment G on A { a } | 2 | 2   | 0       | 0          | 1     | 2     | false
            { ...Unknown a }                                    | 1    | 1      | 0       | 0          | 1     | 1     | false
            { __schema { types { fields { name } } } a }        | 2    | 5      | 0       | 0          | 1     | 0     | true
            { ...F } fragment F on Query { __type { name } }    | 1    | 2      | 0       | 0          | 0     | 1     | true
            """)
    void countsWithFragmentsInPlace(
            String document,
            long root,
            long fields,
            long aliases,
            long directives,
            long depth,
            long chain,
            boolean introspects) {
        String valid = document.replace("query @x($v: Int @x)", "query Q($v: Int @x) @x");
        assertThat(shape(valid)).isEqualTo(new Shape(root, fields, aliases, directives, depth, chain, introspects));
    }

    @Test
    void measuresEachFragmentOnce() {
        String doubling = IntStream.range(0, 60)
                .mapToObj(i -> "fragment F%d on A { a { ...F%d ...F%d } }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "));

        Shape shape = shape("{ ...F0 } " + doubling + " fragment F60 on A { a }");

        assertThat(shape).isEqualTo(new Shape(1, 1_000_000_000, 0, 0, 61, 61, false));
    }

    @Test
    void theStandardIntrospectionQueryHasNoDepth() {
        Shape shape = shape(IntrospectionQuery.INTROSPECTION_QUERY);

        assertThat(shape.fields()).isLessThan(200); // of the 400 that there may be
        assertThat(shape.depth()).isZero();
    }

    @Test
    void refusesAFragmentThatContainsItself() {
        assertThatThrownBy(() -> shape("{ ...A } fragment A on Q { a { ...B } } fragment B on Q { ...A }"))
                .isInstanceOf(AbortExecutionException.class);
    }

    @Test
    void refusesFragmentsWithinFragmentsBeforeAnyStackEnds() {
        String chain = IntStream.range(0, 10_000)
                .mapToObj(i -> "fragment F%d on A { ...F%d }".formatted(i, i + 1))
                .collect(Collectors.joining(" "));

        assertThatThrownBy(() -> shape("{ ...F0 } " + chain)).isInstanceOf(AbortExecutionException.class);
    }

    @Test
    void refusesThemInWhateverOrderTheyAreMeasuredAndAlsoWhereNobodySpreadsThem() {
        String chain = IntStream.range(0, 64)
                .mapToObj(i -> "fragment F%d on A { ...F%d } ".formatted(i, i + 1))
                .collect(Collectors.joining());

        assertThatThrownBy(() -> shape("{ ...F32 } fragment F64 on A { a } " + chain))
                .isInstanceOf(AbortExecutionException.class);
        assertThat(shape("{ ...F32 } fragment F64 on A { a } " + chain.substring(chain.indexOf("fragment F1 ")))
                        .chain())
                .isEqualTo(33);
    }

    @RepeatedTest(200)
    void agreesWithADocumentWhoseFragmentsArePutInPlace(RepetitionInfo run) {
        RandomDocument random = new RandomDocument(new Random(run.getCurrentRepetition()));

        assertThat(shape(random.withFragments()))
                .usingRecursiveComparison()
                .ignoringFields("chain")
                .isEqualTo(shape(random.withoutFragments()));
    }

    private static Shape shape(String document) {
        ParserEnvironment text = ParserEnvironment.newParserEnvironment()
                .document(document)
                .parserOptions(ParserOptions.getDefaultSdlParserOptions()) // those have no limits
                .build();
        Document parsed = Parser.parse(text);
        DocumentShape shapes = new DocumentShape(parsed, new Limits(LIMITS, new SimpleMeterRegistry(), () -> false));
        Shape first =
                shapes.of(parsed.getDefinitionsOfType(OperationDefinition.class).getFirst());
        shapes.requireFragments();
        return first;
    }

    /// A document with five fragments, of which each spreads only later ones, and the same one without them.
    private static final class RandomDocument {

        private static final int FRAGMENTS = 5;

        private final Random random;
        private final String[] bodies = new String[FRAGMENTS + 1];

        RandomDocument(Random random) {
            this.random = random;
            for (int i = FRAGMENTS; i >= 0; i--) {
                bodies[i] = selections(i + 1, 3);
            }
        }

        private String selections(int fromFragment, int depth) {
            return IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(_ -> selection(fromFragment, depth))
                    .collect(Collectors.joining(" ", "{ ", " }"));
        }

        private String selection(int fromFragment, int depth) {
            String directive = random.nextInt(4) == 0 ? " @x" : "";
            int kind = random.nextInt(4);
            if (kind == 0 && fromFragment <= FRAGMENTS) {
                return "...F" + random.nextInt(fromFragment, FRAGMENTS + 1) + directive;
            }
            if (kind == 3 || depth == 0) {
                return "b" + directive;
            }
            return (kind == 1 ? "..." : "x: a") + directive + " " + selections(fromFragment, depth - 1);
        }

        String withFragments() {
            return bodies[0]
                    + IntStream.rangeClosed(1, FRAGMENTS)
                            .mapToObj(i -> " fragment F" + i + " on A " + bodies[i])
                            .collect(Collectors.joining());
        }

        String withoutFragments() {
            String whole = bodies[0];
            for (int i = 1; i <= FRAGMENTS; i++) {
                whole = whole.replaceAll("\\.\\.\\.F" + i + "( @x)?", "...$1 " + bodies[i].replace("$", "\\$"));
            }
            return whole;
        }
    }
}
