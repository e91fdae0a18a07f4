package org.dockgraph.web;

import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// The playground, and the ways that lead a person to it. No other files are served.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "dockgraph.playground.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PlaygroundProperties.class)
class PlaygroundConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler("/graphiql/**").addResourceLocations("classpath:/static/graphiql/");
        files.addResourceHandler("/graphql-ui/**").addResourceLocations("classpath:/META-INF/resources/graphql-ui/");
    }

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
    @Order(-1) // before the endpoint's own route
    RouterFunction<ServerResponse> endpointInBrowser() {
        return RouterFunctions.route(
                RequestPredicates.GET("/graphql").and(PlaygroundConfiguration::asksForPage),
                request -> ServerResponse.temporaryRedirect(
                                URI.create(request.requestPath().contextPath().value() + "/graphiql"))
                        .varyBy(HttpHeaders.ACCEPT)
                        .build());
    }

    private static boolean asksForPage(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT).stream().anyMatch(accept -> accept.contains("text/html"));
    }
}
