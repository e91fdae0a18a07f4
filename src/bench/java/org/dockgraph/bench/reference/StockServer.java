package org.dockgraph.bench.reference;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dockgraph.replica.ReplicaDataset;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Controller;

/// Spring GraphQL as its documentation shows it, over the same data in memory: annotated controllers, records, and
/// nothing else that would take time, such as meters.
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    GraphQlAutoConfiguration.class,
    GraphQlWebMvcAutoConfiguration.class
})
class StockServer {

    /// Serves a data set.
    ///
    /// @param arguments the address that links lead to, a data set's file or `bundled`, then settings of the server
    public static void main(String... arguments) {
        ReplicaDataset data =
                arguments[1].equals("bundled") ? ReplicaDataset.bundled() : ReplicaDataset.read(Path.of(arguments[1]));
        SpringApplication application = new SpringApplication(StockServer.class);
        // Of the gateway's settings none, and of its schemas neither.
        application.setDefaultProperties(Map.of(
                "spring.config.name", "stock",
                "spring.graphql.schema.locations", "classpath:stock/",
                "spring.threads.virtual.enabled", "true"));
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(Queries.class, () -> new Queries(StockEvent.all(data, arguments[0]))));
        application.run(arguments);
    }

    /// The roots. A gateway that runs beside these classes must not find them by itself.
    @Controller
    @Profile("stock")
    static final class Queries {

        private final List<StockEvent> events;
        private final Map<Integer, StockEvent> byId;

        /// @param events the newest first
        Queries(List<StockEvent> events) {
            this.events = events;
            this.byId = events.stream().collect(Collectors.toUnmodifiableMap(StockEvent::ll2Id, event -> event));
        }

        record Page(List<StockEvent> nodes) {}

        record TimeFilter(@Nullable Instant lte) {}

        record IdFilter(@Nullable Integer eq) {}

        record Filter(
                @Nullable TimeFilter docking, @Nullable IdFilter agency) {

            boolean matches(StockEvent event) {
                return (docking == null
                                || docking.lte == null
                                || !event.docking().isAfter(docking.lte))
                        && (agency == null
                                || agency.eq == null
                                || agency.eq
                                        == event.flightVehicle()
                                                .spacecraft()
                                                .spacecraftConfig()
                                                .agency()
                                                .ll2Id());
            }
        }

        @QueryMapping
        Page dockingEvents(@Argument int first, @Argument Filter filter) {
            return new Page(events.stream().filter(filter::matches).limit(first).toList());
        }

        @QueryMapping
        @Nullable
        StockEvent dockingEvent(@Argument int id) {
            return byId.get(id);
        }
    }

    @Bean
    RuntimeWiringConfigurer scalars() {
        GraphQLScalarType dateTime = GraphQLScalarType.newScalar()
                .name("DateTime")
                .coercing(new Moments())
                .build();
        return wiring -> wiring.scalar(dateTime);
    }

    private static final class Moments implements Coercing<Instant, String> {

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }

        @Override
        public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
            return Instant.parse((String) input);
        }

        @Override
        public Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return Instant.parse(((StringValue) input).getValue());
        }
    }
}
