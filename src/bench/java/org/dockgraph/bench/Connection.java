package org.dockgraph.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A connection to a server on this machine that stays open: little more than the bytes, so that the servers are what
/// is measured.
///
/// *Threads:* one at a time.
final class Connection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private Socket socket;
    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;

    Connection(int port) throws IOException {
        this.port = port;
        this.socket = open(port);
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// A whole request, head and body.
    ///
    /// @param headers more of them, each with its line end
    static byte[] post(byte[] body, String headers) {
        byte[] head = ("POST /graphql HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                        + "Content-Type: application/json\r\n" + headers + "Content-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /// Sends a request and gives the body of its response.
    ///
    /// @throws IOException if its status is another than 200
    byte[] exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String head = head();
        if (!head.startsWith("http/1.1 200")) {
            throw new IOException("Answered with " + head);
        }
        int length = head.indexOf("\r\ncontent-length:");
        byte[] body;
        if (length < 0) {
            body = chunks();
        } else {
            int from = length + "\r\ncontent-length:".length();
            body = take(Integer.parseInt(
                    head.substring(from, head.indexOf("\r\n", from)).strip()));
        }
        if (head.contains("\r\nconnection: close")) { // Tomcat has its clients come anew after 100 requests
            socket.close();
            socket = open(port);
            start = 0;
            end = 0;
        }
        return body;
    }

    private String head() throws IOException {
        int seen = start;
        while (true) {
            for (; seen + 3 < end; seen++) {
                if (buffer[seen] == '\r' && buffer[seen + 2] == '\r') {
                    String head = new String(buffer, start, seen + 2 - start, StandardCharsets.ISO_8859_1);
                    start = seen + 4;
                    return head.toLowerCase(Locale.ROOT);
                }
            }
            int ahead = seen - start;
            fill();
            seen = start + ahead;
        }
    }

    private byte[] chunks() throws IOException {
        byte[] whole = {};
        while (true) {
            int size = Integer.parseInt(line(), 16);
            byte[] chunk = take(size);
            line();
            if (size == 0) {
                return whole;
            }
            int before = whole.length;
            whole = Arrays.copyOf(whole, before + size);
            System.arraycopy(chunk, 0, whole, before, size);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (start == end) {
                fill();
            }
            char next = (char) buffer[start++];
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append(next);
        }
    }

    private byte[] take(int length) throws IOException {
        while (end - start < length) {
            fill();
        }
        start += length;
        return Arrays.copyOfRange(buffer, start - length, start);
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int read = socket.getInputStream().read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("The server has closed the connection");
        }
        end += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
