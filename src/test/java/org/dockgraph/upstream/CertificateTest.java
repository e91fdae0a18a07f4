package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.dockgraph.TestClock;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A source behind a certificate that nobody vouches for.
class CertificateTest {

    private static final Call CALL = new Call.Single(new EntityRef(Kind.DOCKING_EVENT, 633));
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    @Test
    void aSourceWithABadCertificateIsUnavailableAndGetsNoRequestAndNoKey() throws Exception {
        var requests = new AtomicInteger();
        HttpsServer server = ScriptedSource.withTls(selfSigned());
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        server.start();
        URI base = URI.create("https://localhost:" + server.getAddress().getPort() + "/2.0.0/");
        var settings = ScriptedSource.settings(Duration.ofSeconds(30), new ApiKey("s3cret"));
        var clock = new TestClock(TestClock.NEW_YEAR_2026);
        try (var client = new Ll2Client(base, settings, "Dockgraph/test", clock, null, _ -> {})) {
            Reply reply = client.ask(CALL, ScriptedSource.errand(Duration.ofSeconds(10), 2));

            assertThat(reply.answer())
                    .isInstanceOfSatisfying(
                            Answer.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason())
                                    .contains("SSL")
                                    .doesNotContain("s3cret"));
            assertThat(reply.requests()).as("it is not tried again").isEqualTo(1);
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "source",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
