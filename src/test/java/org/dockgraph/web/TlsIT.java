package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockgraph.replica.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS by nothing but settings, and what browsers are told of it.
class TlsIT {

    private static final String TRANSPORT_SECURITY = "Strict-Transport-Security";

    @TempDir
    private Path directory;

    @Test
    void withACertificateItAnswersByTlsAndSocketsComeByItToo() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "localhost");
        Path shown = Files.writeString(directory.resolve("fullchain.pem"), certificate.certificate());
        Path key = Files.writeString(directory.resolve("privkey.pem"), certificate.privateKey());
        try (LiveGateway gateway = new LiveGateway(
                        "--server.ssl.bundle=gateway",
                        "--spring.ssl.bundle.pem.gateway.keystore.certificate=" + shown,
                        "--spring.ssl.bundle.pem.gateway.keystore.private-key=" + key,
                        "--spring.ssl.bundle.pem.gateway.reload-on-update=true");
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(certificate.trusted())
                        .build()) {
            HttpResponse<String> answer = get(http, gateway.endpoint("https"));

            assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
            assertThat(answer.headers().firstValue(TRANSPORT_SECURITY)).contains("max-age=31536000");
            assertThat(get(http, gateway.endpoint("http")).statusCode()).isEqualTo(400);
            try (SocketClient socket = SocketClient.opened(http, gateway.endpoint("wss"))) {
                socket.say("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}");

                assertThat(socket.hear()).contains("{\"data\":{\"__typename\":\"Query\"}}");
            }
        }
    }

    @Test
    void withoutItBrowsersAreToldNothingUnlessAProxyHasTls() throws Exception {
        try (LiveGateway gateway = new LiveGateway("--server.forward-headers-strategy=native");
                HttpClient http = HttpClient.newHttpClient()) {
            URI endpoint = gateway.endpoint("http");

            assertThat(get(http, endpoint).headers().firstValue(TRANSPORT_SECURITY))
                    .isEmpty();
            assertThat(get(http, endpoint, "X-Forwarded-Proto", "https")
                            .headers()
                            .firstValue(TRANSPORT_SECURITY))
                    .isPresent();
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI endpoint, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + "?query=%7B__typename%7D"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
