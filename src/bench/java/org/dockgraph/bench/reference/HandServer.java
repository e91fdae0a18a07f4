package org.dockgraph.bench.reference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Answers the workloads without GraphQL and without keeping anything: for each request one call to the source, whose
/// answer is read as a stream and written as the JSON that the workload's document asks for.
final class HandServer {

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI source;

    private HandServer(URI source) {
        this.source = source;
    }

    /// Serves them.
    ///
    /// @param arguments the source's address, then settings of the server
    public static void main(String... arguments) {
        Endpoint.serve(new HandServer(URI.create(arguments[0]))::answer, arguments);
    }

    private record Asked(String operation, String variable) {

        static Asked of(byte[] request) {
            String operation = null;
            String variable = null;
            try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), request)) {
                in.nextToken();
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    switch (name) {
                        case "operationName" -> operation = in.getString();
                        case "variables" -> {
                            in.nextToken();
                            in.nextToken();
                            variable = in.getString();
                            in.nextToken();
                        }
                        default -> in.skipChildren();
                    }
                }
            }
            return new Asked(Objects.requireNonNull(operation), Objects.requireNonNull(variable));
        }

        boolean isPage() {
            return !operation.equals("W3");
        }

        boolean isNested() {
            return !operation.equals("W1");
        }

        String path() {
            return isPage()
                    ? "docking_event/?limit=100&ordering=-docking" + (isNested() ? "&mode=detailed" : "")
                            + "&docking__lte=" + URLEncoder.encode(variable, StandardCharsets.UTF_8)
                    : "docking_event/" + variable + "/";
        }
    }

    private byte[] answer(byte[] request) throws IOException {
        Asked asked = Asked.of(request);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (InputStream body = get(asked.path());
                JsonParser in = JSON.createParser(ObjectReadContext.empty(), body);
                JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            in.nextToken();
            out.writeStartObject();
            out.writeObjectPropertyStart("data");
            if (asked.isPage()) {
                out.writeObjectPropertyStart("dockingEvents");
                out.writeArrayPropertyStart("nodes");
                page(in, out, asked.isNested());
                out.writeEndArray();
                out.writeEndObject();
            } else {
                out.writeName("dockingEvent");
                EventRead.of(in).write(out, true);
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void page(JsonParser in, JsonGenerator out, boolean isNested) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isResults = in.currentName().equals("results");
            in.nextToken();
            if (!isResults) {
                in.skipChildren();
                continue;
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                EventRead.of(in).write(out, isNested);
            }
        }
    }

    private InputStream get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(source.resolve(path))
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IOException("The source answered " + answer.statusCode() + " for " + path);
            }
            return isZipped(answer) ? new GZIPInputStream(answer.body(), 8192) : answer.body();
        } catch (InterruptedException _) {
            throw new InterruptedIOException();
        }
    }

    private static boolean isZipped(HttpResponse<?> answer) {
        @Nullable
        String coding = answer.headers().firstValue("Content-Encoding").orElse(null);
        return "gzip".equals(coding);
    }
}
