package org.dockgraph.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Answers that do not arrive as they should.
///
/// A connection that breaks is closed in an orderly way (FIN): the JDK's server gives nobody the socket, and with it
/// the option that would send an RST.
final class FaultyWire {

    private static final int MEGABYTE = 1_000_000;

    private FaultyWire() {}

    /// @param untilCleared ends what hangs; then the connection is closed
    static void send(HttpExchange exchange, ReplicaResponse response, Trouble.Ending ending, Hold untilCleared)
            throws IOException, InterruptedException {
        switch (ending) {
            case Trouble.Huge(int megabytes) -> sendBehindBlanks(exchange, response, megabytes);
            case Trouble.Close _, Trouble.Refuse _ -> exchange.close();
            case Trouble.Hang _ -> {
                untilCleared.pass();
                exchange.close();
            }
            case Trouble.Reset _ -> {
                sendHalf(exchange, response);
                exchange.close();
            }
            case Trouble.Stall _ -> {
                sendHalf(exchange, response);
                untilCleared.pass();
                exchange.close();
            }
        }
    }

    private static void sendHalf(HttpExchange exchange, ReplicaResponse response) throws IOException {
        byte[] body = Wire.prepare(exchange, response);
        exchange.sendResponseHeaders(response.status(), Math.max(1, body.length));
        OutputStream out = exchange.getResponseBody(); // closing it would be a complaint about the missing half
        out.write(body, 0, body.length / 2);
        out.flush();
    }

    /// In chunks: a length told beforehand would be an easy way out.
    private static void sendBehindBlanks(HttpExchange exchange, ReplicaResponse response, int megabytes)
            throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), 0);
        byte[] blanks = new byte[MEGABYTE];
        Arrays.fill(blanks, (byte) ' ');
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < megabytes; i++) {
                out.write(blanks);
            }
            out.write(response.body().getBytes(UTF_8));
        }
    }
}
