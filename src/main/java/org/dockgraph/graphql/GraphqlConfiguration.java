package org.dockgraph.graphql;

import org.dockgraph.fetch.Fetcher;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/// Puts the edge together.
@Configuration(proxyBeanMethods = false)
class GraphqlConfiguration {

    @Bean
    EntityLoaders entityLoaders(BatchLoaderRegistry registry, Fetcher fetcher) {
        return new EntityLoaders(registry, fetcher);
    }

    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> Scalars.all().forEach(wiring::scalar);
    }

    @Bean
    EntityFields entityFields(Fetcher fetcher) {
        return new EntityFields(fetcher);
    }

    @Bean
    DockingEventConnections dockingEventConnections(Fetcher fetcher) {
        return new DockingEventConnections(fetcher);
    }

    @Bean
    TableConnections tableConnections(Fetcher fetcher) {
        return new TableConnections(fetcher);
    }

    @Bean
    Lookups lookups(Fetcher fetcher) {
        return new Lookups(fetcher);
    }

    @Bean
    RuntimeWiringConfigurer upstreamStatus(Fetcher fetcher) {
        return wiring -> wiring.type(
                "Query",
                type -> type.dataFetcher(
                        "upstream",
                        Resolver.reading(
                                UpstreamStatus.class,
                                _ -> new UpstreamStatus(fetcher.source(), fetcher.lastSuccessAt()))));
    }

    @Bean
    LoaderChaining loaderChaining() {
        return new LoaderChaining();
    }

    @Bean
    ErrorCoding errorCoding() {
        return new ErrorCoding();
    }

    @Bean
    FailureResolver failureResolver() {
        return new FailureResolver();
    }

    /// Fails the start if a field or argument of the schema has nothing that resolves it.
    @Bean
    GraphQlSourceBuilderCustomizer schemaInspection() {
        return source -> source.inspectSchemaMappings(SchemaInspection::requireNothingUnmapped);
    }
}
