package org.dockgraph.replica;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The page that LL2 shows to people instead of bare JSON: request line, status, headers, and the JSON with its
/// links.
final class HtmlPage {

    private static final Pattern LINK = Pattern.compile("&quot;(https?://[^\\s&]*(?:&amp;[^\\s&]*)*)&quot;");
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            429, "Too Many Requests");
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{path}</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            pre { background: #f4f5f7; color: #1b1f24; padding: 1rem; overflow-x: auto; white-space: pre-wrap; }
            @media (prefers-color-scheme: dark) {
              body { background: #14171a; color: #e4e7ea; }
              pre { background: #1f2428; color: #e4e7ea; }
              a { color: #8ab4f8; }
            }
            </style>
            </head>
            <body>
            <h1>{path}</h1>
            <p>A local look-alike of Launch Library 2.0.0 with a small data set. The data is by
            <a href="https://thespacedevs.com">The Space Devs</a>.</p>
            <pre><b>{request}</b></pre>
            <pre><b>{status}</b>
            {headers}

            {json}</pre>
            </body>
            </html>
            """;

    private HtmlPage() {}

    /// @param json the answer as a program would get it
    static ReplicaResponse of(ReplicaRequest request, ReplicaResponse json, JsonNode body) {
        Map<String, String> headers = new LinkedHashMap<>(json.headers());
        headers.put("Content-Type", "text/html; charset=utf-8");
        return new ReplicaResponse(json.status(), headers, page(request, json, body));
    }

    private static String page(ReplicaRequest request, ReplicaResponse json, JsonNode body) {
        String shownHeaders = json.headers().entrySet().stream()
                .map(header -> "<b>%s:</b> %s".formatted(escaped(header.getKey()), escaped(header.getValue())))
                .collect(joining("\n"));
        return PAGE.replace("{path}", escaped(request.path()))
                .replace("{request}", escaped(request.method() + " " + request.target()))
                .replace("{status}", "HTTP %d %s".formatted(json.status(), REASONS.getOrDefault(json.status(), "")))
                .replace("{headers}", shownHeaders)
                .replace("{json}", linked(escaped(Json.pretty(body))));
    }

    private static String linked(String escapedJson) {
        return LINK.matcher(escapedJson).replaceAll("&quot;<a href=\"$1\" rel=\"nofollow\">$1</a>&quot;");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
