package org.dockgraph.upstream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends one GET request, and never two.
///
/// The JDK's client repeats a request by itself where the connection closes before the answer begins, and the source
/// would count both. No setting of a client turns that off; [SentOnce] does. And since a connection that was kept may
/// have been closed meanwhile, each request has a client, and with it a connection, of its own: some milliseconds, a
/// few times an hour.
///
/// *Threads:* safe; a request blocks its thread until the answer is whole.
final class Ll2Http implements AutoCloseable {

    private final Duration connectTimeout;
    private final @Nullable ApiKey apiKey;
    private final String userAgent;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<HttpClient> open = new HashSet<>();
    private boolean isClosed;

    /// @param userAgent the gateway's name and version, as HTTP's `User-Agent`
    Ll2Http(Duration connectTimeout, @Nullable ApiKey apiKey, String userAgent) {
        this.connectTimeout = connectTimeout;
        this.apiKey = apiKey;
        this.userAgent = userAgent;
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
        final class Response implements Received {

            private final HttpResponse<byte[]> response;
            private final byte @Nullable [] body;

            private Response(HttpResponse<byte[]> response, int bound) {
                this.response = response;
                this.body = unpacked(response, bound);
            }

            int status() {
                return response.statusCode();
            }

            HttpHeaders headers() {
                return response.headers();
            }

            /// The body without compression; null if it is damaged, or longer than is read of any body.
            byte @Nullable [] body() {
                return body;
            }
        }

        /// No whole answer.
        ///
        /// @param answer a time-out or an unavailable source
        record Failure(Answer answer, Ending ending) implements Received {}
    }

    /// Sends one request, without following a redirect. Nothing is thrown.
    ///
    /// @param headers beside those that every request has
    Received get(URI target, Map<String, String> headers, Bounds bounds) {
        HttpClient client = open();
        if (client == null) {
            return givenUp();
        }
        try {
            return get(client, request(target, headers), bounds);
        } finally {
            client.shutdownNow(); // before it is closed, which would wait for an answer that never ends
            client.close();
            forget(client);
        }
    }

    private Received get(HttpClient client, HttpRequest request, Bounds bounds) {
        long began = System.nanoTime();
        CompletableFuture<Object> head = new CompletableFuture<>();
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, info -> {
            head.complete(info);
            return new BoundedBody(bounds.bytes());
        });
        Duration patience = bounds.head().compareTo(bounds.whole()) < 0 ? bounds.head() : bounds.whole();
        try {
            CompletableFuture.anyOf(head, exchange).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            patience = bounds.whole();
            long left = patience.toNanos() - (System.nanoTime() - began);
            HttpResponse<byte[]> response = exchange.get(left, TimeUnit.NANOSECONDS);
            return new Received.Response(response, bounds.bytes());
        } catch (TimeoutException _) {
            return new Received.Failure(new Answer.TimedOut(patience), Ending.PASSING_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return givenUp();
        } catch (ExecutionException failure) {
            return isClosed() ? givenUp() : failure(failure.getCause());
        }
    }

    private HttpRequest request(URI target, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .method("GET", new SentOnce())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", userAgent);
        headers.forEach(request::header);
        if (apiKey != null) {
            request.header("Authorization", "Token " + apiKey.value());
        }
        return request.build();
    }

    private Received failure(@Nullable Throwable wrapped) {
        Throwable cause = wrapped instanceof UncheckedIOException ? wrapped.getCause() : wrapped;
        if (cause instanceof HttpConnectTimeoutException) {
            return new Received.Failure(new Answer.TimedOut(connectTimeout), Ending.PASSING_FAILURE);
        }
        return new Received.Failure(new Answer.Unavailable(String.valueOf(cause)), ending(cause));
    }

    /// A host that is not known, a certificate that is not trusted and a server of something else stay what they are.
    private static Ending ending(@Nullable Throwable cause) {
        boolean isLasting = !(cause instanceof IOException)
                || cause instanceof SSLException
                || cause instanceof ProtocolException
                || (cause instanceof ConnectException && cause.getCause() instanceof UnresolvedAddressException);
        return isLasting ? Ending.LASTING_FAILURE : Ending.PASSING_FAILURE;
    }

    private static Received givenUp() {
        return new Received.Failure(new Answer.Unavailable("the gateway is shutting down"), Ending.GIVEN_UP);
    }

    private static byte @Nullable [] unpacked(HttpResponse<byte[]> response, int bound) {
        byte[] body = response.body();
        if (body.length > bound) {
            return null;
        }
        if (!response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")) {
            return body;
        }
        try (InputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] unpacked = unpacking.readNBytes(bound + 1);
            return unpacked.length > bound ? null : unpacked;
        } catch (IOException _) {
            return null;
        }
    }

    private synchronized @Nullable HttpClient open() {
        if (isClosed) {
            return null;
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
        open.add(client);
        return client;
    }

    private synchronized void forget(HttpClient client) {
        open.remove(client);
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /// Ends requests that are under way, and lets no more begin.
    @Override
    public synchronized void close() {
        isClosed = true;
        open.forEach(HttpClient::shutdownNow);
        threads.shutdown();
    }

    /// The empty body of a request. The client asks for its length once each time before it sends the request.
    private static final class SentOnce implements BodyPublisher {

        private final AtomicBoolean isSent = new AtomicBoolean();

        @Override
        public long contentLength() {
            if (isSent.getAndSet(true)) {
                throw new UncheckedIOException(new IOException("the connection was closed before the answer"));
            }
            return 0;
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            BodyPublishers.noBody().subscribe(subscriber);
        }
    }

    /// A body that is read up to its bound, and one byte more to show that there is more.
    private static final class BoundedBody implements BodySubscriber<byte[]> {

        private final int bound;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        BoundedBody(int bound) {
            this.bound = bound;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] more = new byte[Math.min(buffer.remaining(), bound + 1 - bytes.size())];
                buffer.get(more);
                bytes.writeBytes(more);
            }
            if (bytes.size() > bound && subscription != null) {
                subscription.cancel();
                onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(bytes.toByteArray());
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }
    }
}
