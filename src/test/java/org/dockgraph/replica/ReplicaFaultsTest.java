package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Which requests meet a fault, and how often.
class ReplicaFaultsTest {

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @RegisterExtension
    final ReplicaFixture strict = new ReplicaFixture(true);

    @Test
    void aFaultHappensAsOftenAsItSaysAndThenNoMore() {
        replica.server().faults().add(Fault.status(502).on("docking_event/").times(2));

        assertThat(statuses("docking_event/", 3)).containsExactly(502, 502, 200);
        assertThat(replica.server().faults().left()).isEmpty();
    }

    @Test
    void aFaultWithoutANumberHappensUntilItIsCleared() {
        replica.server().faults().add(Fault.status(502));
        assertThat(statuses("docking_event/", 20)).containsOnly(502);

        replica.server().faults().clear();

        assertThat(statuses("docking_event/", 1)).containsExactly(200);
    }

    @Test
    void theFirstFaultThatARequestMeetsHappens() {
        replica.server().faults().add(Fault.status(500).on("spacestation/"));
        replica.server().faults().add(Fault.status(502).on("docking_event/").times(1));
        replica.server().faults().add(Fault.status(503).times(2));

        assertThat(statuses("docking_event/", 2)).containsExactly(502, 503);
        assertThat(replica.server().faults().left())
                .containsExactly(
                        Fault.status(500).on("spacestation/"), Fault.status(503).times(1));
    }

    @Test
    void aFaultForKRequestsHappensToExactlyKOfThoseThatComeAtOnce() {
        replica.server().faults().add(Fault.status(502).times(17));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 50)
                .mapToObj(_ -> replica.client()
                        .sendAsync(
                                HttpRequest.newBuilder(replica.address("docking_event/633/"))
                                        .build(),
                                BodyHandlers.ofString()))
                .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()).filter(status -> status == 502))
                .hasSize(17);
        assertThat(replica.server().requests()).hasSize(50);
    }

    @Test
    void aPathIsThatOfAListOrOfASingleThing() {
        replica.server().faults().add(Fault.status(502).on("docking_event/"));
        replica.server().faults().add(Fault.status(503).on("spacestation/4/"));

        assertThat(status("docking_event/?limit=1")).isEqualTo(502);
        assertThat(status("docking_event/633/")).isEqualTo(200);
        assertThat(status("spacestation/4/")).isEqualTo(503);
        assertThat(status("spacestation/18/")).isEqualTo(200);
    }

    @Test
    void aStarStandsForWhateverFollowsSingleThingsAndQueriesAmongIt() {
        replica.server().faults().add(Fault.status(502).on("docking_event/*"));
        replica.server().faults().add(Fault.status(503).on("spacecraft/?limit=2*"));

        assertThat(status("docking_event/")).isEqualTo(502);
        assertThat(status("docking_event/633/")).isEqualTo(502);
        assertThat(status("spacecraft/?limit=20")).isEqualTo(503);
        assertThat(status("spacecraft/?limit=10")).isEqualTo(200);
        assertThat(status("agencies/")).isEqualTo(200);
    }

    @Test
    void theThrottlesStateIsOnlyMeddledWithByName() {
        replica.server().faults().add(Fault.status(502));
        assertThat(status("api-throttle/")).isEqualTo(200);
        assertThat(status("")).isEqualTo(502);

        replica.server().faults().add(Fault.status(503).on("api-throttle/"));

        assertThat(status("api-throttle/")).isEqualTo(503);
    }

    @Test
    void aPathThatNoRequestCanHaveIsRefused() {
        for (String path : List.of("docking_events/", "docking_event", "docking_evnt/*", "docking_event/6/3*", "")) {
            assertThatThrownBy(() -> Fault.status(502).on(path))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("docking_event/633/")
                    .hasMessageContaining(path);
        }
        assertThat(Fault.status(502).on("/2.0.0/docking_event/").path()).isEqualTo("docking_event/");
        assertThat(Fault.status(502).on("docking_event/63*").path()).isEqualTo("docking_event/63*");
    }

    /// The JDK's client asks again by itself after a connection that was closed without an answer.
    @Test
    void aRequestThatMeetsAFaultIsACallAndIsRecorded() {
        strict.server().faults().add(Fault.close().times(1));

        assertThat(strict.get("docking_event/?limit=1").statusCode()).isEqualTo(200);

        assertThat(strict.json("api-throttle/").get("current_use").asInt()).isEqualTo(2);
        assertThat(strict.server().requests().stream().map(ReceivedRequest::target))
                .containsExactly("/2.0.0/docking_event/?limit=1", "/2.0.0/docking_event/?limit=1");
    }

    private int status(String target) {
        return replica.get(target).statusCode();
    }

    private List<Integer> statuses(String target, int calls) {
        return IntStream.range(0, calls).mapToObj(_ -> status(target)).toList();
    }
}
