package org.dockgraph.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Requests read from and answers written to the JDK's HTTP server.
final class Wire {

    private static final int WORTH_COMPRESSING = 200; // bytes; the least that LL2's framework compresses
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final Pattern GZIP = Pattern.compile("(gzip|\\*)(;\\s*q=(?!0(\\.0*)?$).*)?");

    private Wire() {}

    /// @param origin where the server stands, for clients that send no usable `Host`
    static ReplicaRequest request(HttpExchange exchange, String origin) {
        URI target = exchange.getRequestURI();
        String scheme = origin.substring(0, origin.indexOf("://") + 3);
        String host = header(exchange, "Host");
        return new ReplicaRequest(
                exchange.getRequestMethod(),
                host != null && HOST.matcher(host).matches() ? scheme + host : origin,
                target.getRawPath() == null ? "" : target.getRawPath(),
                target.getRawQuery() == null ? "" : target.getRawQuery(),
                String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of())));
    }

    static ReceivedRequest received(HttpExchange exchange, ReplicaRequest request, Instant at) {
        return new ReceivedRequest(
                request.method(),
                request.path().startsWith(Route.ROOT) ? request.path().substring(Route.ROOT.length()) : request.path(),
                request.query().lastValues(),
                request.target(),
                header(exchange, "Accept"),
                header(exchange, "Accept-Encoding"),
                header(exchange, "User-Agent"),
                header(exchange, "Authorization"),
                header(exchange, "traceparent"),
                at);
    }

    /// The body of a request, as far as a script may go.
    static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(ScriptControl.LONGEST), UTF_8);
    }

    static ReplicaResponse failure() {
        return new ReplicaResponse(
                500, Map.of("Content-Type", "text/html; charset=utf-8"), "<h1>Server Error (500)</h1>");
    }

    static void send(HttpExchange exchange, ReplicaResponse response) throws IOException {
        byte[] body = prepare(exchange, response);
        boolean bodiless = body.length == 0
                || exchange.getRequestMethod().equals("HEAD")
                || response.status() == 204
                || response.status() == 304;
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /// Sets the headers of the answer.
    ///
    /// @return the bytes of the body, compressed if the client accepts that
    static byte[] prepare(HttpExchange exchange, ReplicaResponse response) {
        Headers headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        byte[] body = response.body().getBytes(UTF_8);
        if (body.length < WORTH_COMPRESSING || !acceptsGzip(exchange)) {
            return body;
        }
        headers.set("Content-Encoding", "gzip");
        headers.set("Vary", "Accept, Accept-Encoding");
        return compressed(body);
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        String accepted = header(exchange, "Accept-Encoding");
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
                        .anyMatch(coding -> GZIP.matcher(coding.strip()).matches());
    }

    private static byte[] compressed(byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length / 4);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // an array takes everything
        }
        return bytes.toByteArray();
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
