package org.dockgraph.web;

/// What is bounded around operations: requests, connections and the messages on them.
enum EdgeLimit {
    /// Characters of an address' parameters.
    ADDRESS,
    /// Bytes of a request's body.
    BODY,
    /// Seconds that a body takes to come.
    BODY_DEADLINE,
    /// Operations under way at a time, over every transport.
    OPERATIONS_UNDER_WAY,
    /// Bytes of answers that their clients have not read yet, over every transport.
    UNREAD_ANSWERS,
    /// Requests of one client, and operations on its sockets.
    REQUESTS_PER_MINUTE,
    /// Sockets and event streams that are open at a time.
    CONNECTIONS,
    /// Operations under way at a time on one socket.
    SOCKET_OPERATIONS,
    /// Bytes of a message on a socket.
    SOCKET_MESSAGE
}
