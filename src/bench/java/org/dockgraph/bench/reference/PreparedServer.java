package org.dockgraph.bench.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Answers a request that it knows with bytes that it has: what the server itself costs.
final class PreparedServer {

    private PreparedServer() {}

    /// Serves what is in a folder: of each request `<number>.request` the answer `<number>.answer`.
    ///
    /// @param arguments the folder, then settings of the server
    public static void main(String... arguments) throws IOException {
        Map<String, byte[]> answers = new HashMap<>();
        Path folder = Path.of(arguments[0]);
        for (int i = 0; Files.exists(folder.resolve(i + ".request")); i++) {
            answers.put(
                    key(Files.readAllBytes(folder.resolve(i + ".request"))),
                    Files.readAllBytes(folder.resolve(i + ".answer")));
        }
        Endpoint.serve(
                request -> {
                    byte[] answer = answers.get(key(request));
                    if (answer == null) {
                        throw new IOException(
                                "No answer is prepared for " + new String(request, StandardCharsets.UTF_8));
                    }
                    return answer;
                },
                arguments);
    }

    private static String key(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1);
    }
}
