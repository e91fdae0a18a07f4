package org.dockgraph.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client's end of an event stream, which keeps all that it hears.
final class StreamClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final InputStream stream;

    /// Subscribes. It listens from here on.
    StreamClient(URI endpoint, String subscription) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Client.body(subscription)))
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("Not streamed, but " + answer.statusCode());
        }
        stream = answer.body();
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
            }
        } catch (IOException _) {
            // closed
        }
        heard.add("the end");
    }

    /// What came next that is no sign of life, waited for at most 20 seconds.
    String hear() throws InterruptedException {
        String line;
        do {
            line = Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "nothing came");
        } while (line.isEmpty() || line.equals(":") || line.startsWith("event:"));
        return line;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
