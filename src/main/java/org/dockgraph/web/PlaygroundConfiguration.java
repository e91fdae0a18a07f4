package org.dockgraph.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

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
    FilterRegistrationBean<HttpFilter> endpointInBrowser() {
        FilterRegistrationBean<HttpFilter> filter = new FilterRegistrationBean<>(new ToPlayground());
        filter.addUrlPatterns(GraphqlEndpoint.PATH);
        return filter;
    }

    private static final class ToPlayground extends HttpFilter {

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
                throws IOException, ServletException {
            if (!request.getMethod().equals("GET") || !asksForPage(request)) {
                rest.doFilter(request, response);
                return;
            }
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/graphiql");
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }

        private static boolean asksForPage(HttpServletRequest request) {
            return Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
                    .anyMatch(accept -> accept.contains("text/html"));
        }
    }
}
