package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockgraph.upstream.ScriptedSource.answer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.dockgraph.TestClock;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.junit.jupiter.api.Test;

/// The JVM's proxy, as of `-Dhttps.proxyHost`.
class ProxyTest {

    private static final Call CALL = new Call.Single(new EntityRef(Kind.DOCKING_EVENT, 633));

    @Test
    void aSourceBehindAProxyIsAskedForThere() {
        ProxySelector before = ProxySelector.getDefault();
        try (var proxy = ScriptedSource.answering(answer("403 Forbidden", ""))) {
            ProxySelector.setDefault(selecting(
                    new InetSocketAddress("localhost", proxy.baseAddress().getPort())));
            var clock = new TestClock(TestClock.NEW_YEAR_2026);
            URI base = URI.create("https://nowhere.invalid/2.0.0/");
            try (var client = new Ll2Client(base, ScriptedSource.generous(), "Dockgraph/test", clock, null, _ -> {})) {
                Reply reply = client.ask(CALL, ScriptedSource.errand(Duration.ofSeconds(10), 1));

                assertThat(reply.answer()).isInstanceOf(Answer.Unavailable.class);
            }
            assertThat(proxy.targets()).isNotEmpty().containsOnly("nowhere.invalid:443");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static ProxySelector selecting(InetSocketAddress proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI target) {
                boolean isSource = target.getScheme().equals("https");
                return List.of(isSource ? new Proxy(Proxy.Type.HTTP, proxy) : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI target, SocketAddress proxy, IOException failure) {}
        };
    }
}
