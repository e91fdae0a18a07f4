package org.dockgraph.upstream;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends one GET request, and never two.
///
/// That is why it is not the JDK's client, which repeats a request by itself where the connection closes before the
/// answer begins, so that the source counts both.
///
/// A connection is kept for a short time after an answer that was read to its end, so that the next request saves the
/// round trips that connecting takes, three with TLS. One that the source has closed meanwhile is found so before it is
/// used. One that it closes just when a request is on its way fails that request, which then may have been counted.
///
/// *Threads:* safe; a request blocks its thread until the answer is whole.
final class Ll2Http implements AutoCloseable {

    /// Some servers close after 5 s, and say so or not. Calls that come of one question come closer together than this.
    private static final Timeout KEPT = Timeout.ofSeconds(3);

    private final Duration connectTimeout;
    private final @Nullable ApiKey apiKey;
    private final CloseableHttpClient client;
    private final AtomicLong connections = new AtomicLong();
    private volatile boolean isClosed;

    /// @param userAgent the gateway's name and version, as HTTP's `User-Agent`
    Ll2Http(Duration connectTimeout, @Nullable ApiKey apiKey, String userAgent) {
        this.connectTimeout = connectTimeout;
        this.apiKey = apiKey;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .useSystemProperties()
                        .setConnectionFactory(_ -> new KeptConnection("ll2-" + connections.incrementAndGet()))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connectTimeout))
                                .setIdleTimeout(KEPT)
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS) // always
                                .build())
                        .setMaxConnTotal(Integer.MAX_VALUE) // how many there are is not decided here
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
                        .build())
                .evictIdleConnections(KEPT)
                .disableConnectionState() // all requests are of one user
                .setRoutePlanner(new SystemDefaultRoutePlanner(null))
                .setUserAgent(userAgent)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression() // unpacked here, up to the bound
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /// What may be waited for and read.
    ///
    /// @param head longest wait for the head of the answer, from the beginning
    /// @param whole longest wait for the whole answer, from the beginning
    /// @param bytes longest body, packed and unpacked
    record Bounds(Duration head, Duration whole, int bytes) {}

    /// What became of a request.
    sealed interface Received {

        /// A whole answer.
        ///
        /// @param body without compression; null if it is damaged, or longer than is read of any body
        @SuppressWarnings("ArrayRecordComponent") // nobody writes to it, or compares two
        record Response(int status, HttpHeaders headers, byte @Nullable [] body) implements Received {}

        /// No whole answer.
        ///
        /// @param answer a time-out or an unavailable source
        record Failure(Answer answer, Ending ending) implements Received {}
    }

    /// Sends one request, without following a redirect. Nothing is thrown.
    ///
    /// @param headers beside those that every request has
    Received get(URI target, Map<String, String> headers, Bounds bounds) {
        HttpGet request = request(target, headers);
        try {
            return await(request, bounds);
        } finally {
            request.cancel();
        }
    }

    /// The exchange has a thread of its own, since nothing else ends the wait for a name lookup that hangs. That costs
    /// some 7 µs, of about 130 for a whole call to a near source.
    private Received await(HttpGet request, Bounds bounds) {
        long began = System.nanoTime();
        CompletableFuture<Object> head = new CompletableFuture<>();
        CompletableFuture<Received> exchange = new CompletableFuture<>();
        Thread.ofVirtual().name("ll2").start(() -> {
            try {
                exchange.complete(exchange(request, head, bounds.bytes()));
            } catch (IOException | HttpException | RuntimeException failure) {
                exchange.completeExceptionally(failure);
            }
        });
        Duration patience = bounds.head().compareTo(bounds.whole()) < 0 ? bounds.head() : bounds.whole();
        try {
            CompletableFuture.anyOf(head, exchange).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            patience = bounds.whole();
            long left = patience.toNanos() - (System.nanoTime() - began);
            return exchange.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new Received.Failure(new Answer.TimedOut(patience), Ending.PASSING_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return givenUp();
        } catch (ExecutionException failure) {
            return isClosed ? givenUp() : failure(failure.getCause());
        }
    }

    /// An answer that was read to its end gives its connection back. No other is closed, since that would read it to
    /// its end: to cancel the request hangs up.
    private Received exchange(HttpGet request, CompletableFuture<Object> head, int bound)
            throws IOException, HttpException {
        ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
        head.complete(response);
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : Body.read(entity.getContent(), entity.getContentLength(), bound);
        boolean isPacked = response.getFirstHeader("Content-Encoding") instanceof Header coding
                && coding.getValue().equalsIgnoreCase("gzip");
        return new Received.Response(
                response.getCode(), headers(response), body != null && isPacked ? Body.unpacked(body, bound) : body);
    }

    private static HttpHeaders headers(ClassicHttpResponse response) {
        return HttpHeaders.of(
                Stream.of(response.getHeaders())
                        .collect(Collectors.groupingBy(
                                Header::getName,
                                () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                                Collectors.mapping(Header::getValue, Collectors.toList()))),
                (_, _) -> true);
    }

    private HttpGet request(URI target, Map<String, String> headers) {
        HttpGet request = new HttpGet(target);
        request.setHeader("Accept", "application/json");
        request.setHeader("Accept-Encoding", "gzip");
        headers.forEach(request::setHeader);
        if (apiKey != null) {
            request.setHeader("Authorization", "Token " + apiKey.value());
        }
        return request;
    }

    private Received failure(@Nullable Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return new Received.Failure(new Answer.TimedOut(connectTimeout), Ending.PASSING_FAILURE);
        }
        return new Received.Failure(new Answer.Unavailable(String.valueOf(cause)), ending(cause));
    }

    /// A host that is not known, a certificate that is not trusted and a server of something else stay what they are.
    private static Ending ending(@Nullable Throwable cause) {
        boolean isLasting = !(cause instanceof IOException)
                || cause instanceof SSLException
                || cause instanceof ProtocolException
                || cause instanceof ClientProtocolException
                || cause instanceof UnknownHostException;
        return isLasting ? Ending.LASTING_FAILURE : Ending.PASSING_FAILURE;
    }

    private static Received givenUp() {
        return new Received.Failure(new Answer.Unavailable("the gateway is shutting down"), Ending.GIVEN_UP);
    }

    /// Gives up what is under way, and sends nothing more.
    @Override
    public void close() {
        isClosed = true;
        client.close(CloseMode.IMMEDIATE);
    }
}
