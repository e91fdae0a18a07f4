package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `limit`, `offset`, `next`, `previous` and `ordering`.
class PagingTest {

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            | 10 | limit=10&offset=10 |
            ?limit=100 | 100 | limit=100&offset=100 |
            ?limit=1000 | 100 | limit=100&offset=100 |
            ?limit=99999999999999999999 | 100 | limit=100&offset=100 |
            ?limit=0 | 10 | limit=10&offset=10 |
            ?limit=-5 | 10 | limit=10&offset=10 |
            ?limit=many | 10 | limit=10&offset=10 |
            ?offset=-1 | 10 | limit=10&offset=10 |
            ?offset=x | 10 | limit=10&offset=10 |
            ?offset=4 | 10 | limit=10&offset=14 | limit=10
            ?limit=20&offset=20 | 20 | limit=20&offset=40 | limit=20
            ?limit=20&offset=50 | 20 | limit=20&offset=70 | limit=20&offset=30
            ?limit=100&offset=200 | 38 | | limit=100&offset=100
            ?limit=38&offset=200 | 38 | | limit=38&offset=162
            ?offset=238 | 0 | | limit=10&offset=228
            ?offset=5000 | 0 | | limit=10&offset=4990
            ?ordering=-docking&mode=detailed&limit=2&x=a%20b | 2 | limit=2&mode=detailed&offset=2&ordering=-docking&x=a+b |
            ?format=json&limit=3 | 3 | format=json&limit=3&offset=3 |
            """)
    void aPageHasSoManyItemsAndTheseNeighbours(
            @Nullable String query, int items, @Nullable String next, @Nullable String previous) {
        String list = "docking_event/" + (query == null ? "" : query);

        JsonNode page = replica.json(list);

        assertThat(page.get("count").asInt()).isEqualTo(238);
        assertThat(page.get("results").size()).isEqualTo(items);
        assertThat(page.get("next").asString(null)).isEqualTo(address(next));
        assertThat(page.get("previous").asString(null)).isEqualTo(address(previous));
    }

    @Test
    void followingNextVisitsEveryEventOnce() {
        List<Integer> seen = new ArrayList<>();
        for (JsonNode page = replica.json("docking_event/?limit=50"); ; ) {
            seen.addAll(ReplicaFixture.ids(page));
            if (page.get("next").isNull()) {
                break;
            }
            page = replica.json(page.get("next").asString());
        }

        assertThat(seen).hasSize(238).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docking_event/", "spacecraft/flight/", "spacecraft/", "config/spacecraft/", "agencies/"})
    void withoutOrderingTheOrderIsFixedButByNoId(String endpoint) {
        List<Integer> ids = replica.ids(endpoint + "?limit=100");

        assertThat(ids).isNotEqualTo(ids.stream().sorted().toList());
        assertThat(ids)
                .isNotEqualTo(ids.stream().sorted(Comparator.reverseOrder()).toList());
        assertThat(replica.ids(endpoint + "?limit=100")).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordering=name", "ordering=-", "ordering=launch_id", "ordering=,"})
    void anUnknownOrderingIsDropped(String ordering) {
        assertThat(replica.ids("docking_event/?" + ordering)).isEqualTo(replica.ids("docking_event/"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            docking_event/?ordering=id | 1 2 3
            docking_event/?ordering=-id | 633 622 238
            docking_event/?ordering=docking | 8 7 4
            docking_event/?ordering=-docking | 633 622 238
            docking_event/?ordering=-departure | 633 622 232
            docking_event/?ordering=nonsense,-docking | 633 622 238
            docking_event/?ordering=docking&ordering=-docking | 633 622 238
            spacecraft/?ordering=-id | 624 474 440
            config/spacecraft/?ordering=name | 10 17 7
            agencies/?ordering=id | 17 37 44
            agencies/?ordering=-name | 121 63 257
            agencies/?ordering=featured,-id | 257 121 115
            spacestation/?ordering=founded | 10 6 11
            spacestation/?ordering=status,id | 4 18 5
            spacestation/?ordering=type,id | 4 5 6
            config/dockinglocation/?ordering=-id | 41 37 34
            config/dockinglocation/?ordering=name,id | 29 5 17
            """)
    void orderingByAKnownFieldIsObeyed(String target, String first) {
        assertThat(replica.ids(target + "&limit=3"))
                .isEqualTo(List.of(first.split(" ", -1)).stream()
                        .map(Integer::valueOf)
                        .toList());
    }

    @Test
    void aDepartureThatIsNotKnownComesLastRisingAndFirstFalling() {
        assertThat(departures("departure&offset=138").getLast()).isEqualTo("none");
        assertThat(departures("-departure").getFirst()).isEqualTo("none");
        assertThat(departures("departure&offset=138").subList(0, 99)).isSorted();
    }

    /// Soyuz T-15 at Mir: one flight, two events, one docking time.
    @Test
    void tiesKeepTheOrderThatComesWithoutOrderingInBothDirections() {
        List<Integer> unordered = replica.ids("docking_event/?flight_vehicle__id=273");

        assertThat(replica.ids("docking_event/?flight_vehicle__id=273&ordering=docking"))
                .isEqualTo(unordered);
        assertThat(replica.ids("docking_event/?flight_vehicle__id=273&ordering=-docking"))
                .isEqualTo(unordered);
        assertThat(unordered).containsExactlyInAnyOrder(9, 223);
    }

    @Test
    void risingAndFallingAreMirrorImagesButForTies() {
        List<Integer> rising = new ArrayList<>(replica.ids("docking_event/?ordering=id&limit=100"));
        Collections.reverse(rising);

        assertThat(replica.ids("docking_event/?ordering=-id&limit=100&offset=138"))
                .isEqualTo(rising);
    }

    private List<String> departures(String ordering) {
        JsonNode list = replica.json("docking_event/?limit=100&ordering=" + ordering);
        return StreamSupport.stream(list.get("results").spliterator(), false)
                .map(event -> event.get("departure"))
                .map(time -> time.isNull() ? "none" : time.asString())
                .toList();
    }

    private @Nullable String address(@Nullable String query) {
        return query == null ? null : replica.server().baseAddress() + "docking_event/?" + query;
    }
}
