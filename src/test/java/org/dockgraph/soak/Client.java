package org.dockgraph.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Asks the gateway over HTTP, on connections of its own, which end with it.
final class Client implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI endpoint;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(URI endpoint) {
        this.endpoint = endpoint;
    }

    /// @param time from the request to the last byte
    record Answer(HttpResponse<byte[]> response, Duration time) {

        int status() {
            return response.statusCode();
        }

        /// A header; empty if it is not there.
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /// The same for people, who want no whole page of it.
        @Override
        public String toString() {
            String text = text();
            return status() + " after " + time.toMillis() + " ms, " + bytes().length + " bytes: "
                    + text.substring(0, Math.min(300, text.length()));
        }
    }

    /// A query as the body of a request.
    static String body(String query) {
        return JSON.writeValueAsString(Map.of("query", query));
    }

    /// Sends a query.
    ///
    /// @param headers names and values by turns
    Answer ask(String query, String... headers) throws IOException, InterruptedException {
        return post(body(query), headers);
    }

    /// Sends a body as JSON.
    Answer post(String body, String... headers) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                headers);
    }

    /// Sends parameters in the address.
    Answer get(String parameters, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(endpoint + "?" + parameters)), headers);
    }

    private Answer send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        return new Answer(answer, Duration.ofNanos(System.nanoTime() - start));
    }

    @Override
    public void close() {
        http.close();
    }
}
