package org.dockgraph.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockgraph.Gateway;
import org.dockgraph.compiled.CompiledOperations.Result;
import org.dockgraph.compiled.RandomOperations.Operation;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.GlobalId;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.RequestHead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/// Holds the answers that plans write to those that generic execution gives.
class CompiledOperationsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CURSOR = Pattern.compile("\"(?:cursor|endCursor)\":\"([^\"]+)\"");

    private static final String STAYS = "{ dockingEvents(first: 5) { nodes { ll2Id departure isDocked stay } } }";

    /// As many as the gateway remembers the documents of: others have no plan.
    private static final int OPERATIONS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aPlanWritesWhatExecutionGivesByteByByte(long seed) {
        try (Gateway gateway = gatewayThatHoldsAll()) {
            CompiledOperations operations = operations(gateway);
            RandomOperations random = random(gateway, seed);
            int answered = 0;
            for (int i = 0; i < OPERATIONS; i++) {
                Operation operation = random.next();
                String expected = executed(operation, gateway);
                answered += isWritten(operation, expected, gateway, operations) ? 1 : 0;
                Matcher cursors = CURSOR.matcher(expected);
                while (cursors.find()) {
                    random.use(cursors.group(1));
                }
            }
            assertThat(answered).as("operations that a plan has answered").isGreaterThan(OPERATIONS / 3);
        }
    }

    /// Plans copy what they have written of an entity before: until something else is held, or an event ends.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatAPlanCopiesIsWhatExecutionGives(long seed) {
        try (Gateway gateway = gatewayThatHoldsAll()) {
            Fetcher fetcher = gateway.bean(Fetcher.class);
            CompiledOperations operations = operations(gateway);
            RandomOperations random = random(gateway, seed);
            List<Operation> all = Stream.concat(
                            Stream.of(new Operation(STAYS, Map.of())),
                            Stream.generate(random::next).limit(OPERATIONS / 4))
                    .toList();
            for (int i = 0; i < 3; i++) { // for the first time, kept, copied
                assertWrittenAsExecuted(all, gateway, operations);
            }
            Instant before = gateway.clock().instant();
            gateway.replica().script().add("in 10m undock 900");
            gateway.refreshAll();
            long version = fetcher.version();
            for (int i = 0; i < 3; i++) {
                assertWrittenAsExecuted(all, gateway, operations);
            }
            gateway.clock().advance(Duration.ofMinutes(11));
            assertWrittenAsExecuted(all, gateway, operations);
            assertWrittenAsExecuted(all, gateway, operations);
            gateway.clock().set(before);
            assertWrittenAsExecuted(all, gateway, operations);
            assertThat(fetcher.version()).as("only time has passed").isEqualTo(version);
        }
    }

    private static Gateway gatewayThatHoldsAll() {
        Gateway gateway = Gateway.start();
        gateway.refreshAll();
        return gateway;
    }

    private static CompiledOperations operations(Gateway gateway) {
        return new CompiledOperations(gateway.service(), gateway.bean(Fetcher.class), new SimpleMeterRegistry());
    }

    private static RandomOperations random(Gateway gateway, long seed) {
        GraphQLSchema schema = gateway.bean(GraphQlSource.class).schema();
        return new RandomOperations(schema, seed, ids(gateway.bean(Fetcher.class)));
    }

    private static void assertWrittenAsExecuted(List<Operation> all, Gateway gateway, CompiledOperations operations) {
        long answered = all.stream()
                .filter(operation -> isWritten(operation, executed(operation, gateway), gateway, operations))
                .count();
        assertThat(answered).as("operations that a plan has answered").isGreaterThan(all.size() / 3);
    }

    private static String executed(Operation operation, Gateway gateway) {
        Question question = question(operation.document(), operation.variables());
        return JSON.writeValueAsString(
                Objects.requireNonNull(gateway.service().answer(question)).body());
    }

    /// Whether a plan writes the answer, which is then the same to the byte.
    private static boolean isWritten(
            Operation operation, String expected, Gateway gateway, CompiledOperations operations) {
        Question question = question(operation.document(), operation.variables());
        if (operations.answer(question) instanceof Result.Answered written) {
            assertThat(new String(written.answer().json(), StandardCharsets.UTF_8))
                    .as("%s%nwith %s", operation.document(), operation.variables())
                    .isEqualTo(expected);
            return true;
        }
        if (gateway.service().known(question) != null) {
            assertThat(expected)
                    .as("without errors, yet not written: %s%nwith %s", operation.document(), operation.variables())
                    .contains("\"errors\"");
        }
        return false;
    }

    private static Map<String, List<String>> ids(Fetcher fetcher) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            List<EntityRef> some = fetcher.holdings().all(kind).values().stream()
                    .limit(20)
                    .map(held -> held.entity().ref())
                    .toList();
            ids.put(
                    kind.typeName(),
                    Stream.concat(
                                    some.stream().map(ref -> String.valueOf(ref.id())),
                                    some.stream().map(GlobalId::of))
                            .toList());
        }
        List<String> global = ids.values().stream()
                .flatMap(List::stream)
                .filter(id -> !Character.isDigit(id.charAt(0)))
                .toList();
        ids.put("Node", global);
        ids.put("ids", global);
        return ids;
    }

    private static Question question(String document, Map<String, @Nullable Object> variables) {
        return new Question(
                Gateway.SOMEBODY,
                RequestHead.of(URI.create("http://localhost/graphql"), new HttpHeaders()),
                document,
                null,
                variables,
                Map.of());
    }
}
