package org.dockgraph.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients of the last release rely on stays, unless CHANGELOG.md says that it breaks: in an entry under
/// `[Unreleased]` that begins with `Breaking:` and names what breaks, such as `Query.dockingEvents(first:)`.
class SchemaChangesTest {

    private static final Path RELEASED = Path.of("src/test/resources/schema");
    private static final String BEFORE_THE_FIRST = "0.0.0";

    private static final String OLDER = """
            type Query { node(id: ID!): Node  search(first: Int, filter: Filter): [Found!]!  name: String }
            interface Node { id: ID! }
            type Agency implements Node { id: ID!  founded: Int!  names: [String!] }
            type Station { place: String }
            union Found = Agency | Station
            enum Order { ASC DESC }
            input Filter { text: String  order: Order  most: Int! = 3  and: [Filter!] }
            directive @freshness(maxAge: String) on QUERY | FIELD
            """;

    @Test
    void nothingBreaksUnlessTheChangelogSaysSo() throws IOException {
        String changelog = Files.readString(Path.of("CHANGELOG.md"));
        Path released = RELEASED.resolve(lastRelease(changelog) + ".graphqls");
        assertThat(released)
                .as("The schema of the last release. Copy schema.graphqls to this file with each release.")
                .exists();

        Set<String> broken =
                BreakingChanges.between(Files.readString(released), Files.readString(Path.of("schema.graphqls")));

        broken.removeAll(told(changelog));
        assertThat(broken)
                .as("Breaks clients. Keep it, or tell in CHANGELOG.md, under [Unreleased]: - Breaking: `…` …")
                .isEmpty();
    }

    @ParameterizedTest(name = "{1} instead of {0} breaks {2}")
    @CsvSource(delimiter = ';', nullValues = "gone", textBlock = """
            name: String }               ; }                        ; Query.name
            place: String }              ; age: Int }               ; Station.place
            ASC DESC                     ; ASC                      ; Order.DESC
            enum Order { ASC DESC }      ; scalar Order             ; Order
            text: String                 ; gone                     ; Filter.text
            = Agency | Station           ; = Agency                 ; Found = Station
            type Agency implements Node  ; type Agency              ; Agency implements Node
            first: Int,                  ; gone                     ; Query.search(first:)
            first: Int,                  ; first: Int!,             ; Query.search(first:)
            first: Int,                  ; first: String,           ; Query.search(first:)
            first: Int,                  ; first: Int, must: Int!,  ; Query.search(must:)
            text: String                 ; text: String!            ; Filter.text
            text: String                 ; text: String must: Int!  ; Filter.must
            most: Int! = 3               ; most: Int!               ; Filter.most
            and: [Filter!]               ; and: Filter              ; Filter.and
            founded: Int!                ; founded: Int             ; Agency.founded
            founded: Int!                ; founded: Float!          ; Agency.founded
            [Found!]!                    ; [Found!]                 ; Query.search
            [Found!]!                    ; [Found]!                 ; Query.search
            [Found!]!                    ; Found!                   ; Query.search
            (maxAge: String)             ; gone                     ; @freshness(maxAge:)
            (maxAge: String)             ; (maxAge: String!)        ; @freshness(maxAge:)
            QUERY | FIELD                ; QUERY                    ; @freshness on FIELD
            directive @freshness(maxAge: String) on QUERY | FIELD ; gone                     ; @freshness
            """)
    void aBreakIsFound(String text, @Nullable String changed, String coordinate) {
        assertThat(BreakingChanges.between(OLDER, changed(text, changed))).containsExactly(coordinate);
    }

    @ParameterizedTest(name = "{1} instead of {0} breaks nothing")
    @CsvSource(delimiter = ';', textBlock = """
            name: String }       ; name: String! }
            name: String }       ; name: String age: Int }
            first: Int,          ; first: Int = 5,
            first: Int,          ; first: Int, may: Int,
            first: Int,          ; first: Int, may: Int! = 1,
            node(id: ID!)        ; node(id: ID)
            text: String         ; text: String may: Int! = 1
            most: Int! = 3       ; most: Int = 3
            most: Int! = 3       ; most: Int! = 4
            and: [Filter!]       ; and: [Filter]
            founded: Int!        ; founded: Int! @deprecated
            ASC DESC             ; ASC DESC ANY
            union Found =        ; type New { x(must: Int!): Int } union Found = New |
            (maxAge: String)     ; (maxAge: String, orStale: Boolean)
            type Station         ; "A place in orbit." type Station
            """)
    void whatOnlyAddsIsNoBreak(String text, String changed) {
        assertThat(BreakingChanges.between(OLDER, changed(text, changed))).isEmpty();
    }

    @Test
    void theChangelogTellsBreaksOfTheComingReleaseInItsOwnEntries() {
        String changelog = """
                # Changelog
                ## [Unreleased]
                ### Changed
                - Breaking: `Agency.founded` can be null, and
                  `Query.search(first:)` is gone.
                - `Agency.names` is new.
                ## [1.2.0] - 2026-12-24
                - Breaking: `Station.name` is gone.
                """;

        assertThat(told(changelog)).containsExactlyInAnyOrder("Agency.founded", "Query.search(first:)");
        assertThat(lastRelease(changelog)).isEqualTo("1.2.0");
        assertThat(lastRelease("## [Unreleased]\n")).isEqualTo(BEFORE_THE_FIRST);
    }

    private static String changed(String text, @Nullable String changed) {
        String newer = OLDER.replace(text, changed == null ? "" : changed);
        assertThat(newer).isNotEqualTo(OLDER);
        return newer;
    }

    private static String lastRelease(String changelog) {
        Matcher heading =
                Pattern.compile("^## \\[(\\d\\S*)]", Pattern.MULTILINE).matcher(changelog);
        return heading.find() ? heading.group(1) : BEFORE_THE_FIRST;
    }

    private static Set<String> told(String changelog) {
        String coming = changelog.split("\n## \\[\\d", 2)[0];
        return Pattern.compile("(?ms)^- Breaking:.*?(?=^- |^#|\\z)")
                .matcher(coming)
                .results()
                .flatMap(entry ->
                        Pattern.compile("`([^`]+)`").matcher(entry.group()).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }
}
