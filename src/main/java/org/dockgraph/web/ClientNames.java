package org.dockgraph.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.dockgraph.fetch.Client;
import org.jspecify.annotations.Nullable;

/// Tells clients apart: by a header that a proxy has set, else by their address. Nothing that is kept of one is long,
/// or a key that somebody could use.
final class ClientNames {

    private static final int NETWORK = 8; // bytes of an IPv6 address that a customer of a provider cannot choose

    private final @Nullable String header;

    /// @param header that tells clients apart; null for their address
    ClientNames(@Nullable String header) {
        this.header = header;
    }

    /// The client of a request.
    ///
    /// @param headers gives the value of one; null where it has none
    /// @param address from which it came, as text; null where that is not known
    Client of(Function<String, @Nullable String> headers, @Nullable String address) {
        String key = header == null ? null : headers.apply(header);
        return new Client(key != null ? Sha256.of(key) : network(Objects.requireNonNullElse(address, "")));
    }

    /// The address, or for IPv6 its network, in which whoever has one address has all.
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            byte[] network = parsed.getAddress();
            Arrays.fill(network, NETWORK, network.length, (byte) 0);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException _) {
            return Sha256.of(address); // whatever it is that a proxy has passed on
        }
    }
}
