package org.dockgraph.graphql;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.SourceStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlInterceptor;

/// Puts the edge together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LimitProperties.class, QueryProperties.class})
class GraphqlConfiguration {

    @Bean
    EntityLoaders entityLoaders(BatchLoaderRegistry registry, MeterRegistry meters) {
        return new EntityLoaders(registry, meters);
    }

    @Bean
    RequestViews requestViews(Fetcher fetcher, QueryProperties properties) {
        return new RequestViews(fetcher, properties.deadline());
    }

    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> Scalars.all().forEach(wiring::scalar);
    }

    @Bean
    EntityFields entityFields(RequestViews views) {
        return new EntityFields(views);
    }

    @Bean
    DockingEventConnections dockingEventConnections(RequestViews views) {
        return new DockingEventConnections(views);
    }

    @Bean
    DockingEventChanges dockingEventChanges(
            Fetcher fetcher, RequestViews views, MeterRegistry meters, ErrorCounts errors) {
        return new DockingEventChanges(fetcher, views, new SubscriptionMeters(meters, errors));
    }

    @Bean
    TableConnections tableConnections(RequestViews views) {
        return new TableConnections(views);
    }

    @Bean
    Lookups lookups(RequestViews views) {
        return new Lookups(views);
    }

    @Bean
    Subgraph subgraph(LimitProperties limits) throws IOException {
        return new Subgraph(
                new ClassPathResource("graphql/schema.graphqls").getContentAsString(StandardCharsets.UTF_8),
                limits.introspection());
    }

    @Bean
    RuntimeWiringConfigurer upstreamStatus(Fetcher fetcher) {
        return wiring -> wiring.type(
                "Query",
                type -> type.dataFetcher("upstream", Resolver.reading(SourceStatus.class, field -> {
                    if (field.getGraphQlContext().get(Lifetime.class) instanceof Lifetime lifetime) {
                        lifetime.end();
                    }
                    return fetcher.status();
                })));
    }

    @Bean
    RequestHeaders requestHeaders(Fetcher fetcher) {
        return new RequestHeaders(new Explain(fetcher));
    }

    /// Observations ask it whether it is on, and the fetcher needs them: so it takes the fetcher when it is.
    @Bean
    DressRehearsal dressRehearsal(ObjectProvider<Fetcher> fetcher) {
        return new DressRehearsal(fetcher::getObject);
    }

    @Bean
    Reporting reporting(Fetcher fetcher) {
        return new Reporting(fetcher);
    }

    @Bean
    GraphqlService graphqlService(
            ExecutionGraphQlService service,
            ObjectProvider<WebGraphQlInterceptor> interceptors,
            GraphQlSource source,
            LimitChecks limits,
            ErrorCounts errors,
            Fetcher fetcher,
            ParsedDocuments documents,
            RequestViews views,
            OperationWatch watch) {
        WebGraphQlHandler handler = WebGraphQlHandler.builder(service)
                .interceptors(interceptors.orderedStream().toList())
                .build();
        return new GraphqlService(handler, source.schema(), limits, errors, fetcher, documents, views, watch);
    }

    @Bean
    LoaderChaining loaderChaining() {
        return new LoaderChaining();
    }

    @Bean
    LargeOperations largeOperations() {
        return new LargeOperations();
    }

    @Bean
    LimitChecks limitChecks(LimitProperties properties, MeterRegistry meters, DressRehearsal rehearsal) {
        return new LimitChecks(properties, new Limits(properties, meters, rehearsal::isOn));
    }

    @Bean
    ParsedDocuments parsedDocuments(MeterRegistry meters) {
        return new ParsedDocuments(meters);
    }

    @Bean
    GraphQlSourceBuilderCustomizer parsedOnce(ParsedDocuments documents) {
        return source -> source.configureGraphQl(graphql -> graphql.preparsedDocumentProvider(documents));
    }

    @Bean
    @Order(-2)
    ErrorCoding errorCoding(LimitProperties properties) {
        return new ErrorCoding(properties);
    }

    @Bean
    ErrorCounts errorCounts(MeterRegistry meters) {
        return new ErrorCounts(meters);
    }

    /// Sees errors once they have their codes, and operations before they are found to be beyond a limit.
    @Bean
    @Order(-1)
    OperationWatch operationWatch(
            ObservationRegistry observations, MeterRegistry meters, ErrorCounts errors, QueryProperties properties) {
        OperationNames names = new OperationNames(
                Ticker.systemTicker(),
                name -> meters.find(OperationWatch.METER)
                        .tag("name", name)
                        .meters()
                        .forEach(meters::remove));
        return new OperationWatch(observations, names, errors, properties.slow());
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
