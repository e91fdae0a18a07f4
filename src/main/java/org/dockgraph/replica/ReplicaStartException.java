package org.dockgraph.replica;

import java.net.InetSocketAddress;

/// The replica could not listen at its address, or one of its scripts is wrong. The message says what was seen and
/// what to do.
public final class ReplicaStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplicaStartException(String setting, IllegalArgumentException wrong) {
        super("%s cannot be read. %s".formatted(setting, wrong.getMessage()), wrong);
    }

    ReplicaStartException(InetSocketAddress address, Throwable cause) {
        super(
                "The replica of Launch Library 2 cannot listen on port %d of %s: %s. Choose another port with dockgraph.replica.port (0 takes any free one)."
                        .formatted(address.getPort(), address.getHostString(), cause.getMessage()),
                cause);
    }
}
