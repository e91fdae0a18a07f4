package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dockgraph.Gateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainValuesIT {

    private static final String QUERY = """
            {
              dockingEvents(first: 50) {
                totalCount
                nodes { spaceStation { name } flightVehicle { spacecraft { spacecraftConfig { agency { administrator } } } } }
              }
              dockingEvent(id: "633") { docking }
              spacecraftConfigs { nodes { name } }
            }
            """;

    /// Notes the fields that gave a future.
    private static final class Futures extends SimplePerformantInstrumentation {

        private final Queue<String> fields = new ConcurrentLinkedQueue<>();

        @Override
        public DataFetcher<?> instrumentDataFetcher(
                DataFetcher<?> fetcher,
                InstrumentationFieldFetchParameters parameters,
                @Nullable InstrumentationState state) {
            return field -> {
                Object value = fetcher.get(field);
                if (value instanceof CompletionStage<?>) {
                    fields.add(field.getField().getName());
                }
                return value;
            };
        }
    }

    @Test
    void whatIsHeldIsGivenWithoutAFuture() {
        Futures futures = new Futures();
        try (Gateway gateway =
                Gateway.startWith(context -> context.registerBean(Instrumentation.class, () -> futures))) {
            gateway.ask(QUERY).errors().verify();
            assertThat(futures.fields).contains("dockingEvents", "spacecraftConfigs");
            futures.fields.clear();

            gateway.ask(QUERY).errors().verify();

            assertThat(futures.fields).isEmpty();
        }
    }
}
