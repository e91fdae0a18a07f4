package org.dockgraph.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.dockgraph.compiled.CompiledOperations;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.DressRehearsal;
import org.dockgraph.graphql.ErrorCounts;
import org.dockgraph.graphql.GraphqlService;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/// Where GraphQL and the schema are found.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CorsProperties.class, DocumentsProperties.class, HttpProperties.class})
class WebConfiguration {

    @Bean
    @ConditionalOnWebApplication
    Documents documents(DocumentsProperties settings, GraphqlService service, MeterRegistry meters) {
        return new Documents(
                TrustedDocuments.of(settings, service::problems),
                new RegisteredDocuments(meters),
                settings.onlyTrusted());
    }

    @Bean
    ClientNames clientNames(HttpProperties properties) {
        return new ClientNames(properties.clientHeader());
    }

    @Bean
    EdgeLimits edgeLimits(
            HttpProperties properties, ErrorCounts errors, MeterRegistry meters, DressRehearsal rehearsal) {
        return new EdgeLimits(properties, errors, meters, rehearsal);
    }

    @Bean
    Answers answers(
            GraphqlService service,
            Fetcher fetcher,
            HttpProperties properties,
            MeterRegistry meters,
            DressRehearsal rehearsal) {
        return new Answers(
                new AnswerCache(properties.answerCache(), fetcher, meters),
                new CompiledOperations(service, fetcher, meters),
                service,
                fetcher,
                rehearsal);
    }

    /// The endpoint, for every method.
    @Bean
    @ConditionalOnWebApplication
    ServletRegistrationBean<GraphqlEndpoint> endpoint(
            Answers answers,
            Documents documents,
            EventStreams streams,
            WebSocketHttpRequestHandler sockets,
            ClientNames names,
            EdgeLimits limits,
            HttpProperties properties) {
        GraphqlEndpoint endpoint = new GraphqlEndpoint(answers, documents, streams, sockets, names, limits, properties);
        return new ServletRegistrationBean<>(endpoint, GraphqlEndpoint.PATH);
    }

    /// Lets other origins' pages ask, as far as the settings do. There are no cookies to protect, and so no
    /// credentials.
    @Bean
    CorsFilter crossOrigin(CorsProperties properties) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!properties.allowedOrigins().isEmpty()) {
            CorsConfiguration allowed = new CorsConfiguration();
            allowed.setAllowedOrigins(properties.allowedOrigins());
            allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "QUERY"));
            allowed.addAllowedHeader(CorsConfiguration.ALL);
            allowed.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER));
            allowed.setMaxAge(Duration.ofHours(1));
            source.registerCorsConfiguration("/graphql/**", allowed);
        }
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new CrossOriginRefusals());
        return filter;
    }

    /// The schema, unless it is not told.
    @Bean
    @ConditionalOnBooleanProperty(name = "dockgraph.limits.introspection", matchIfMissing = true)
    RouterFunction<ServerResponse> schema() throws IOException {
        SchemaEndpoint endpoint = new SchemaEndpoint();
        return RouterFunctions.route()
                .GET("/graphql/schema", endpoint::answer)
                .HEAD("/graphql/schema", endpoint::answer)
                .build();
    }
}
