package org.dockgraph.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.dockgraph.plan.Call;
import org.jspecify.annotations.Nullable;

/// Asks Launch Library 2 over HTTP. Every way in which a call can end is a case of [Answer]; nothing is thrown.
///
/// *Threads:* safe; a call blocks its thread until the answer is whole.
public final class Ll2Client implements Source {

    /// The largest body that is read; a detailed page of 100 events has about 350 kB.
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final URI base;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final @Nullable ApiKey apiKey;
    private final String userAgent;
    private final HttpClient http;

    /// A client of one source.
    ///
    /// @param base the API's address with its version, ending in a slash
    /// @param userAgent the gateway's name and version, as HTTP's `User-Agent`
    public Ll2Client(URI base, UpstreamProperties properties, String userAgent) {
        this.base = base;
        this.connectTimeout = properties.connectTimeout();
        this.timeout = properties.timeout();
        this.apiKey = properties.apiKey();
        this.userAgent = userAgent;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public URI address() {
        return base;
    }

    @Override
    public Budget budget() {
        return new Budget(15, 15, 4, null);
    }

    @Override
    public Breaker breaker() {
        return Breaker.CLOSED;
    }

    @Override
    public Reply ask(Call call, Errand errand) {
        return new Reply(ask(call), 1);
    }

    Answer ask(Call call) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request(call), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            return answer(call, exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            exchange.cancel(true);
            return new Answer.TimedOut(timeout);
        } catch (InterruptedException _) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("the gateway is shutting down");
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof HttpConnectTimeoutException
                    ? new Answer.TimedOut(connectTimeout)
                    : new Answer.Unavailable(String.valueOf(failure.getCause()));
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Ll2Address.of(call, base))
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", userAgent);
        if (apiKey != null) {
            request.header("Authorization", "Token " + apiKey.value());
        }
        return request.build();
    }

    private static Answer answer(Call call, HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> {
                byte[] body = unpacked(response);
                yield body == null
                        ? new Answer.Malformed("the compressed body, which cannot be unpacked")
                        : Ll2Decoder.decode(call, body);
            }
            case 404 ->
                call instanceof Call.Single
                        ? new Answer.Missing()
                        : new Answer.Unavailable("the list does not exist; check dockgraph.upstream.base-url");
            case 429 -> new Answer.Throttled(retryAfter(response.headers()));
            default -> new Answer.Unavailable("status " + response.statusCode() + hint(response.statusCode()));
        };
    }

    /// Which setting to look at.
    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; check dockgraph.upstream.api-key";
            case 301, 302, 303, 307, 308 -> "; check dockgraph.upstream.base-url, since redirects are not followed";
            default -> "";
        };
    }

    /// The body without compression; null if it is damaged or unpacks to more than is read of any body.
    private static byte @Nullable [] unpacked(HttpResponse<byte[]> response) {
        if (!response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")) {
            return response.body();
        }
        try (InputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            byte[] body = unpacking.readNBytes(MAX_BYTES + 1);
            return body.length > MAX_BYTES ? null : body;
        } catch (IOException _) {
            return null;
        }
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    /// Ends calls in flight and closes connections.
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
