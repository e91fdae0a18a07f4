package org.dockgraph.web;

import java.util.Set;
import org.springframework.web.socket.CloseStatus;

/// Why the gateway closes a socket: by the codes and words of graphql-ws' protocol where it has them. Its client
/// connects again by itself after 1001, 1013, 4408 and 4420; after the others that would not help.
///
/// @see "PROTOCOL.md of graphql-ws; RFC 6455, section 7.4.1"
final class CloseCodes {

    /// The gateway stops.
    static final CloseStatus GOING_AWAY = new CloseStatus(1001, "Going away");

    static final CloseStatus NO_BINARY = new CloseStatus(1003, "Binary messages not supported");
    static final CloseStatus TOO_LARGE = new CloseStatus(1009, "Message too large");

    /// There are as many connections as may be.
    static final CloseStatus TRY_AGAIN_LATER = new CloseStatus(1013, "Try again later");

    static final CloseStatus UNAUTHORIZED = new CloseStatus(4401, "Unauthorized");
    static final CloseStatus SUBPROTOCOL_NOT_ACCEPTABLE = new CloseStatus(4406, "Subprotocol not acceptable");
    static final CloseStatus INIT_TIMEOUT = new CloseStatus(4408, "Connection initialisation timeout");

    /// Changes come faster than they are read. Not of the protocol.
    static final CloseStatus TOO_SLOW = new CloseStatus(4420, "Subscriber too slow");

    /// A sign of life was asked for, and did not come. Not of the protocol.
    static final CloseStatus NO_PONG = new CloseStatus(4420, "Ping not answered");

    static final CloseStatus TOO_MANY_INITS = new CloseStatus(4429, "Too many initialisation requests");

    /// A bug of the gateway.
    static final CloseStatus INTERNAL_ERROR = new CloseStatus(4500, "Internal server error");

    /// The codes by which sockets are closed, by either side: 1000 by a client that is done, 1006 by a broken
    /// connection.
    static final Set<String> KNOWN = Set.of(
            "1000", "1001", "1003", "1006", "1009", "1013", "4400", "4401", "4406", "4408", "4409", "4420", "4429",
            "4500");

    private CloseCodes() {}

    /// A code as meters tell it: clients can send any.
    static String told(CloseStatus status) {
        String code = String.valueOf(status.getCode());
        return KNOWN.contains(code) ? code : "other";
    }

    /// A message breaks the protocol.
    static CloseStatus invalid(String why) {
        return new CloseStatus(4400, "Invalid message: " + why);
    }

    /// The id of an operation that is still under way was given to another one.
    static CloseStatus alreadyExists(String id) {
        return new CloseStatus(4409, "Subscriber for " + id + " already exists");
    }
}
