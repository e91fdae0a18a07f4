package org.dockgraph.web;

import java.io.IOException;
import java.net.URI;
import org.dockgraph.graphql.GraphqlService;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Where the playground and the schema are found.
@Configuration(proxyBeanMethods = false)
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
    Documents documents() {
        return new Documents();
    }

    /// The endpoint, for every method.
    @Bean
    @ConditionalOnWebApplication
    @Order(0) // before Spring's own route, which knows POST only
    RouterFunction<ServerResponse> endpoint(GraphqlService service, Documents documents) {
        GraphqlEndpoint endpoint = new GraphqlEndpoint(service, documents);
        return RouterFunctions.route(RequestPredicates.path("/graphql"), endpoint::answer);
    }

    @Bean
    RouterFunction<ServerResponse> schema() throws IOException {
        SchemaEndpoint endpoint = new SchemaEndpoint();
        return RouterFunctions.route()
                .GET("/graphql/schema", endpoint::answer)
                .HEAD("/graphql/schema", endpoint::answer)
                .build();
    }
}
