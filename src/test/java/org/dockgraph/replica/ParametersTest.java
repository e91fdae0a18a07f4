package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What each parameter of each endpoint finds, the same in both modes.
class ParametersTest {

    /// Endpoint, parameter, how many it finds, and the ids if they are few.
    private static final String TABLE = """
            docking_event/ | space_station__id=18 | 1 | 633
            docking_event/ | space_station__id=7 | 4 | 209 210 211 212
            docking_event/ | space_station__id=7.0 | 4 | 209 210 211 212
            docking_event/ | space_station__id=999 | 0 |
            docking_event/ | flight_vehicle__id=273 | 2 | 9 223
            docking_event/ | docking_location__id=34 | 4 | 209 210 211 212
            docking_event/ | docking_location__id=31 | 1 | 213
            docking_event/ | docking__gt=2025-04-22T12:40:00Z | 1 | 633
            docking_event/ | docking__gte=2025-04-22T12:40:00Z | 2 | 622 633
            docking_event/ | docking__lt=1971-06-07T01:00:00Z | 1 | 8
            docking_event/ | docking__lte=1971-06-07T01:00:00Z | 2 | 7 8
            docking_event/ | docking__gte=2025-11-25 | 1 | 633
            docking_event/ | docking__lte=1971-06-07%2001:00 | 2 | 7 8
            docking_event/ | docking__lte=1971-06-07T03:00:00%2B02:00 | 2 | 7 8
            docking_event/ | docking__gt=2025-01-01&docking__lt=2025-06-01 | 1 | 622
            docking_event/ | search=tiangong%20SHENZHOU | 6 | 209 210 211 212 213 633
            docking_event/ | search=shenzhou,22 | 1 | 633
            docking_event/ | search=shenzhou,mir | 0 |
            spacecraft/flight/ | spacecraft=624 | 1 | 900
            spacecraft/flight/ | search=nothing%20searches%20here | 231 |
            spacecraft/ | name=Shenzhou%2022 | 1 | 624
            spacecraft/ | name=shenzhou%2022 | 0 |
            spacecraft/ | status=1&spacecraft_config=2 | 1 | 624
            spacecraft/ | spacecraft_config=7 | 1 | 474
            spacecraft/ | search=shenzhou%2022 | 1 | 624
            config/spacecraft/ | name=Shenzhou | 1 | 2
            config/spacecraft/ | manufacturer=44 | 2 | 10 14
            config/spacecraft/ | in_use=false | 4 | 7 10 14 17
            config/spacecraft/ | in_use=0 | 4 | 7 10 14 17
            config/spacecraft/ | in_use=perhaps | 12 |
            config/spacecraft/ | human_rated=true | 3 | 2 10 14
            config/spacecraft/ | search=dragon%20spacex | 3 | 3 6 7
            agencies/ | featured=true | 7 |
            agencies/ | agency_type=3 | 3 | 115 121 257
            agencies/ | country_code=USA | 3 | 44 121 257
            agencies/ | spacecraft=true | 7 |
            agencies/ | search=space%20china | 1 | 17
            spacestation/ | name=Mir | 1 | 5
            spacestation/ | status=1 | 2 | 4 18
            spacestation/ | owners=17 | 2 | 7 8
            spacestation/ | type=3 | 1 | 16
            spacestation/ | owners__name=SpaceX | 0 |
            spacestation/ | owners__abbrev=NASA | 2 | 4 6
            spacestation/ | orbit=1 | 14 |
            spacestation/ | search=tiangong | 3 | 7 8 18
            config/dockinglocation/ | search=tianhe | 3 | 32 33 41
            """;

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void findTheSameInBothModes(String endpoint, String parameter, int count, @Nullable String ids) {
        for (String mode : List.of("normal", "detailed")) {
            JsonNode list = replica.json(endpoint + "?limit=100&mode=" + mode + "&" + parameter);

            assertThat(list.get("count").asInt()).as(mode).isEqualTo(count);
            if (ids != null) {
                assertThat(new TreeSet<>(ReplicaFixture.ids(list))
                                .stream().map(String::valueOf).collect(Collectors.joining(" ")))
                        .as(mode)
                        .isEqualTo(ids);
            }
        }
    }

    @Test
    void theTableHasEveryFilterOfEveryEndpoint() {
        Set<String> tested = TABLE.lines()
                .flatMap(row -> {
                    String[] cells = row.split("\\|", -1);
                    return Arrays.stream(cells[1].strip().split("&", -1))
                            .map(parameter -> cells[0].strip() + " " + parameter.split("=", -1)[0]);
                })
                .collect(Collectors.toSet());

        assertThat(tested)
                .containsAll(Endpoints.ALL.stream()
                        .flatMap(endpoint -> Stream.concat(endpoint.filters().keySet().stream(), Stream.of("search"))
                                .map(parameter -> endpoint.path() + " " + parameter))
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            docking_event/?space_station__id=ISS | space_station__id | Enter a number.
            docking_event/?flight_vehicle__id=x | flight_vehicle__id | Enter a number.
            docking_event/?docking_location__id=1;2 | docking_location__id | Enter a number.
            docking_event/?docking__gt=yesterday | docking__gt | Enter a valid date/time.
            docking_event/?docking__lte=2020-02-30 | docking__lte | Enter a valid date/time.
            spacecraft/flight/?spacecraft=1 | spacecraft | Select a valid choice. That choice is not one of the available choices.
            spacecraft/?status=9 | status | Select a valid choice. That choice is not one of the available choices.
            spacecraft/?status=Active | status | Select a valid choice. That choice is not one of the available choices.
            spacecraft/?spacecraft_config=99 | spacecraft_config | Select a valid choice. That choice is not one of the available choices.
            config/spacecraft/?manufacturer=1 | manufacturer | Select a valid choice. That choice is not one of the available choices.
            agencies/?agency_type=9 | agency_type | Select a valid choice. That choice is not one of the available choices.
            spacestation/?owners=99 | owners | Select a valid choice. That choice is not one of the available choices.
            spacestation/?type=9 | type | Select a valid choice. That choice is not one of the available choices.
            """)
    void aBadValueIsRefusedUnderTheParametersName(String target, String parameter, String message) {
        var answer = replica.get(target);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"%s\":[\"%s\"]}".formatted(parameter, message));
    }

    @Test
    void allBadValuesAreNamedAtOnce() {
        assertThat(replica.get("docking_event/?docking__gt=a&space_station__id=b")
                        .body())
                .isEqualTo(
                        "{\"docking__gt\":[\"Enter a valid date/time.\"],\"space_station__id\":[\"Enter a number.\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "docking_event/?space_station=4, 238",
        "docking_event/?departure__isnull=true, 238",
        "docking_event/?space_station__id=&search=&docking__gt=&limit=&ordering=, 238",
        "docking_event/?space_station__id=%204%20, 154",
        "docking_event/?space_station__id=x&space_station__id=18, 1",
    })
    void unknownAndEmptyOnesAreIgnoredAndTheLastOfRepeatedOnesWins(String target, int count) {
        assertThat(replica.json(target).get("count").asInt()).isEqualTo(count);
    }

    @Test
    void agenciesWithSpacecraftComeInDetail() {
        assertThat(replica.json("agencies/?spacecraft=true")
                        .get("results")
                        .get(0)
                        .has("spacecraft_list"))
                .isTrue();
    }
}
