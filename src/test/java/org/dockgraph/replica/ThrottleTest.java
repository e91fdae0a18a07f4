package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// LL2's limit: 15 calls in a rolling hour.
class ThrottleTest {

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture(true);

    @RegisterExtension
    final ReplicaFixture generous = new ReplicaFixture();

    @Test
    void theSixteenthCallOfAnHourIsRefused() {
        calls(15);

        HttpResponse<String> refused = replica.get("docking_event/633/");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .isEqualTo("{\"detail\":\"Request was throttled. Expected available in 3600 seconds.\"}");
        assertThat(refused.headers().firstValue("Retry-After")).contains("3600");
    }

    @Test
    void theWindowSlidesCallByCall() {
        calls(1);
        replica.clock.advance(Duration.ofMinutes(50));
        calls(14);
        replica.clock.advance(Duration.ofMinutes(10).minusMillis(400));
        assertThat(replica.get("docking_event/").headers().firstValue("Retry-After"))
                .contains("1");

        replica.clock.advance(Duration.ofMillis(400));

        assertThat(replica.get("docking_event/").statusCode()).isEqualTo(200);
        assertThat(replica.get("docking_event/").headers().firstValue("Retry-After"))
                .contains("3000");
    }

    @Test
    void aRefusedCallDoesNotLengthenTheWait() {
        calls(15);
        replica.clock.advance(Duration.ofMinutes(30));
        replica.get("docking_event/");

        replica.clock.advance(Duration.ofMinutes(30));

        calls(15);
    }

    @Test
    void errorsCountButRedirectsUnknownPathsAndTheThrottlesOwnStateDoNot() {
        replica.get("docking_event/207/");
        replica.get("docking_event/?space_station__id=x");
        replica.get("docking_event");
        replica.get("nothing/");
        replica.get("api-throttle/");

        assertThat(replica.json("api-throttle/").get("current_use").asInt()).isEqualTo(2);
    }

    @Test
    void theThrottlesStateIsFreeAndTellsTheWait() {
        calls(15);
        replica.clock.advance(Duration.ofMinutes(10));

        assertThat(replica.get("api-throttle/").body())
                .isEqualTo(
                        "{\"your_request_limit\":15,\"limit_frequency_secs\":3600,\"current_use\":15,\"next_use_secs\":3000,\"ident\":\"127.0.0.1\"}");
    }

    @Test
    void withoutTheThrottleNoCallIsRefusedAndNoneIsCounted() {
        for (int call = 0; call < 40; call++) {
            assertThat(generous.get("agencies/").statusCode()).isEqualTo(200);
        }
        assertThat(generous.json("api-throttle/").get("current_use").asInt()).isZero();
    }

    private void calls(int count) {
        for (int call = 0; call < count; call++) {
            assertThat(replica.get("docking_event/").statusCode()).isEqualTo(200);
        }
    }
}
