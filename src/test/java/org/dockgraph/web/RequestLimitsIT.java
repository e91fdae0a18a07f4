package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How much a request may be and what it must look like, byte for byte. Whatever comes, the answer is GraphQL, and no
/// failure of the gateway.
class RequestLimitsIT {

    private static final int BODY_LIMIT = 256 * 1024;
    private static final int ADDRESS_LIMIT = 8 * 1024;
    private static final String JSON = "Content-Type: application/json";
    private static final String QUESTION = "{\"query\": \"{ __typename }\"}";
    private static final String ANSWER = "{\"data\":{\"__typename\":\"Query\"}}";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.serving();
    }

    @AfterAll
    static void end() {
        gateway.close();
    }

    @Test
    void aBodyOfTheLongestLengthIsTaken() throws Exception {
        RawAnswer answer = post(List.of(JSON), QUESTION + " ".repeat(BODY_LIMIT - QUESTION.length()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ANSWER);
    }

    @Test
    void aLongerBodyIsRefusedBeforeItIsSent() throws Exception {
        RawAnswer answer = answer(head("POST", "/graphql", List.of(JSON, "Content-Length: " + (BODY_LIMIT + 1))));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("262145 bytes", "262144", "DOCUMENT_TOO_LARGE");
    }

    @Test
    void aLongerBodyThatDoesNotTellItsLengthIsRefusedToo() throws Exception {
        String body = QUESTION + " ".repeat(BODY_LIMIT);

        RawAnswer answer = answer(head("POST", "/graphql", List.of(JSON, "Transfer-Encoding: chunked"))
                + Integer.toHexString(body.length())
                + "\r\n"
                + body);

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aBodyInChunksIsTaken() throws Exception {
        String chunks = Integer.toHexString(QUESTION.length()) + "\r\n" + QUESTION + "\r\n0\r\n\r\n";

        RawAnswer answer = answer(head("POST", "/graphql", List.of(JSON, "Transfer-Encoding: chunked")) + chunks);

        assertThat(answer.body()).isEqualTo(ANSWER);
    }

    @Test
    void aPackedBodyIsRefused() throws Exception {
        RawAnswer answer = post(List.of(JSON, "Content-Encoding: gzip"), QUESTION);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.head()).contains("\r\nAccept-Encoding: identity\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080"})
    void aBodyThatIsNotInUtf8IsRefused(String bytes) throws Exception {
        RawAnswer answer = post(List.of(JSON), "{\"query\": \"{ __typename } # " + bytes + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The body is not in UTF-8, as JSON has to be.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-32LE"})
    void nobodyGuessesAnotherEncoding(String encoding) throws Exception {
        String bytes = new String(QUESTION.getBytes(Charset.forName(encoding)), StandardCharsets.ISO_8859_1);

        assertThat(post(List.of(JSON), bytes).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%7", "%zz", "%ff", "%c0%af", "%ed%a0%80"})
    void parametersThatAreNotEncodedAreRefused(String value) throws Exception {
        RawAnswer answer = answer(head("GET", "/graphql?query=" + value, List.of()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The parameters of the address are not percent-encoded UTF-8.");
    }

    @Test
    void parametersMayHave8KiB() throws Exception {
        String parameters = "query=%7B__typename%7D&x=";
        String longest = parameters + "x".repeat(ADDRESS_LIMIT - parameters.length());

        assertThat(answer(head("GET", "/graphql?" + longest, List.of())).body()).isEqualTo(ANSWER);

        RawAnswer tooLong = answer(head("GET", "/graphql?" + longest + "x", List.of()));
        assertThat(tooLong.status()).isEqualTo(414);
        assertThat(tooLong.body()).contains("8193", "8192", "POST");
    }

    @Test
    void aRequestMayHave100Headers() throws Exception {
        List<String> headers =
                IntStream.range(0, 98).mapToObj(i -> "X-" + i + ": x").toList(); // and Host and Connection

        assertThat(answer(head("GET", "/graphql?query=%7B__typename%7D", headers))
                        .body())
                .isEqualTo(ANSWER);

        List<String> oneMore =
                IntStream.range(0, 99).mapToObj(i -> "X-" + i + ": x").toList();
        assertRefused(answer(head("GET", "/graphql?query=%7B__typename%7D", oneMore)), 400);
    }

    @Test
    void headersMayHave16KiB() throws Exception {
        assertThat(answer(head("GET", "/graphql?query=%7B__typename%7D", List.of("X: " + "x".repeat(15 * 1024))))
                        .body())
                .isEqualTo(ANSWER);
        assertRefused(
                answer(head("GET", "/graphql?query=%7B__typename%7D", List.of("X: " + "x".repeat(16 * 1024)))), 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /graph%zzql       | 400
            GET    | /graph%ffql       | 400
            GET    | /graphql%00       | 400
            GET    | /graphql?query={} | 400
            GET    | /graphql/..;/x    | 404
            GET    | /..;/graphql      | 400
            GET    | //graphql         | 400
            GET    | /graphql\\        | 400
            GET    | /graphql%0d%0aX:y | 404
            GET    | /a%2fb            | 400
            GET    | /../etc/passwd    | 400
            GET    | /nothing          | 404
            GET    | /error            | 404
            TRACE  | /graphql          | 405
            TRACE  | /graphiql         | 405
            DELETE | /graphiql         | 405
            CONNECT | localhost:1      | 400
            G(T    | /graphql          | 400
            """)
    void whatLeadsNowhereIsRefusedAsGraphql(String method, String target, int status) throws Exception {
        assertRefused(answer(head(method, target, List.of())), status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /graphql HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /graphql HTTP/1.1\r\n\r\n",
                "GET /graphql HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /graphql HTTP/1.1\r\nHost: localhost\r\nX Y: z\r\n\r\n",
                "GET /graphql HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n1234",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3, 3\r\n\r\n123",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: +3\r\n\r\n123",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /graphql HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "GET /graphql HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
                "GET http://other/graphql HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /graphql?query={__typename}\r\n\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1;x\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n"
            })
    void whatIsNoHttpIsRefusedAsGraphql(String bytes) throws Exception {
        assertRefused(answer(bytes), 400);
    }

    /// As RFC 9112 has it in section 6.3: the length does not count, and the connection is closed.
    @Test
    void aBodyWithTwoEndsEndsWithItsLastChunkAndNothingBehindItIsARequest() throws Exception {
        String chunks = Integer.toHexString(QUESTION.length()) + "\r\n" + QUESTION + "\r\n0\r\n\r\n";

        RawAnswer answer = answer("POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + JSON
                + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
                + "GET /graphql/schema HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer.body()).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, application/x-www-form-urlencoded, 415",
        "POST, multipart/form-data, 415",
        "POST, multipart/form-data; boundary=x, 415",
        "POST, text/plain, 415",
        "QUERY, application/x-www-form-urlencoded, 415",
        "PUT, application/x-www-form-urlencoded, 405",
        "PATCH, multipart/form-data, 405",
        "DELETE, application/x-www-form-urlencoded, 405"
    })
    void nothingButJsonIsTakenApart(String method, String type, int status) throws Exception {
        RawAnswer answer =
                answer(head(method, "/graphql", List.of("Content-Type: " + type, "Content-Length: 3")) + "%zz");

        assertRefused(answer, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-None-Match: \"\"\",,", "Accept-Encoding: ;;,", "Origin: %%%", "Cookie: =;,="})
    void headersThatMakeNoSenseAreAsIfTheyWereNotThere(String header) throws Exception {
        assertThat(answer(head("GET", "/graphql?query=%7B__typename%7D", List.of(header)))
                        .body())
                .isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql?query=%7B__typename%7D", "/graphiql", "/graphql/schema", "/nothing", "/%zz"})
    void everyAnswerTellsBrowsersWhatTheyMustNotDo(String target) throws Exception {
        assertThat(answer(head("GET", target, List.of())).head())
                .contains(
                        "\r\nContent-Security-Policy: default-src 'none'; ",
                        "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
                        "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
                        "\r\nReferrer-Policy: no-referrer\r\n",
                        "\r\nX-Content-Type-Options: nosniff\r\n",
                        "\r\nX-Frame-Options: DENY\r\n");
    }

    private static void assertRefused(RawAnswer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"errors\":[{\"message\":\"").endsWith("\"BAD_USER_INPUT\"}}]}");
    }

    private static String head(String method, String target, List<String> headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + headers.stream().map(header -> header + "\r\n").collect(Collectors.joining())
                + "\r\n";
    }

    private static RawAnswer post(List<String> headers, String body) throws IOException {
        List<String> all = IntStream.rangeClosed(0, headers.size())
                .mapToObj(i -> i < headers.size() ? headers.get(i) : "Content-Length: " + body.length())
                .toList();
        return answer(head("POST", "/graphql", all) + body);
    }

    private static RawAnswer answer(String bytes) throws IOException {
        return RawAnswer.to(gateway.endpoint(), bytes);
    }
}
