package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import java.util.Map;
import org.dockgraph.Gateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InternalErrorIT {

    /// A bug in the field `agencies`.
    private static final class Bug extends SimplePerformantInstrumentation {
        @Override
        public DataFetcher<?> instrumentDataFetcher(
                DataFetcher<?> fetcher,
                InstrumentationFieldFetchParameters parameters,
                @Nullable InstrumentationState state) {
            return field -> {
                if (field.getField().getName().equals("agencies")) {
                    throw new IllegalStateException("secret of " + Bug.class.getName());
                }
                return fetcher.get(field);
            };
        }
    }

    @Test
    void aBugIsToldWithoutAWordOfWhatIsInsideAndTheRestIsDelivered() {
        try (Gateway gateway = Gateway.startWith(context -> context.registerBean(Instrumentation.class, Bug::new))) {
            JsonNode response =
                    gateway.response("{ agencies { totalCount } dockingEvent(id: 633) { ll2Id } }", Map.of());

            assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo("INTERNAL");
            assertThat(response.at("/errors/0/message").asString())
                    .contains(response.at("/errors/0/extensions/id").asString());
            assertThat(response.at("/errors/0/extensions/id").asString()).hasSize(36);
            assertThat(response.at("/errors/0/path/0").asString()).isEqualTo("agencies");
            assertThat(response.at("/data/agencies").isNull()).isTrue();
            assertThat(response.at("/data/dockingEvent/ll2Id").asInt()).isEqualTo(633);
            assertThat(response.toString()).doesNotContain("secret", "IllegalState", "org.dockgraph");
        }
    }
}
