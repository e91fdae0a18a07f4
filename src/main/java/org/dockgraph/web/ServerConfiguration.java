package org.dockgraph.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// What the server does for every request, whether it comes as far as the gateway or not.
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> server() {
        return server -> {
            server.addConnectorCustomizers(connector -> {
                // Nobody sends either, and their bytes are not those of a body, whose time is looked at.
                connector.setProperty("maxExtensionSize", "0");
                connector.setProperty("maxTrailerSize", "16"); // with 0 there could be no chunks
            });
            server.addContextCustomizers(context -> {
                StandardHost host = (StandardHost) context.getParent();
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new SecurityHeaders());
                host.getPipeline().addValve(new ServerErrors());
            });
        };
    }
}
