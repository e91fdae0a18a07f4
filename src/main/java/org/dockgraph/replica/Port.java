package org.dockgraph.replica;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The port on which a replica listens, and which can refuse connections for a while.
///
/// *Threads:* safe.
final class Port implements AutoCloseable {

    private final InetSocketAddress address;
    private final @Nullable SSLContext tls;
    private HttpHandler handler = HttpExchange::close;
    private Executor threads = Runnable::run;

    private HttpServer http;
    private @Nullable Socket keeper;
    private int refusals;
    private boolean closed;

    private Port(HttpServer http, @Nullable SSLContext tls) {
        this.http = http;
        this.address = http.getAddress();
        this.tls = tls;
    }

    /// Takes a port, so that its number is known; nobody is answered before [#start].
    ///
    /// @param wanted port 0 takes any free one
    /// @param tls null for plain HTTP
    static Port bind(InetSocketAddress wanted, @Nullable SSLContext tls) throws IOException {
        return new Port(bound(wanted, tls), tls);
    }

    synchronized void start(HttpHandler answering, Executor onThreads) {
        handler = answering;
        threads = onThreads;
        listen();
    }

    InetSocketAddress address() {
        return address;
    }

    String scheme() {
        return tls == null ? "http" : "https";
    }

    /// Closes all connections and refuses new ones until the refusal is closed.
    synchronized Refusal refuse() {
        refusals++;
        if (refusals == 1 && !closed) {
            http.stop(0);
            keeper = keeper(address);
        }
        return new Refusal(this);
    }

    synchronized void acceptAgain() {
        refusals--;
        if (refusals > 0 || closed) {
            return;
        }
        try {
            http = bound(address, tls);
        } catch (IOException failure) {
            throw new ReplicaStartException(address, failure);
        }
        letGo();
        listen();
    }

    @Override
    public synchronized void close() {
        closed = true;
        http.stop(0);
        letGo();
    }

    private void listen() {
        http.createContext("/", handler);
        http.setExecutor(threads);
        http.start();
    }

    private static HttpServer bound(InetSocketAddress address, @Nullable SSLContext tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer https = HttpsServer.create(address, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return https;
    }

    /// A socket that has the port and does not listen, so that nobody else is given it meanwhile.
    private static Socket keeper(InetSocketAddress address) {
        Socket keeper = new Socket();
        try {
            keeper.setReuseAddress(true);
            keeper.bind(address);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return keeper;
    }

    private void letGo() {
        if (keeper != null) {
            try {
                keeper.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            keeper = null;
        }
    }
}
