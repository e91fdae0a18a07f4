package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            { a, b }                    | { · a · b · }
            ...F ... on A               | ... · F · ... · on · A
            f(x:-1.5e-10 y:2)           | f · ( · x · : · -1.5e-10 · y · : · 2 · )
            [1...F]                     | [ · 1 · ... · F · ]
            "a \\" b" c                 | "a \\" b" · c
            "" "" ""                    | "" · "" · ""
            \"\"\"a " \\\"\"\" b\"\"\" c | \"\"\"a " \\\"\"\" b\"\"\" · c
            a # { b                     | a
            $v = @d                     | $ · v · = · @ · d
            """)
    void findsTokensAsTheGrammarHasThem(String document, String tokens) {
        assertThat(texts(new Tokens(document))).containsExactly(tokens.split(" · "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"b", "a \"\"\" b \"", "a \"b\\\"", "a \"b\nc\""})
    void endsAtAStringWithoutAnEnd(String document) {
        Tokens tokens = new Tokens(document);

        assertThat(texts(tokens)).containsExactly("a");
        assertThat(tokens.isCutOff()).isTrue();
    }

    @Test
    void countsComments() {
        Tokens tokens = new Tokens("#1\na #2\n#3");

        assertThat(texts(tokens)).containsExactly("a");
        assertThat(tokens.comments()).isEqualTo(3);
    }

    private static List<String> texts(Tokens tokens) {
        List<String> texts = new ArrayList<>();
        while (tokens.next()) {
            texts.add(tokens.text());
        }
        return texts;
    }
}
