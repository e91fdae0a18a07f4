package org.dockgraph.readme;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A curl command as a shell would read it.
///
/// @param words the program and its arguments, without quotes
record CurlCommand(List<String> words) {

    /// A word: bare, or quoted in part. An escaped line end is blank space.
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"\\\\])+");

    static CurlCommand parse(String text) {
        List<String> words = WORD.matcher(text)
                .results()
                .map(word -> word.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"))
                .toList();
        if (words.isEmpty() || !words.getFirst().equals("curl")) {
            throw new IllegalArgumentException("This is no curl command: " + text);
        }
        return new CurlCommand(words);
    }

    /// Whether there is a curl to run it.
    static boolean isInstalled() {
        try {
            return new ProcessBuilder("curl", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// The body of the answer, by curl itself.
    String run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(words);
        command.addAll(1, List.of("--silent", "--show-error", "--noproxy", "*"));
        Process curl = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String body = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (curl.waitFor() != 0) {
            throw new IOException("curl ended with " + curl.exitValue());
        }
        return body;
    }

    /// The body of the answer, where there is no curl. Knows the arguments that the README uses.
    String send() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-H" -> {
                    String[] header = words.get(++i).split(":\\s*", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> request.POST(BodyPublishers.ofString(words.get(++i)));
                case String url when url.startsWith("http://") -> request.uri(URI.create(url));
                case String other -> throw new IllegalArgumentException("Teach this class curl's argument " + other);
            }
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
