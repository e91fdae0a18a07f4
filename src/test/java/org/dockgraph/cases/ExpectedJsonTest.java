package org.dockgraph.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ExpectedJsonTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> named = new HashMap<>();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '|', textBlock = """
            {"a": 1}       | {"a": 1}
            ["x", "…"]     | ["x", "y", "z"]
            "…"            | ""
            "is …, but …." | "is 5, but must be 4."
            "‹here›"       | "anything"
            """)
    void isMet(String expected, String seen) {
        assertThat(difference(expected, seen)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '|', textBlock = """
            {"a": 1}   | {"a": 2}
            {"a": 1}   | {}
            {}         | {"a": null}
            ["x"]      | ["x", "y"]
            ["x", "…"] | ["x"]
            "5."       | "5!"
            "is …."    | "is 5"
            "is …"     | "was 5"
            "…"        | 5
            "‹here›"   | null
            """)
    void isNotMet(String expected, String seen) {
        assertThat(difference(expected, seen)).isNotEmpty();
    }

    @Test
    void textsAreNamed() {
        difference("""
                {"endCursor": "‹event 5›"}
                """, """
                {"endCursor": "MS4x"}
                """);
        assertThat(named).containsExactly(Map.entry("‹event 5›", "MS4x"));
    }

    private List<String> difference(String expected, String seen) {
        return ExpectedJson.difference(JSON.readTree(expected), JSON.readTree(seen), named);
    }
}
