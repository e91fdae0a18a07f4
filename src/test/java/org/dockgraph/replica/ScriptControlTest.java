package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The paths by which anyone makes the replica misbehave, or something happen in its data.
class ScriptControlTest {

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @Test
    void aScriptIsPutAndWhatIsLeftOfItIsShown() {
        assertThat(ask("PUT", "docking_event/ 2 status=502; spacestation/* slow=3s")
                        .body())
                .isEqualTo("docking_event/ 2 status=502\nspacestation/* slow=3s\n");
        assertThat(replica.get("docking_event/").statusCode()).isEqualTo(502);

        HttpResponse<String> shown = ask("GET", "");

        assertThat(shown.body()).isEqualTo("docking_event/ 1 status=502\nspacestation/* slow=3s\n");
        assertThat(shown.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    }

    @Test
    void aPutReplacesAndAPostAdds() {
        ask("PUT", "1 hang");
        ask("PUT", "2 html");

        assertThat(ask("POST", "3 empty").body()).isEqualTo("* 3 empty\n");
        assertThat(ask("GET", "").body()).isEqualTo("* 2 html\n* 3 empty\n");
    }

    @Test
    void aDeleteClears() {
        ask("PUT", "hang");

        assertThat(ask("DELETE", "").body()).isEqualTo("# no faults\n");
        assertThat(ask("GET", "").body()).isEqualTo("# no faults\n");
    }

    @Test
    void aWrongScriptIsRefusedAndNothingIsLost() {
        ask("PUT", "1 html");
        for (String method : new String[] {"PUT", "POST"}) {
            HttpResponse<String> refused = ask(method, "2 empty\ndocking_event/ 2 statsu=502");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("'docking_event/ 2 statsu=502'", "statsu=502 is no word", "Example: docking_event/ 2");
            assertThat(replica.server().faults().left())
                    .containsExactly(Fault.html().times(1));
        }
    }

    @Test
    void otherMethodsAreToldWhichThereAre() {
        HttpResponse<String> answer = ask("PATCH", "html");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("PATCH", "PUT replaces");
    }

    @Test
    void theControlPathMeetsNoFaultAndIsNoCall() {
        ask("PUT", "hang");

        assertThat(ask("GET", "").body()).isEqualTo("* hang\n");
        assertThat(replica.server().requests()).isEmpty();
    }

    private HttpResponse<String> ask(String method, String script) {
        return replica.send(
                HttpRequest.newBuilder(replica.address("/faults")).method(method, BodyPublishers.ofString(script)));
    }
}
