package org.dockgraph.web;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dockgraph.Dockgraph;
import org.dockgraph.Gateway;
import org.dockgraph.TestClock;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.store.EntityStore;
import org.dockgraph.upstream.Ll2Client;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The application with its port open, and events that change when a test says so.
final class LiveGateway implements AutoCloseable {

    private final EntityStore store = new EntityStore();
    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final ConfigurableApplicationContext application;
    private int versions;

    LiveGateway(String... settings) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--dockgraph.replica.port=0", "--dockgraph.mirror.enabled=false"));
        arguments.addAll(List.of(settings));
        application = new SpringApplicationBuilder(Dockgraph.class)
                .initializers(Gateway.clockOf(clock), holdingIn(store))
                .run(arguments.toArray(String[]::new));
    }

    private static ApplicationContextInitializer<GenericApplicationContext> holdingIn(EntityStore store) {
        return context -> {
            context.setAllowBeanDefinitionOverriding(true);
            context.registerBean(
                    "fetcher",
                    Fetcher.class,
                    () -> new Fetcher(store, context.getBean(Ll2Client.class), context.getBean(Clock.class)));
        };
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                .getPort();
    }

    URI endpoint(String scheme) {
        return URI.create(scheme + "://localhost:" + port() + "/graphql");
    }

    /// Gives that many events other contents than they had; none is told of where they had none before.
    void change(int events) {
        Instant now = clock.instant();
        Instant docking = now.plusSeconds(++versions);
        List<DockingEvent> changed = IntStream.rangeClosed(1, events)
                .mapToObj(id -> new DockingEvent(
                        id,
                        FieldSet.of(Field.EVENT_DOCKING, Field.EVENT_DEPARTURE),
                        docking,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        store.keep(
                new Call.Single(new EntityRef(Kind.DOCKING_EVENT, 1)),
                new Delivery(List.copyOf(changed), List.of(1), 1, 1, false, List.of()),
                now);
    }

    @Override
    public void close() {
        application.close();
    }
}
