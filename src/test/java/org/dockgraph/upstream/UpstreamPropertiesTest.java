package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The settings, and above all that the key does not show.
@ExtendWith(OutputCaptureExtension.class)
class UpstreamPropertiesTest {

    @EnableConfigurationProperties(UpstreamProperties.class)
    static class Settings {}

    private static final Duration SECONDS = Duration.ofSeconds(5);

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void nothingSetIsTheBundledReplicaWithPatience() {
        application.run(context -> assertThat(context.getBean(UpstreamProperties.class))
                .isEqualTo(new UpstreamProperties(
                        null,
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        null,
                        null,
                        3)));
    }

    @Test
    void aKeyThatIsSetToNothingIsNone() {
        application
                .withPropertyValues("dockgraph.upstream.api-key=")
                .run(context -> assertThat(
                                context.getBean(UpstreamProperties.class).apiKey())
                        .isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "https://ll.thespacedevs.com/2.0.0/, https://ll.thespacedevs.com/2.0.0/",
        "https://ll.thespacedevs.com/2.0.0, https://ll.thespacedevs.com/2.0.0/",
        "HTTPS://ll.thespacedevs.com/2.0.0, HTTPS://ll.thespacedevs.com/2.0.0/",
        "http://localhost:8081, http://localhost:8081/",
        "http://[::1]:8081/2.0.0, http://[::1]:8081/2.0.0/"
    })
    void aMissingSlashIsCompleted(URI given, URI completed) {
        assertThat(withBase(given).baseUrl()).isEqualTo(completed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ll.thespacedevs.com/2.0.0/",
                "/2.0.0/",
                "",
                "ftp://ll.thespacedevs.com/2.0.0/",
                "file:///2.0.0/",
                "http:2.0.0",
                "http:///2.0.0/",
                "https://ll.thespacedevs.com/2.0.0/?format=json",
                "https://ll.thespacedevs.com/2.0.0/?",
                "https://ll.thespacedevs.com/2.0.0#top",
                "http://localhost:99999/2.0.0/",
                "http://docking_gateway:8081/2.0.0/"
            })
    void anAddressThatNoCallCanBeMadeToIsRefusedWithAnExample(String address) {
        assertThatThrownBy(() -> withBase(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dockgraph.upstream.base-url is " + address)
                .hasMessageContaining("such as https://ll.thespacedevs.com/2.0.0/");
    }

    @Test
    void anAddressWithAPasswordIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> withBase(URI.create("https://me:s3cret@ll.thespacedevs.com/2.0.0/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://***@ll.thespacedevs.com/2.0.0/")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aTimeInWhichNothingCanBeAnsweredIsRefused() {
        assertThatThrownBy(() -> new UpstreamProperties(null, null, Duration.ZERO, SECONDS, SECONDS, null, null, 3))
                .hasMessageContaining("dockgraph.upstream.connect-timeout is PT0S");
        assertThatThrownBy(() -> new UpstreamProperties(null, null, SECONDS, Duration.ZERO, SECONDS, null, null, 3))
                .hasMessageContaining("dockgraph.upstream.first-byte-timeout is PT0S");
        assertThatThrownBy(() ->
                        new UpstreamProperties(null, null, SECONDS, SECONDS, Duration.ofSeconds(-1), null, null, 3))
                .hasMessageContaining("dockgraph.upstream.timeout is PT-1S");
    }

    @Test
    void aBudgetThatAllowsNothingIsRefused() {
        assertThatThrownBy(() -> new UpstreamProperties(null, null, SECONDS, SECONDS, SECONDS, 0, null, 3))
                .hasMessageContaining("dockgraph.upstream.calls-per-hour is 0, but must be at least 1");
        assertThatThrownBy(() -> new UpstreamProperties(null, null, SECONDS, SECONDS, SECONDS, null, -1, 3))
                .hasMessageContaining("dockgraph.upstream.reserve is -1, but must be at least 0");
    }

    @Test
    void theKeyIsNotPrinted() {
        application.withPropertyValues("dockgraph.upstream.api-key=s3cret").run(context -> {
            UpstreamProperties properties = context.getBean(UpstreamProperties.class);
            assertThat(properties.apiKey()).isEqualTo(new ApiKey("s3cret"));
            assertThat(properties.toString()).doesNotContain("s3cret").contains("***");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret key", "s3cret\u00e9", "Token s3cret", "s3cret\\r\\nX-Injected: yes"})
    void aKeyThatCannotBeSentIsRefusedWithoutShowingIt(String key, CapturedOutput output) {
        application.withPropertyValues("dockgraph.upstream.api-key=" + key).run(context -> {
            assertThat(context).hasFailed();
            var trace = new StringWriter();
            Objects.requireNonNull(context.getStartupFailure()).printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString())
                    .contains("dockgraph.upstream.api-key must be visible ASCII characters")
                    .doesNotContain("s3cret");
        });
        assertThat(output).doesNotContain("s3cret");
    }

    private static UpstreamProperties withBase(URI base) {
        return new UpstreamProperties(base, null, SECONDS, SECONDS, SECONDS, null, null, 3);
    }
}
