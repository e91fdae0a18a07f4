package org.dockgraph.upstream;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the source is asked.
///
/// @param baseUrl address of the API with its version, such as `https://ll.thespacedevs.com/2.0.0/`; unset: the
///     bundled replica
/// @param apiKey sent as `Authorization: Token`; unset: anonymous
/// @param connectTimeout longest wait for a connection
/// @param firstByteTimeout longest wait for an answer to begin; a detailed page of the real source may take 20 s
/// @param timeout longest wait for one whole answer
/// @param callsPerHour the most calls in any hour; unset: what the source says that it allows, and 15 until it has
///     said so. A source that says less is heeded all the same
/// @param reserve calls of the limit that upkeep leaves to queries; unset: 4, and never more than half of the limit
/// @param callsPerClient the most calls that one client causes in any hour while others ask, and what one that is
///     alone leaves to a newcomer; never more than a third of the limit
@Validated
@ConfigurationProperties("dockgraph.upstream")
public record UpstreamProperties(
        @Nullable URI baseUrl,
        @Nullable ApiKey apiKey,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration firstByteTimeout,
        @DefaultValue("30s") Duration timeout,
        @Nullable Integer callsPerHour,
        @Nullable Integer reserve,
        @DefaultValue("3") int callsPerClient) {

    /// Refuses what no call can be made with, and completes an address without a slash at its end.
    public UpstreamProperties {
        if (baseUrl != null) {
            if (!isRoot(baseUrl)) {
                throw new IllegalArgumentException("dockgraph.upstream.base-url is " + withoutUser(baseUrl)
                        + ", but must be an http or https address with the API's version and no user, query or fragment,"
                        + " such as https://ll.thespacedevs.com/2.0.0/.");
            }
            if (!baseUrl.getPath().endsWith("/")) {
                baseUrl = URI.create(baseUrl + "/");
            }
        }
        if (apiKey != null && apiKey.value().isBlank()) {
            apiKey = null; // an environment variable that is set to nothing
        }
        if (apiKey != null && !apiKey.isSendable()) {
            throw new IllegalArgumentException(
                    "dockgraph.upstream.api-key must be visible ASCII characters without spaces."
                            + " Copy it once more, or leave it out to ask anonymously.");
        }
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("first-byte-timeout", firstByteTimeout);
        requirePositive("timeout", timeout);
        requireAtLeast(1, "calls-per-hour", callsPerHour);
        requireAtLeast(0, "reserve", reserve);
        if (callsPerClient < 1) {
            throw new IllegalArgumentException("dockgraph.upstream.calls-per-client is " + callsPerClient
                    + ", but must be at least 1. Leave it out to let each client cause 3.");
        }
    }

    private static boolean isRoot(URI address) {
        return String.valueOf(address.getScheme()).matches("(?i)https?")
                && address.getHost() != null
                && address.getPort() <= 65_535
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
    }

    /// The address as it may be shown: what stands before an `@` may be a password.
    private static String withoutUser(URI address) {
        return address.toString().replaceAll("//[^/]*@", "//***@");
    }

    private static void requireAtLeast(int least, String setting, @Nullable Integer value) {
        if (value != null && value < least) {
            throw new IllegalArgumentException("dockgraph.upstream." + setting + " is " + value
                    + ", but must be at least " + least + ". Leave it out to go by what the source allows.");
        }
    }

    private static void requirePositive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("dockgraph.upstream." + setting + " is " + value
                    + ", but no call can be answered in that time. Set it to some seconds, such as 30s.");
        }
    }
}
