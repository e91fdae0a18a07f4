package org.dockgraph.web;

import io.micrometer.observation.ObservationPredicate;
import java.io.IOException;
import java.util.List;
import org.dockgraph.graphql.DressRehearsal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Has the gateway warm before it is ready.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WarmUpConfiguration {

    /// Where only trusted documents are run, the examples are not.
    @Bean
    WarmUp warmUp(
            DressRehearsal rehearsal,
            DocumentsProperties documents,
            Environment settings,
            WebServerApplicationContext application)
            throws IOException {
        return new WarmUp(
                rehearsal,
                documents.onlyTrusted() ? List.of() : Examples.queries(),
                settings.getProperty("server.servlet.context-path", "") + "/graphql",
                application);
    }

    /// Nothing is observed of a request that is only rehearsed: neither meters nor traces have it.
    @Bean
    ObservationPredicate nothingRehearsed(DressRehearsal rehearsal) {
        return (_, _) -> !rehearsal.isOn();
    }
}
