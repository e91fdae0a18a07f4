package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The replica behind TLS, for clients that have to look at a certificate.
class HttpsReplicaTest {

    private static TestCertificate good;
    private static TestCertificate foreign;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        good = TestCertificate.of(directory, "localhost");
        foreign = TestCertificate.of(directory, "example.org");
    }

    @Test
    void itAnswersOverTlsWithLinksThatSaySo() throws Exception {
        try (ReplicaServer replica = replica(good)) {
            URI event = replica.baseAddress().resolve("docking_event/633/");

            assertThat(event).hasScheme("https");
            assertThat(ReplicaFixture.parse(get(event, good.trusted()).body())
                            .get("url")
                            .asString())
                    .isEqualTo(event.toString());
        }
    }

    @Test
    void aCertificateThatIsNotTrustedOrOfAnotherHostIsNoticed() throws Exception {
        for (TestCertificate trusted : new TestCertificate[] {good, foreign}) {
            try (ReplicaServer replica = replica(foreign)) {
                assertThatThrownBy(() -> get(replica.baseAddress(), trusted.trusted()))
                        .isInstanceOf(SSLHandshakeException.class);
                assertThat(replica.requests()).isEmpty();
            }
        }
    }

    @Test
    void itListensOverTlsAgainAfterARefusal() throws Exception {
        try (ReplicaServer replica = replica(good)) {
            replica.refuseConnections().close();

            assertThat(get(replica.baseAddress(), good.trusted()).statusCode()).isEqualTo(200);
        }
    }

    private static ReplicaServer replica(TestCertificate certificate) throws Exception {
        return ReplicaServer.start(ReplicaDataset.bundled(), Clock.systemUTC(), certificate.shown());
    }

    private static HttpResponse<String> get(URI address, SSLContext tls) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
