package org.dockgraph.web;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A client that sends a byte now and then, to have the gateway wait for it.
public final class DrippingClient {

    private static final int PACE = 100; // milliseconds between two drops

    private DrippingClient() {}

    /// Sends a start, then a drop again and again until an answer comes.
    ///
    /// @return its status; 0 if the connection was closed without any
    public static int status(URI endpoint, String start, String drop) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(PACE);
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                try {
                    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
                    return line.length == 0 ? 0 : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
                } catch (SocketTimeoutException _) {
                    socket.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
