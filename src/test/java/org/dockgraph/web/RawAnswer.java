package org.dockgraph.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// What the gateway answers to bytes that no HTTP client would send.
///
/// @param head with the line break of its last header
public record RawAnswer(String head, String body) {

    /// Sends these, and reads as far as the answer goes.
    ///
    /// @param bytes a character each
    public static RawAnswer to(URI endpoint, String bytes) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return readFrom(socket);
        }
    }

    /// Reads an answer that tells its length.
    static RawAnswer readFrom(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                throw new IOException("The connection was closed after: " + head);
            }
            head.append((char) read);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
        byte[] body = socket.getInputStream().readNBytes(length);
        return new RawAnswer(head.substring(0, head.length() - 2), new String(body, StandardCharsets.UTF_8));
    }

    public int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }
}
