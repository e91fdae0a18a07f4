package org.dockgraph.web;

import io.micrometer.core.instrument.MeterRegistry;
import org.dockgraph.graphql.GraphqlService;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/// Where those come in who listen.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(SubscriptionProperties.class)
class LiveConfiguration {

    @Bean
    LiveConnections liveConnections(SubscriptionProperties properties, MeterRegistry meters) {
        return new LiveConnections(properties.connections(), meters);
    }

    @Bean
    EventStreams eventStreams(
            GraphqlService service, EdgeLimits limits, LiveConnections connections, SubscriptionProperties properties) {
        return new EventStreams(service, limits, connections, properties.keepAlive());
    }

    /// WebSockets, for pages of our own and of allowed origins, and for all that are no pages.
    @Bean
    WebSocketHttpRequestHandler sockets(
            GraphqlService service,
            Documents documents,
            ClientNames names,
            EdgeLimits limits,
            LiveConnections connections,
            SubscriptionProperties properties,
            CorsProperties cors,
            MeterRegistry meters) {
        DefaultHandshakeHandler handshake = new DefaultHandshakeHandler();
        handshake.setSupportedProtocols(SocketEndpoint.PROTOCOL);
        WebSocketHttpRequestHandler sockets = new WebSocketHttpRequestHandler(
                new SocketEndpoint(service, documents, names, limits, connections, properties, meters), handshake);
        sockets.getHandshakeInterceptors().add(new OriginHandshakeInterceptor(cors.allowedOrigins()));
        return sockets;
    }
}
