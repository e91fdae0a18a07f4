package org.dockgraph.web;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A client's end of a socket that reads only when a test says so, and answers no ping.
public final class RawSocket implements AutoCloseable {

    private static final int SMALL = 4096; // bytes that wait for us here, so that the gateway soon notices

    private final Socket socket = new Socket();
    private final DataInputStream in;

    public RawSocket(URI endpoint) {
        try {
            socket.setReceiveBufferSize(SMALL);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// One whose connection is opened.
    public static RawSocket opened(URI endpoint) throws IOException {
        RawSocket socket = new RawSocket(endpoint);
        socket.upgrade();
        socket.say("{\"type\":\"connection_init\"}");
        socket.hear();
        return socket;
    }

    /// Makes a WebSocket of it.
    public void upgrade() throws IOException {
        write("""
                GET /graphql HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                Sec-WebSocket-Protocol: graphql-transport-ws\r
                \r
                """);
        awaitText("\r\n\r\n");
    }

    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads until after this.
    public void awaitText(String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            read.append((char) in.readUnsignedByte());
        }
    }

    /// Sends a text message.
    public void say(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length);
        frame.put((byte) 0x81).put((byte) (0x80 | 126)).putShort((short) payload.length);
        frame.putInt(0).put(payload); // a mask of zeros
        socket.getOutputStream().write(frame.array());
    }

    /// The next message: a text, `ping`, or a close code with its reason.
    public String hear() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            long longer = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
            byte[] payload = in.readNBytes(Math.toIntExact(longer));
            switch (head & 0x0f) {
                case 8 -> {
                    ByteBuffer close = ByteBuffer.wrap(payload);
                    return close.getShort() + " " + StandardCharsets.UTF_8.decode(close);
                }
                case 9 -> {
                    return "ping";
                }
                default -> text.append(new String(payload, StandardCharsets.UTF_8));
            }
            if ((head & 0x80) != 0) {
                return text.toString();
            }
        }
    }

    /// All that comes until the other end closes the connection.
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Breaks the connection off, as a machine does that fails: what was not read or sent is lost.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
