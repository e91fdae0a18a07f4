package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import graphql.parser.Parser;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationDescriptionsTest {

    private static final int DOCUMENTS = 2_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query Q { a }",
                "{ a(b: \"query\") }",
                "query Q($a: String = \"x\" $b: Int) { a }",
                "query Q($a: [String] = [\"x\" \"y\"] $b: Int) { a }",
                "query Q($a: In = {b: \"x\"} $b: Int) { a }",
                "query Q @d(a: \"x\") { a(b: [\"x\" $c]) }",
                "# \"no description\nquery Q { a }",
                "\"no operation\" { a }",
                "\"no operation\" type Query { a: Int }",
                "\"no operation\" queryable",
                "\"no end\nquery Q { a }",
                "\"\"\"no end\" query Q { a } \\\"\"\"",
                "\"",
                "\"\"\"",
                "}}]]))\"\"(",
                ""
            })
    void whatIsNoDescriptionStays(String document) {
        assertThat(OperationDescriptions.blanked(document)).isEqualTo(document);
    }

    @Test
    void linesAndColumnsStay() {
        assertThat(OperationDescriptions.blanked(
                        "\"\"\"\n  Über 🚀\n\"\"\" query Q(\"an id\" $a: ID = \"x\", \"🚀\" $b: ID) { a }"))
                .isEqualTo("   \n        \n    query Q(        $a: ID = \"x\",     $b: ID) { a }");
    }

    @Test
    void describedDocumentsMeanWhatTheyMeanWithoutDescriptions() {
        Random random = new Random(20_250_903);
        for (int i = 0; i < DOCUMENTS; i++) {
            RandomDocument document = new RandomDocument(random);
            String blanked = OperationDescriptions.blanked(document.described());

            Document parsed = Parser.parse(blanked);
            assertThat(AstPrinter.printAst(parsed))
                    .as(document.described())
                    .isEqualTo(AstPrinter.printAst(Parser.parse(document.plain())));
            assertFieldsStandWhereTheyStood(parsed, document.described());
            assertThat(OperationDescriptions.blanked(document.plain())).isEqualTo(document.plain());
        }
    }

    private static void assertFieldsStandWhereTheyStood(Document parsed, String described) {
        List<int[]> lines =
                described.lines().map(line -> line.codePoints().toArray()).toList();
        Stream.concat(
                        parsed.getDefinitionsOfType(OperationDefinition.class).stream()
                                .map(OperationDefinition::getSelectionSet),
                        parsed.getDefinitionsOfType(FragmentDefinition.class).stream()
                                .map(FragmentDefinition::getSelectionSet))
                .flatMap(OperationDescriptionsTest::fields)
                .forEach(field -> {
                    SourceLocation at = Objects.requireNonNull(field.getSourceLocation());
                    int[] line = lines.get(at.getLine() - 1);
                    assertThat(new String(line, at.getColumn() - 1, line.length - at.getColumn() + 1))
                            .as(described)
                            .startsWith(field.getName());
                });
    }

    private static Stream<Field> fields(@Nullable SelectionSet selection) {
        return selection == null
                ? Stream.empty()
                : selection.getSelectionsOfType(Field.class).stream()
                        .flatMap(field -> Stream.concat(Stream.of(field), fields(field.getSelectionSet())));
    }

    /// A document with many strings, with and without descriptions.
    private static final class RandomDocument {

        private static final List<String> TEXTS =
                List.of("", "query", "fragment F {", "} [", ") (", "# $a", "🚀 über", "\\\"", "=");
        private static final List<String> GAPS = List.of(" ", "\n", ", ", " # \"a\" query\n", "\r\n", "\t\uFEFF ");

        private final Random random;
        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder described = new StringBuilder();

        RandomDocument(Random random) {
            this.random = random;
            times(1, 4, this::definition);
        }

        String plain() {
            return plain.toString();
        }

        String described() {
            return described.toString();
        }

        private void definition() {
            description();
            if (random.nextInt(3) == 0) {
                put("fragment F on T");
            } else {
                put(anyOf(List.of("query", "mutation Q", "subscription Q")));
                if (random.nextBoolean()) {
                    put("(");
                    times(1, 3, this::variable);
                    put(")");
                }
            }
            directives();
            selection(2);
        }

        private void variable() {
            description();
            put("$a: String");
            if (random.nextBoolean()) {
                put("=");
                put(value(2));
            }
            directives();
        }

        private void selection(int depth) {
            put("{");
            times(1, 3, () -> {
                put("field");
                if (random.nextBoolean()) {
                    put("(");
                    times(1, 2, () -> put("a: " + value(2)));
                    put(")");
                }
                directives();
                if (depth > 0 && random.nextBoolean()) {
                    selection(depth - 1);
                }
            });
            put("}");
        }

        private void directives() {
            times(0, 1, () -> put("@d(a: " + value(1) + ")"));
        }

        private String value(int depth) {
            return switch (random.nextInt(depth > 0 ? 6 : 3)) {
                case 0 -> "7";
                case 1, 2 -> string();
                case 3 -> "[" + value(depth - 1) + " " + value(depth - 1) + "]";
                case 4 -> "{query: " + value(depth - 1) + "}";
                default -> "fragment";
            };
        }

        private String string() {
            String text = anyOf(TEXTS);
            return switch (random.nextInt(3)) {
                case 0 -> "\"" + text + "\"";
                case 1 ->
                    "\"\"\"" + text + anyOf(List.of("", "\n", "\\\"\"\"", "\\\"\"\"\\\"\"\"", "\r\nquery Q { \"\""))
                            + " \"\"\"";
                default -> "\"" + text + "\\\\\"";
            };
        }

        /// Most times, so that there are documents in which only some are described.
        private void description() {
            if (random.nextInt(4) > 0) {
                described.append(string()).append(anyOf(GAPS));
            }
        }

        private void put(String token) {
            String text = token + anyOf(GAPS);
            plain.append(text);
            described.append(text);
        }

        private void times(int least, int most, Runnable part) {
            for (int left = random.nextInt(least, most + 1); left > 0; left--) {
                part.run();
            }
        }

        private String anyOf(List<String> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
