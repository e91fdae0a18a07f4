package org.dockgraph.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.dockgraph.graphql.GraphqlService;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Where the playground and the schema are found.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DocumentsProperties.class)
class WebConfiguration implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addViewController("/graphiql").setViewName("forward:/graphiql/index.html");
        pages.addRedirectViewController("/graphiql/", "/graphiql");
        pages.addRedirectViewController("/", "/graphiql");
        // The library that brings GraphiQL's files has a page of its own beside them, without our examples.
        pages.addRedirectViewController("/graphql-ui/", "/graphiql");
        pages.addRedirectViewController("/graphql-ui/index.html", "/graphiql");
    }

    /// Shows the playground to a person who opens the endpoint's address in a browser.
    @Bean
    @Order(-1) // before Spring's own route of the endpoint
    RouterFunction<ServerResponse> endpointInBrowser() {
        return RouterFunctions.route(
                RequestPredicates.GET("/graphql").and(WebConfiguration::asksForPage),
                request -> ServerResponse.temporaryRedirect(
                                URI.create(request.requestPath().contextPath().value() + "/graphiql"))
                        .build());
    }

    private static boolean asksForPage(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT).stream().anyMatch(accept -> accept.contains("text/html"));
    }

    @Bean
    @ConditionalOnWebApplication
    Documents documents(DocumentsProperties settings, GraphqlService service) {
        return new Documents(TrustedDocuments.of(settings, service::problems), settings.onlyTrusted());
    }

    /// The endpoint, for every method.
    @Bean
    @ConditionalOnWebApplication
    @Order(0) // before Spring's own route, which knows POST only
    RouterFunction<ServerResponse> endpoint(GraphqlService service, Documents documents) {
        GraphqlEndpoint endpoint = new GraphqlEndpoint(service, documents);
        return RouterFunctions.route(RequestPredicates.path("/graphql"), endpoint::answer);
    }

    /// The schema as it is written, with its comments and in its order.
    @Bean
    RouterFunction<ServerResponse> schema() {
        return RouterFunctions.route()
                .GET(
                        "/graphql/schema",
                        _ -> ServerResponse.ok()
                                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                                .body(new ClassPathResource("graphql/schema.graphqls")))
                .build();
    }
}
