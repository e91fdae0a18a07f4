package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The protocol `graphql-transport-ws` as a client sees it, message by message.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphqlSocketIT {

    private static final String CHANGES = "subscription { dockingEventChanged { kind } }";
    private static final String CORRECTION = "{\"data\":{\"dockingEventChanged\":{\"kind\":\"CORRECTION\"}}}";

    private final LiveGateway gateway = new LiveGateway(
            "--dockgraph.cors.allowed-origins=https://docks.example", "--dockgraph.subscriptions.keep-alive=1h");

    @AfterAll
    void close() {
        gateway.close();
    }

    private SocketClient opened() {
        return SocketClient.opened(gateway.endpoint("ws"));
    }

    private static String subscribe(String id, String document) {
        return "{\"id\":\"" + id + "\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + document + "\"}}";
    }

    private static String complete(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"complete\"}";
    }

    private static String next(String id, String response) {
        return "{\"id\":\"" + id + "\",\"type\":\"next\",\"payload\":" + response + "}";
    }

    /// Begins a subscription. Messages are taken in their order, so that it listens once a later one is answered.
    private void follow(SocketClient client, String id) {
        client.say(subscribe(id, CHANGES));
        client.say("{\"type\":\"ping\",\"payload\":{\"after\":\"" + id + "\"}}");
        assertThat(client.hear()).isEqualTo("{\"type\":\"pong\",\"payload\":{\"after\":\"" + id + "\"}}");
    }

    @Test
    void aQueryHasOneResponse() {
        try (SocketClient client = opened()) {
            client.say(subscribe("1", "{ __typename }"));

            assertThat(client.hear()).isEqualTo(next("1", "{\"data\":{\"__typename\":\"Query\"}}"));
            assertThat(client.hear()).isEqualTo(complete("1"));
        }
    }

    @Test
    void anIdMayBeUsedAgainOnceItsOperationHasEnded() {
        try (SocketClient client = opened()) {
            for (int i = 0; i < 3; i++) {
                client.say(subscribe("1", "{ __typename }"));

                assertThat(client.hear()).isEqualTo(next("1", "{\"data\":{\"__typename\":\"Query\"}}"));
                assertThat(client.hear()).isEqualTo(complete("1"));
            }
        }
    }

    @Test
    void whatCannotBeRunIsAnErrorAndHarmsNothingElse() {
        try (SocketClient client = opened()) {
            client.say(subscribe("1", "{ nonsense }"));

            assertThat(client.hear())
                    .startsWith("{\"id\":\"1\",\"type\":\"error\",\"payload\":[{\"message\":")
                    .contains("\"code\":\"GRAPHQL_VALIDATION_FAILED\"");
            client.say(subscribe("1", "{ __typename }"));
            assertThat(client.hear()).isEqualTo(next("1", "{\"data\":{\"__typename\":\"Query\"}}"));
        }
    }

    @Test
    void anErrorOfAFieldComesWithTheData() {
        try (SocketClient client = opened()) {
            client.say(subscribe("1", "{ dockingEvent(id: 9999) { ll2Id } }"));

            assertThat(client.hear())
                    .startsWith("{\"id\":\"1\",\"type\":\"next\"")
                    .contains("NOT_FOUND", "\"data\":{\"dockingEvent\":null}");
            assertThat(client.hear()).isEqualTo(complete("1"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"type":"ping"}                           | {"type":"pong"}
            {"type":"ping","payload":null}            | {"type":"pong"}
            {"type":"ping","payload":{"at":[1]}}      | {"type":"pong","payload":{"at":[1]}}
            """)
    void aPingIsAnsweredAlsoBeforeTheConnectionIsOpened(String ping, String pong) {
        try (SocketClient client = new SocketClient(gateway.endpoint("ws"))) {
            client.say("{\"type\":\"pong\"}").say(ping);

            assertThat(client.hear()).isEqualTo(pong);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            nonsense                                                         | a message must be a JSON object
            {"type":"ping"} {}                                               | a message must be a JSON object
            {"type":"ping","type":"pong"}                                    | a message must be a JSON object
            []                                                               | type must be one that clients send, such as "subscribe"
            {"type":"start"}                                                 | type must be one that clients send, such as "subscribe"
            {"type":"connection_ack"}                                        | type must be one that clients send, such as "subscribe"
            {"type":7}                                                       | type must be one that clients send, such as "subscribe"
            {"type":"ping","payload":"x"}                                    | the payload of ping must be an object, null or left out
            {"type":"connection_init","payload":[]}                          | the payload of connection_init must be an object, null or left out
            {"type":"complete"}                                              | the id of complete must be a text that is not empty
            {"type":"complete","id":""}                                      | the id of complete must be a text that is not empty
            {"type":"subscribe","id":1,"payload":{"query":"{a}"}}            | the id of subscribe must be a text that is not empty
            {"type":"subscribe","id":"1"}                                    | in the payload of subscribe: The body is missing, but must be a JSON object with a query. Send one oper…
            {"type":"subscribe","id":"1","payload":{"query":1}}              | in the payload of subscribe: query is a number, but must be text, null or left out.
            """)
    void aMessageThatTheProtocolDoesNotKnowClosesTheSocket(String message, String why) {
        try (SocketClient client = opened()) {
            client.say(message);

            assertThat(client.hear()).isEqualTo("4400 Invalid message: " + why);
        }
    }

    @Test
    void whoSubscribesBeforeTheConnectionIsOpenedIsUnauthorized() {
        try (SocketClient client = new SocketClient(gateway.endpoint("ws"))) {
            client.say(subscribe("1", "{ __typename }"));

            assertThat(client.hear()).isEqualTo("4401 Unauthorized");
        }
    }

    @Test
    void theConnectionIsOpenedOnlyOnce() {
        try (SocketClient client = opened()) {
            client.say("{\"type\":\"connection_init\"}");

            assertThat(client.hear()).isEqualTo("4429 Too many initialisation requests");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graphql-ws", "chat"})
    void noOtherProtocolIsSpoken(String protocol) {
        String[] protocols = protocol.isEmpty() ? new String[0] : new String[] {protocol};
        try (SocketClient client = new SocketClient(gateway.endpoint("ws"), protocols)) {
            assertThat(client.hear()).isEqualTo("4406 Subprotocol not acceptable");
        }
    }

    @Test
    void anIdThatIsUnderWayIsNotGivenAgain() {
        try (SocketClient client = opened()) {
            follow(client, "a");
            client.say(subscribe("a", CHANGES));

            assertThat(client.hear()).isEqualTo("4409 Subscriber for a already exists");
        }
    }

    @Test
    void aBinaryMessageClosesTheSocket() {
        try (SocketClient client = opened()) {
            client.sayInBytes("{\"type\":\"ping\"}");

            assertThat(client.hear()).isEqualTo("1003 Binary messages not supported");
        }
    }

    @Test
    void aMessageMayHave64KibibytesAndNoMore() {
        String ping = "{\"type\":\"ping\",\"payload\":{\"é\":\"%s\"}}";
        int rest = 64 * 1024 - ping.length() + 1; // é is two bytes for one character, %s is replaced
        try (SocketClient client = opened()) {
            client.say(ping.formatted("x".repeat(rest)));
            assertThat(client.hear()).hasSize(64 * 1024 - 1);

            client.say(ping.formatted("x".repeat(rest + 1)));
            assertThat(client.hear()).isEqualTo("1009 Message too large");
        }
    }

    @Test
    void aChangeIsToldToAllWhoListen() {
        gateway.change(1);
        try (SocketClient one = opened();
                SocketClient other = opened()) {
            follow(one, "a");
            follow(one, "b");
            follow(other, "c");

            gateway.change(1);

            assertThat(one.hear()).isIn(next("a", CORRECTION), next("b", CORRECTION));
            assertThat(one.hear()).isIn(next("a", CORRECTION), next("b", CORRECTION));
            assertThat(other.hear()).isEqualTo(next("c", CORRECTION));
        }
    }

    @Test
    void nothingIsSentForAnOperationThatTheClientHasEnded() {
        gateway.change(1);
        try (SocketClient client = opened()) {
            follow(client, "a");
            follow(client, "b");
            client.say(complete("a")).say("{\"type\":\"ping\"}");
            assertThat(client.hear()).isEqualTo("{\"type\":\"pong\"}");

            gateway.change(1);
            gateway.change(1);

            assertThat(client.hear()).isEqualTo(next("b", CORRECTION));
            assertThat(client.hear()).isEqualTo(next("b", CORRECTION));
            follow(client, "a");
        }
    }

    @Test
    void the33rdOperationOfASocketIsRefusedUntilOneHasEnded() {
        try (SocketClient client = opened()) {
            for (int i = 1; i <= 32; i++) {
                follow(client, "s" + i);
            }

            client.say(subscribe("more", "{ __typename }"));
            assertThat(client.hear()).isEqualTo("""
                    {"id":"more","type":"error","payload":[{"message":"There are 32 operations under way on this socket,\
                     as many as may be. Complete one, or open another socket.","extensions":{"code":"OVERLOADED"}}]}""");

            client.say(complete("s7")).say(subscribe("more", "{ __typename }"));
            assertThat(client.hear()).isEqualTo(next("more", "{\"data\":{\"__typename\":\"Query\"}}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://docks.example", "http://localhost:{port}"})
    void aPageOfAnAllowedOriginMayConnect(String origin) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .header("Origin", origin.replace("{port}", String.valueOf(gateway.port())))
                    .subprotocols("graphql-transport-ws")
                    .buildAsync(gateway.endpoint("ws"), new WebSocket.Listener() {})
                    .join();

            assertThat(socket.getSubprotocol()).isEqualTo("graphql-transport-ws");
            socket.abort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "http://localhost:1", "null"})
    void aPageOfAnotherOriginMayNot(String origin) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> http.newWebSocketBuilder()
                            .header("Origin", origin)
                            .subprotocols("graphql-transport-ws")
                            .buildAsync(gateway.endpoint("ws"), new WebSocket.Listener() {})
                            .join())
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> assertThat(refused.getResponse().statusCode())
                                    .isEqualTo(403));
        }
    }
}
